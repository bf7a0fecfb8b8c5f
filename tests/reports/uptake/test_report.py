"""When the uptake is counted: a trust's at once, that of all trusts in the night."""

from collections.abc import Callable
from uuid import UUID

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.reports.uptake.report import make_ready, report
from tests.builders.invitations import make_invitation
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]


def invited(trust_id: UUID | None) -> int:
    with unit_of_work(Platform.ADMINISTRATION) as session:
        found = report(session, trust_id=trust_id)
    assert found is not None
    assert found.counted_at.tzinfo is not None
    return found.total.relatives


def night() -> None:
    with unit_of_work(Platform.SWEEP) as session:
        make_ready(session)


def test_a_lead_sees_an_invitation_at_once_and_ada_after_the_night(cast: Cast) -> None:
    night()
    make_invitation(cast.cora, cast.early_help)
    assert (invited(cast.riverside.id), invited(None)) == (1, 0)
    night()
    assert invited(None) == 1


def test_before_the_first_night_ada_sees_it_at_once(cast: Cast) -> None:
    assert invited(None) == 0
    make_invitation(cast.cora, cast.early_help)
    assert invited(None) == 1


def test_what_was_made_ready_takes_one_statement_and_is_the_same(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help)
    with unit_of_work(Platform.ADMINISTRATION) as session:
        at_once = report(session, trust_id=None)
    night()
    with unit_of_work(Platform.ADMINISTRATION) as session, counted() as statements:
        ready = report(session, trust_id=None)
    assert len(statements) == 1
    assert (
        at_once and ready and (ready.table, ready.total, ready.steps) == (at_once.table, at_once.total, at_once.steps)
    )


def test_before_the_first_trust_there_is_nothing_to_keep(database: None) -> None:
    night()
    with unit_of_work(Platform.ADMINISTRATION) as session:
        assert report(session, trust_id=None) is None


def test_adas_page_says_that_it_is_counted_at_night_and_a_leads_does_not(cast: Cast, browser_as: BrowserAs) -> None:
    words = "All trusts together are counted once a night."
    assert words in browser_as(cast.ada).visit("/staff/reports").text
    assert words not in browser_as(cast.tess).visit("/staff/reports").text
