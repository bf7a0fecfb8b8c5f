"""Invitations and accounts, week by week."""

from datetime import date
from uuid import UUID

import pytest
import time_machine

from app.core.db import unit_of_work
from app.invitations.rules import CameBy, State
from app.reports.periods import full_weeks
from app.reports.uptake import weeks
from app.reports.uptake.weeks import Week
from tests.builders.invitations import make_invitation
from tests.builders.usage import london
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def monday() -> object:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


def of(cast: Cast, inviter_id: UUID | None = None) -> list[Week]:
    with unit_of_work(cast.riverside.id) as session:
        over = full_weeks(2, date(2026, 11, 23))
        found = weeks.weeks(session, trust_id=cast.riverside.id, over=over, inviter_id=inviter_id)
        assert len(found) == 4  # two weeks of the team and of the trust
        return weeks.of_total(found, trust_id=cast.riverside.id)


def told(rows: list[Week]) -> list[tuple[date, int, int]]:
    return [(row.monday, row.invitations, row.accounts) for row in rows]


def test_weeks_in_which_nothing_happened_have_noughts(cast: Cast) -> None:
    assert told(of(cast)) == [(date(2026, 11, 9), 0, 0), (date(2026, 11, 16), 0, 0)]


def test_a_week_ends_on_sunday_at_midnight_in_london(cast: Cast) -> None:
    for number, at in enumerate(("2026-11-15 23:59", "2026-11-16 00:00", "2026-11-22 23:59", "2026-11-23 00:00")):
        moment = london(date.fromisoformat(at[:10]), at[11:])
        make_invitation(cast.cora, cast.early_help, email=f"{number}@example.org", created_at=moment)
    assert [row.invitations for row in of(cast)] == [1, 2]


def test_an_account_counts_in_its_own_week_and_one_made_with_a_code_too(cast: Cast) -> None:
    joined = {"state": State.ACCEPTED, "email": cast.alice.email, "joined_as": cast.alice}
    at = {"created_at": london(date(2026, 11, 10), "10:00"), "accepted_at": london(date(2026, 11, 17), "10:00")}
    make_invitation(cast.cora, cast.early_help, **joined, **at)  # type: ignore[arg-type]
    asked = {"inviter_id": None, "came_by": CameBy.OPEN.value, "email": cast.ben.email, "joined_as": cast.ben}
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, **asked, **at)  # type: ignore[arg-type]
    assert told(of(cast)) == [(date(2026, 11, 9), 1, 0), (date(2026, 11, 16), 0, 2)]


def test_of_coras_weeks_only_what_cora_sent_counts(cast: Cast) -> None:
    for person in (cast.cora, cast.sue, cast.sue):
        make_invitation(person, cast.early_help, days_old=5, state=State.EXPIRED)
    assert [row.invitations for row in of(cast, cast.cora.id)] == [0, 1]


def test_who_came_by_anothers_link_is_in_coras_week_too_as_in_her_steps(cast: Cast) -> None:
    on = london(date(2026, 11, 17), "10:00")
    make_invitation(cast.cora, cast.early_help, email=cast.alice.email, state=State.EXPIRED, days_old=60)
    joined = {"state": State.ACCEPTED, "email": cast.alice.email, "joined_as": cast.alice, "accepted_at": on}
    make_invitation(cast.sue, cast.early_help, days_old=10, **joined)  # type: ignore[arg-type]
    make_invitation(cast.sue, cast.early_help, **joined | {"email": cast.ben.email, "joined_as": cast.ben})  # type: ignore[arg-type]
    assert [(row.invitations, row.accounts) for row in of(cast, cast.cora.id)] == [(0, 0), (0, 1)]
