"""Who invited how many: names for Tess, one's own for Cora, nobody's for anybody else."""

from app.accounts.models import Person
from app.accounts.roles import Role
from app.accounts.service import close
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.reports.uptake import inviters
from app.reports.uptake.inviters import Inviter
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.people import Cast


def by_team(cast: Cast) -> list[Inviter]:
    with unit_of_work(cast.riverside.id) as session:
        return inviters.by_team(session, trust_id=cast.riverside.id)


def own(cast: Cast, person: Person) -> tuple[Inviter | None, list[Inviter]]:
    with unit_of_work(cast.riverside.id) as session:
        return inviters.own(session, trust_id=cast.riverside.id, person_id=person.id)


def test_cora_sent_four_to_three_people_and_one_joined(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, email="alice@example.org", state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org", state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org", state=State.OPENED)
    make_invitation(cast.cora, cast.early_help, email="john@example.org", state=State.UNDELIVERABLE)
    cora = by_team(cast)[0]
    assert (cora.name, cora.team, cora.invites, cora.relatives, cora.repeats) == ("Cora", "Early Help", 4, 3, 1)
    assert (cora.delivered, cora.opened, cora.accounts, str(cora.activation)) == (2, 2, 1, "1 of 3 (33.3%)")


def test_who_may_invite_and_never_did_is_named_too(cast: Cast) -> None:
    assert [(row.name, row.invites, row.last_on) for row in by_team(cast)] == [("Cora", 0, None), ("Sue", 0, None)]


def test_a_colleague_who_left_is_named_only_if_they_invited(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for person in (cast.cora, cast.sue):
            close(session, person=session.merge(person), actor_id=cast.tess.id, also=())
    assert [(row.name, row.has_left) for row in by_team(cast)] == [("Cora", True)]


def test_an_address_that_two_invited_counts_for_both_and_so_does_the_account(cast: Cast) -> None:
    make_invitation(cast.sue, cast.early_help, email="alice@example.org", state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="alice@example.org", state=State.ACCEPTED, joined_as=cast.alice)
    assert [(row.name, row.relatives, row.accounts) for row in by_team(cast)] == [("Cora", 1, 1), ("Sue", 1, 1)]


def test_somebody_in_two_teams_has_a_row_in_each_and_counts_once_in_their_own_sum(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    rita = make_person("Rita", Role.CLINICIAN, team=second)
    make_invitation(rita, second, email="jane@example.org", state=State.EXPIRED)
    make_invitation(rita, cast.early_help, email="jane@example.org")
    total, teams = own(cast, rita)
    assert [(row.team, row.invites) for row in teams] == [("Early Help", 1), ("Second Team", 1)]
    assert total is not None
    assert (total.invites, total.relatives, total.repeats) == (2, 1, 1)


def test_coras_own_numbers_are_hers_alone(cast: Cast) -> None:
    make_invitation(cast.sue, cast.early_help)
    total, teams = own(cast, cast.cora)
    assert [row.name for row in teams] == ["Cora"]
    assert total is not None
    assert total.invites == 0


def test_who_may_not_invite_has_no_numbers(cast: Cast) -> None:
    assert own(cast, cast.max) == (None, [])


def test_the_other_trusts_people_are_behind_the_wall(cast: Cast) -> None:
    make_invitation(cast.harry, cast.hill_team)
    assert {row.name for row in by_team(cast)} == {"Cora", "Sue"}
