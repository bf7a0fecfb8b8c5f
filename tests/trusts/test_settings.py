"""Tess sets teams and the crisis line of her trust."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.trusts import queries
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast

SignIn = Callable[[Person], Browser]


def _teams(cast: Cast) -> list[str]:
    with unit_of_work(cast.riverside.id) as session:
        return list(queries.team_names(session, trust_id=cast.riverside.id).values())


def test_a_new_crisis_line_holds_at_once(cast: Cast, browser_as: SignIn) -> None:
    fields = {"crisis_line_name": "Night line", "crisis_line_number": "0800 123 4567"}

    page = browser_as(cast.tess).submit("/staff/settings/crisis-line", **fields)

    assert "The crisis line is changed" in page.text
    assert page.value("crisis_line_number") == "0800 123 4567"
    with unit_of_work(cast.hillside.id) as session:
        assert queries.trust(session, trust_id=cast.hillside.id).crisis_line_name == "Hillside crisis line"


@pytest.mark.parametrize("number", ["", "call us", "12", "0800 <b>", "1" * 31])
def test_a_crisis_line_without_a_number_is_refused(cast: Cast, browser_as: SignIn, number: str) -> None:
    fields = {"crisis_line_name": "Night line", "crisis_line_number": number}

    page = browser_as(cast.tess).submit("/staff/settings/crisis-line", **fields)

    assert page.status == 422
    assert page.value("crisis_line_name") == "Night line"
    assert (page.value("crisis_line_number") or "") == number


def test_a_team_is_added_and_renamed(cast: Cast, browser_as: SignIn) -> None:
    tess = browser_as(cast.tess)

    tess.submit("/staff/settings/teams", team="Night  Team ")
    tess.submit(f"/staff/settings/teams/{cast.early_help.id}", team="First Help")

    assert _teams(cast) == ["First Help", "Night Team"]


@pytest.mark.parametrize("name", ["", "early help", "EARLY HELP "])
def test_a_team_needs_a_name_of_its_own(cast: Cast, browser_as: SignIn, name: str) -> None:
    night = make_team(cast.riverside, "Night Team")
    tess = browser_as(cast.tess)

    added = tess.submit("/staff/settings/teams", team=name)
    renamed = tess.submit(f"/staff/settings/teams/{night.id}", team=name)

    assert (added.status, renamed.status) == (422, 422)
    assert (added.value("team") or "") == name
    assert _teams(cast) == ["Early Help", "Night Team"]


def test_a_team_may_keep_its_name_or_change_its_capitals(cast: Cast, browser_as: SignIn) -> None:
    browser_as(cast.tess).submit(f"/staff/settings/teams/{cast.early_help.id}", team="Early help")

    assert _teams(cast) == ["Early help"]


def test_another_trusts_team_is_not_found(cast: Cast, browser_as: SignIn) -> None:
    tess = browser_as(cast.tess)
    address = f"/staff/settings/teams/{cast.hill_team.id}"

    assert tess.visit(address).status == 404
    assert tess.submit(address, team="Stolen").status == 404
