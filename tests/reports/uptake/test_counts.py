"""The uptake table, by examples counted by hand."""

from uuid import UUID

from app.accounts.models import Person
from app.accounts.roles import Role
from app.accounts.service import close
from app.core.db import Platform, unit_of_work
from app.invitations.rules import CameBy, State
from app.reports.uptake.counts import Table, Uptake, table
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.reach_rows import make_list
from tests.builders.trusts import make_team, make_trust
from tests.people import Cast


def of(trust_id: UUID | None) -> Table:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return table(session, trust_id=trust_id)


def total(trust_id: UUID | None) -> Uptake:
    found = of(trust_id).total
    assert found is not None
    return found


def test_a_trust_where_nothing_happened_has_noughts_and_no_median(cast: Cast) -> None:
    row = total(cast.riverside.id)
    assert (row.clinicians, row.clinicians_who_invited, row.invites, row.relatives, row.accounts) == (1, 0, 0, 0, 0)
    assert (row.median, row.fewest, row.most, row.repeats, str(row.activation)) == (None, None, None, 0, "0 of 0")


def test_cora_invites_three_and_one_of_them_twice(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, email="alice@example.org", state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org", state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org")
    make_invitation(cast.cora, cast.early_help, email="john@example.org", state=State.UNDELIVERABLE)
    row = total(cast.riverside.id)
    assert (row.invites, row.relatives, row.accounts, row.repeats) == (4, 3, 1, 1)
    assert (str(row.staff_who_invited), str(row.activation)) == ("1 of 1 (100.0%)", "1 of 3 (33.3%)")


def test_the_median_and_quartiles_are_of_those_who_invited(cast: Cast) -> None:
    for inviter, sent in (("Ann", 1), ("Bob", 2), ("Cat", 4), ("Dan", 10), ("Eve", 0)):
        person = make_person(inviter, Role.CLINICIAN, team=cast.early_help)
        for number in range(sent):
            make_invitation(person, cast.early_help, email=f"{inviter}{number}@example.org")
    row = total(cast.riverside.id)
    assert (row.clinicians, row.clinicians_who_invited) == (6, 4)
    # Type 7 by hand: places 0.75, 1.5 and 2.25 of 1, 2, 4, 10.
    assert (row.lower_quartile, row.median, row.upper_quartile) == (1.75, 3, 5.5)
    assert (row.fewest, row.most) == (1, 10)


def test_a_draft_is_not_an_invitation_and_a_colleague_is_no_relative(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.DRAFTED)
    make_invitation(cast.tess, cast.early_help, email="new@example.org", role=Role.CLINICIAN)
    row = total(cast.riverside.id)
    assert (row.invites, row.clinicians_who_invited) == (0, 0)


def test_sues_invitations_count_but_she_is_not_among_the_clinicians(cast: Cast) -> None:
    make_invitation(cast.sue, cast.early_help)
    row = total(cast.riverside.id)
    assert (row.invites, row.clinicians, row.clinicians_who_invited, row.median) == (1, 1, 0, None)


