"""The sweep, for those who were invited and have not opened the link."""

import pytest

from app.accounts.roles import Role
from app.core import clock
from app.core.db import unit_of_work
from app.invitations.rules import CameBy, State
from app.trusts.models import GuestAddress, Trust
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.reminders import DAY, WEDNESDAY, invited, made, sweep, wishes
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("wednesday")


def test_an_invitation_is_called_to_mind_on_day_7_and_day_21_and_never_again(cast: Cast) -> None:
    jane = invited(cast, days_ago=0)

    when = [day for day in range(29) if sweep(at=WEDNESDAY + day * DAY)]

    assert when == [7, 21]
    assert [(each.invitation_id, each.step, each.person_id) for each in made()] == [
        (jane.id, 1, None),
        (jane.id, 2, None),
    ]


@pytest.mark.parametrize("state", sorted(set(State) - {State.SENT, State.ACCEPTED, State.DRAFTED}))
def test_only_an_invitation_that_waits_is_called_to_mind(cast: Cast, state: State) -> None:
    invited(cast, days_ago=8, state=state)

    assert sweep() == 0


def test_who_is_no_guest_any_more_is_not_reminded_while_the_trust_tries_out(cast: Cast) -> None:
    invited(cast, days_ago=8)
    invited(cast, "guest@example.org", days_ago=8)
    with unit_of_work(cast.riverside.id) as session:
        session.get_one(Trust, cast.riverside.id).live_at = None
        session.add(GuestAddress(trust_id=cast.riverside.id, email="guest@example.org", added_by=cast.tess.id))

    assert sweep() == 1


def test_who_typed_a_code_and_did_not_answer_the_mail_is_not_reminded(cast: Cast) -> None:
    invited(cast, days_ago=8, inviter_id=None, came_by=CameBy.OPEN.value)

    assert sweep() == 0


def test_who_has_an_account_at_another_trust_is_not_reminded_of_an_invitation(cast: Cast) -> None:
    invited(cast, cast.hugo.email, days_ago=8)

    assert sweep() == 0


def test_an_address_that_two_trusts_have_invited_hears_of_it_in_two_different_weeks(cast: Cast) -> None:
    for inviter, team in ((cast.cora, cast.early_help), (cast.harry, cast.hill_team)):
        make_invitation(inviter, team, sent_at=clock.now() - 8 * DAY, days_old=8)

    assert [day for day in range(9) if sweep(at=WEDNESDAY + day * DAY)] == [0, 7]
    assert len({each.invitation_id for each in made()}) == 2


def test_who_was_reminded_of_the_invitation_and_joined_is_left_in_peace_for_a_week(cast: Cast) -> None:
    invited(cast, "nell@example.org", days_ago=8)
    sweep()
    nell = make_person("Nell", Role.RELATIVE, team=cast.early_help)
    wishes(nell)

    assert [day for day in range(1, 9) if sweep(at=WEDNESDAY + day * DAY)] == [7]
