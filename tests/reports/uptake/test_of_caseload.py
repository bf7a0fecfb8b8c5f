"""Invitations held against the caseload."""

from datetime import date

import pytest
import time_machine

from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.reports.uptake.of_caseload import OfCaseload, of_caseload
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.builders.uptake import make_caseload
from tests.people import Cast

TODAY, SINCE = date(2026, 11, 23), date(2025, 11, 24)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def monday() -> object:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


def of(cast: Cast) -> list[OfCaseload]:
    with unit_of_work(cast.riverside.id) as session:
        return of_caseload(session, trust_id=cast.riverside.id, since=SINCE, today=TODAY)


def test_the_last_count_is_used_with_its_day(cast: Cast) -> None:
    make_caseload(cast.tess, cast.early_help, 50, counted_on=date(2026, 1, 5))
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 6, 5))
    make_invitation(cast.cora, cast.early_help)
    team, trust = of(cast)
    assert (str(team.share), team.counted_on) == ("1 of 40 (2.5%)", date(2026, 6, 5))
    assert (str(trust.share), trust.counted_on) == ("1 of 40 (2.5%)", date(2026, 6, 5))


def test_only_people_invited_in_the_last_12_months_count_and_each_once(cast: Cast) -> None:
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 6, 5))
    make_invitation(cast.cora, cast.early_help, email="long@example.org", days_old=365, state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="just@example.org", days_old=364, state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="just@example.org")
    assert [row.invited for row in of(cast)] == [1, 1]


def test_a_team_that_has_not_counted_is_in_neither_number_of_the_trust(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 6, 5))
    make_invitation(cast.cora, second)
    assert [(row.name, row.people, str(row.share)) for row in of(cast)] == [
        ("Early Help", 40, "0 of 40 (0.0%)"),
        ("Second Team", None, "None"),
        ("Riverside", 40, "0 of 40 (0.0%)"),
    ]


def test_the_trusts_day_is_the_oldest_of_its_teams(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 6, 5))
    make_caseload(cast.tess, second, 10, counted_on=date(2026, 2, 5))
    assert (of(cast)[-1].people, of(cast)[-1].counted_on, of(cast)[-1].counted_teams) == (50, date(2026, 2, 5), 2)


def test_ada_sees_it_by_trust(cast: Cast) -> None:
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 6, 5))
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = of_caseload(session, trust_id=None, since=SINCE, today=TODAY)
    assert [(row.name, row.people) for row in found] == [("Hillside", None), ("Riverside", 40), ("All trusts", 40)]