def test_cora_and_alice_still_count_when_their_accounts_are_closed(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for person in (cast.cora, cast.alice):
            close(session, person=session.merge(person), actor_id=cast.tess.id, also=())
    row = total(cast.riverside.id)
    assert (row.clinicians, row.clinicians_who_invited, row.accounts) == (1, 1, 1)


def test_each_team_has_its_row_and_nobody_is_counted_twice_in_the_trust(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    rita = make_person("Rita", Role.CLINICIAN, team=second)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org", state=State.EXPIRED)
    make_invitation(rita, second, email="jane@example.org")
    found = of(cast.riverside.id)
    assert [(row.team, row.clinicians, row.relatives, row.repeats) for row in found.rows] == [
        ("Early Help", 1, 1, 0),
        ("Second Team", 1, 1, 0),
    ]
    assert (total(cast.riverside.id).relatives, total(cast.riverside.id).repeats) == (1, 1)


def test_of_all_trusts_each_has_a_row_and_the_total_adds_them(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help)
    make_invitation(cast.harry, cast.hill_team)
    found = of(None)
    assert [(row.trust, row.invites) for row in found.rows] == [("Hillside", 1), ("Riverside", 1)]
    assert found.total is not None
    assert (found.total.trust, found.total.clinicians, found.total.invites) == ("All trusts", 2, 2)


def test_who_was_invited_by_two_trusts_counts_in_both_and_twice_in_all(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, email=cast.alice.email, state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.harry, cast.hill_team, email=cast.alice.email)
    found = of(None)
    assert [(row.relatives, row.accounts) for row in found.rows] == [(1, 0), (1, 1)]
    assert (total(None).relatives, total(None).accounts, total(None).repeats) == (2, 1, 0)


def test_practice_trusts_are_left_out_as_soon_as_there_is_another(cast: Cast) -> None:
    make_trust("Practice")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        practice = session.merge(cast.riverside)
        practice.is_demo = True
    assert [row.trust for row in of(None).rows] == ["Hillside", "Practice"]
    assert total(cast.riverside.id).clinicians == 1


def test_practice_trusts_are_counted_while_there_are_no_others(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for trust in (cast.riverside, cast.hillside):
            session.merge(trust).is_demo = True
    assert [row.trust for row in of(None).rows] == ["Hillside", "Riverside"]


def test_without_any_trust_there_is_no_table(database: None) -> None:
    assert of(None) == Table([], None)


def test_another_trusts_rows_are_behind_the_wall_even_when_asked_for(cast: Cast) -> None:
    make_invitation(cast.harry, cast.hill_team)
    with unit_of_work(cast.riverside.id) as session:
        assert table(session, trust_id=cast.hillside.id) == Table([], None)
        everything = table(session, trust_id=None)
    assert [row.trust for row in everything.rows] == ["Riverside"]


def asked(cast: Cast, person: Person | None = None, *, email: str = "") -> None:
    """Somebody who asked for themselves, and joined if they are a person."""
    state = State.ACCEPTED if person else State.SENT
    address = person.email if person else email
    facts = {"email": address, "state": state, "joined_as": person, "inviter_id": None, "came_by": CameBy.OPEN.value}
    make_invitation(cast.cora, cast.early_help, **facts)  # type: ignore[arg-type]


def test_who_asked_for_themselves_is_nobodys_invitation_but_is_seen(cast: Cast) -> None:
    asked(cast, cast.alice)
    asked(cast, email="waits@example.org")
    row = total(cast.riverside.id)
    assert (row.invites, row.relatives, row.accounts, row.clinicians_who_invited) == (0, 0, 0, 0)
    assert row.joined_by_code == 1
    assert [each.joined_by_code for each in of(cast.riverside.id).rows] == [1]


def test_who_was_invited_and_then_used_a_code_is_an_invited_relative_with_an_account(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, email=cast.alice.email, state=State.EXPIRED)
    asked(cast, cast.alice)
    row = total(cast.riverside.id)
    assert (row.invites, row.relatives, row.accounts, row.joined_by_code) == (1, 1, 1, 0)


def test_a_code_of_another_team_counts_there_and_in_the_trust_as_invited(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    make_invitation(cast.cora, second, email=cast.alice.email, state=State.EXPIRED)
    asked(cast, cast.alice)
    rows = {row.team: (row.accounts, row.joined_by_code) for row in of(cast.riverside.id).rows}
    assert rows == {"Early Help": (0, 1), "Second Team": (0, 0)}
    assert (total(cast.riverside.id).accounts, total(cast.riverside.id).joined_by_code) == (1, 0)


def test_a_list_of_many_is_the_invitation_of_whoever_sent_it(cast: Cast) -> None:
    listed = make_list(cast.cora, cast.early_help)
    make_invitation(cast.cora, cast.early_help, came_by=CameBy.LIST.value, list_id=listed)
    row = total(cast.riverside.id)
    assert (row.invites, row.relatives, row.clinicians_who_invited, row.joined_by_code) == (1, 1, 1, 0)
