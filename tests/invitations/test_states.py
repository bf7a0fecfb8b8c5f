"""Every step of staff in every state: what is offered works, everything else is a conflict."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.invitations import drafting, expiring, service
from app.invitations.models import Invitation
from app.invitations.rules import LEADS_TO, OFFERED, State, Step
from app.invitations.service import Invitee
from tests.builders.invitations import all_invitations, make_invitation, now_of
from tests.people import Cast

JANE = Invitee("jane@example.org", "Jane", "parent")
STEPS: dict[Step, Callable[[Session, Invitation, UUID], object]] = {
    Step.SEND: lambda session, it, who: service.invite(
        session, inviter_id=who, trust_id=it.trust_id, invitee=JANE, again=True, draft=it
    ),
    Step.DISCARD: lambda session, it, who: drafting.discard(session, actor_id=who, draft=it),
    Step.CORRECT: lambda session, it, who: service.correct(
        session, actor_id=who, invitation=it, email="jane.new@example.org"
    ),
    Step.SEND_AGAIN: lambda session, it, who: service.send_again(session, actor_id=who, invitation=it),
    Step.REVOKE: lambda session, it, who: service.revoke(session, actor_id=who, invitation=it),
}
EVERY = [(state, step) for state in State for step in Step]


def _made(cast: Cast, state: State, **changes: object) -> Invitation:
    joined = cast.alice if state is State.ACCEPTED else None
    return make_invitation(cast.cora, cast.early_help, state=state, joined_as=joined, **changes)  # type: ignore[arg-type]


def _take(cast: Cast, step: Step, invitation: Invitation) -> None:
    with unit_of_work(cast.riverside.id) as session:
        STEPS[step](session, session.merge(invitation, load=False), cast.cora.id)


@pytest.mark.parametrize(("state", "step"), [pair for pair in EVERY if pair[1] in OFFERED[pair[0]]])
def test_cora_can_do_what_she_is_offered(cast: Cast, state: State, step: Step) -> None:
    invitation = _made(cast, state)

    _take(cast, step, invitation)

    if step is Step.DISCARD:
        assert all_invitations() == []
    else:
        assert now_of(invitation.id).state == LEADS_TO[step]


@pytest.mark.parametrize(("state", "step"), [pair for pair in EVERY if pair[1] not in OFFERED[pair[0]]])
def test_cora_cannot_do_anything_else(cast: Cast, state: State, step: Step) -> None:
    invitation = _made(cast, state)

    with pytest.raises(Conflict):
        _take(cast, step, invitation)

    assert now_of(invitation.id).state == state


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (State.QUEUED, Step.CORRECT),  # leads from queued to queued
        (State.UNDELIVERABLE, Step.CORRECT),
        (State.SENT, Step.SEND_AGAIN),
        (State.OPENED, Step.REVOKE),
        (State.DRAFTED, Step.SEND),
        (State.DRAFTED, Step.DISCARD),
    ],
)
def test_sue_comes_too_late_if_cora_was_quicker(cast: Cast, state: State, step: Step) -> None:
    seen_by_both = _made(cast, state)
    _take(cast, step, seen_by_both)

    with pytest.raises(Conflict):
        _take(cast, step, seen_by_both)


def test_the_sweep_ends_what_is_past_its_last_day_and_forgets_old_drafts(cast: Cast) -> None:
    made = {state: _made(cast, state, email=f"{state}@example.org", days_old=29) for state in State}
    fresh = _made(cast, State.SENT, email="fresh@example.org")

    with unit_of_work(Platform.SWEEP) as session:
        swept = expiring.expire_due(session)

    after = {row.id: row.state for row in all_invitations()}
    expired = {state for state, row in made.items() if after.get(row.id) == State.EXPIRED}
    assert expired == {State.QUEUED, State.SENT, State.UNDELIVERABLE, State.OPENED, State.EXPIRED}
    assert swept == 5
    assert made[State.DRAFTED].id not in after
    assert after[fresh.id] == State.SENT


def test_sending_again_gives_a_new_link_and_28_more_days(cast: Cast) -> None:
    invitation = _made(cast, State.EXPIRED, days_old=40)

    _take(cast, Step.SEND_AGAIN, invitation)

    after = now_of(invitation.id)
    assert after.nonce != invitation.nonce
    assert (after.expires_at - clock.now()).days == 27
