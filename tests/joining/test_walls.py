"""What one transaction keeps together, and what the second wall alone would hold back."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, select, text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.joining import queries
from app.joining.models import ServiceCode
from app.trusts import going_live
from tests.builders.invitations import all_invitations
from tests.builders.joining import ASKED, CODE, codes_of, make_code, queued
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


@pytest.fixture
def no_trail(database: None, owner: Engine) -> Iterator[Callable[[], object]]:
    """The audit trail takes no line any more, until the test is over."""

    def begin() -> None:
        with owner.begin() as connection:
            connection.execute(text("CREATE RULE no_room AS ON INSERT TO audit_entries DO INSTEAD SELECT 1/0"))

    yield begin
    with owner.begin() as connection:
        connection.execute(text("DROP RULE IF EXISTS no_room ON audit_entries"))


def test_a_code_and_its_line_in_the_trail_are_there_together_or_not_at_all(
    cast: Cast, browser_as: BrowserAs, no_trail: Callable[[], object]
) -> None:
    cora = browser_as(cast.cora)
    no_trail()

    assert cora.submit(f"/staff/joining/{cast.early_help.id}/code").status == 500
    assert codes_of(cast.early_help) == []


def test_so_are_an_invitation_that_was_asked_for_and_its_mail(
    cast: Cast, stranger: Browser, no_trail: Callable[[], object]
) -> None:
    make_code(cast.early_help, cast.cora)
    no_trail()

    assert stranger.submit(f"/join/{CODE}", **ASKED).status == 500
    assert (all_invitations(), queued()) == ([], [])


def test_going_live_is_undone_with_its_line(cast: Cast, browser_as: BrowserAs, no_trail: Callable[[], object]) -> None:
    tess = browser_as(cast.tess)
    no_trail()

    assert tess.submit("/staff/settings/joining/open", team=str(cast.early_help.id)).status == 500
    with unit_of_work(cast.riverside.id) as session:
        assert going_live.team_for_unsure(session, trust_id=cast.riverside.id) is None


def test_the_second_wall_alone_hides_the_codes_of_another_trust(cast: Cast) -> None:
    make_code(cast.early_help, cast.cora)
    make_code(cast.hill_team, cast.harry, code="22223333")

    with unit_of_work(cast.riverside.id) as session:
        assert session.scalars(select(ServiceCode.code)).all() == [CODE]
        assert queries.by_code(session, code="22223333") is None


def test_the_queries_ask_for_the_team_even_without_the_second_wall(cast: Cast) -> None:
    make_code(cast.early_help, cast.cora)
    make_code(cast.hill_team, cast.harry, code="22223333")

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert [each.code for each in queries.working(session, team_ids=[cast.hill_team.id])] == ["22223333"]
        assert going_live.guests(session, trust_id=cast.riverside.id) == []
