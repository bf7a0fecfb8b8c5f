"""How long it takes from the invitation to the account and to the first module, by examples counted by hand."""

from datetime import timedelta

from app.accounts.roles import Role
from app.core import clock
from app.core.db import unit_of_work
from app.invitations.rules import CameBy, State
from app.reports.uptake import funnel
from app.reports.uptake.funnel import Funnel
from app.reports.uptake.waits import Wait
from app.trusts.models import Team
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.uptake import make_day
from tests.people import Cast


def of(cast: Cast) -> list[Funnel]:
    with unit_of_work(cast.riverside.id) as session:
        steps = funnel.funnels(session, trust_id=cast.riverside.id)
        assert steps is not None
        return [*steps.rows, steps.total]


def joins(cast: Cast, team: Team, name: str, *, after: int, reads_after: int | None = None) -> None:
    """Somebody invited 90 days ago, who joined so many days later, and read a module so many days after the invitation."""
    person = make_person(name, Role.RELATIVE, team=team)
    invited = clock.now() - timedelta(days=90)
    joined = invited + timedelta(days=after)
    facts = {
        "email": person.email,
        "state": State.ACCEPTED,
        "joined_as": person,
        "created_at": invited,
        "accepted_at": joined,
    }
    make_invitation(cast.cora, team, **facts)  # type: ignore[arg-type]
    if reads_after is not None:
        make_day(person, clock.london_day(invited) + timedelta(days=reads_after), modules=1)


def test_the_middle_and_the_middle_half_of_days_until_the_account(cast: Cast) -> None:
    for number, after in enumerate((0, 1, 3, 8, 20)):
        joins(cast, cast.early_help, f"r{number}", after=after)
    assert [row.to_account for row in of(cast)] == [Wait(3, 1, 8), Wait(3, 1, 8)]


def test_of_four_people_nothing_is_told(cast: Cast) -> None:
    for number in range(4):
        joins(cast, cast.early_help, f"r{number}", after=1, reads_after=1)
    assert [(row.to_account, row.to_module) for row in of(cast)] == [(None, None), (None, None)]


def test_the_time_to_the_first_module_has_no_middle_half_of_ten_people(cast: Cast) -> None:
    for number in range(10):
        joins(cast, cast.early_help, f"r{number}", after=1, reads_after=number + 1)
    assert of(cast)[-1].to_module == Wait(5.5, None, None)


def test_of_twenty_people_it_has(cast: Cast) -> None:
    for number in range(20):
        joins(cast, cast.early_help, f"r{number}", after=1, reads_after=number + 1)
    assert of(cast)[-1].to_module == Wait(10.5, 5.75, 15.25)


def test_where_the_number_of_readers_is_hidden_their_time_is_too(cast: Cast) -> None:
    for number in range(10):
        joins(cast, cast.early_help, f"r{number}", after=1, reads_after=1)
    joins(cast, cast.early_help, "late", after=1)  # 10 of 11 read: one did not, and nobody is to know
    assert of(cast)[-1].to_module is None


def test_the_first_invitation_counts_however_often_they_were_invited(cast: Cast) -> None:
    for number in range(5):
        joins(cast, cast.early_help, f"r{number}", after=10)
        make_invitation(cast.cora, cast.early_help, email=f"r{number}@example.org", state=State.EXPIRED, days_old=92)
    assert of(cast)[-1].to_account == Wait(12, 12, 12)


def test_who_had_an_account_before_anybody_invited_them_is_left_out(cast: Cast) -> None:
    for number in range(5):
        joins(cast, cast.early_help, f"r{number}", after=2)
    asked = {"inviter_id": None, "came_by": CameBy.OPEN.value, "email": cast.alice.email, "joined_as": cast.alice}
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, days_old=50, **asked)  # type: ignore[arg-type]
    make_invitation(cast.cora, cast.early_help, email=cast.alice.email, state=State.EXPIRED, days_old=2)
    assert of(cast)[-1].to_account == Wait(2, 2, 2)
