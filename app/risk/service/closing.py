"""Closing a flag: alone, or by two people."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict
from app.risk import due, duty, queries
from app.risk.rules import Event, Outcome, State, Urgency, Verb
from app.risk.service import calling, moves


class Unread(Conflict):
    """Somebody would agree to close what they have not read since it was proposed."""

    sentence = "Read what was written first, then you can agree to close it."


@moves.first_wins
def close(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, outcome: Outcome, words: str) -> None:
    """Closes what the viewer has taken and one person may close. Raises Conflict if it needs a second one."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.CLOSE)
    moves.move(
        session,
        flag,
        event=Event.CLOSED,
        to=State.CLOSED,
        actor_id=viewer.person_id,
        changes={**_over(viewer), "outcome": outcome.value},
        words=words,
        facts={"outcome": outcome.value},
    )


@moves.first_wins
def propose_close(
    session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, outcome: Outcome, words: str
) -> None:
    """The viewer, who has taken it, would close it; somebody else must agree, and the ladder calls if nobody does."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.PROPOSE_CLOSE)
    hours = duty.of_trust(session, trust_id=flag.trust_id)
    waits_until = due.due_at(hours, urgency=Urgency(flag.urgency), at=clock.now())
    moves.move(
        session,
        flag,
        event=Event.CLOSE_PROPOSED,
        to=State.AWAITING_SECOND,
        actor_id=viewer.person_id,
        changes={
            **moves.FREE,
            "first_closer": viewer.person_id,
            "outcome": outcome.value,
            "next_escalation_at": waits_until,
        },
        words=words,
        facts={"outcome": outcome.value},
    )
    calling.call_first(session, flag, but=viewer.person_id)


@moves.first_wins
def confirm_close(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, words: str = "") -> None:
    """Another person agrees: closed with the outcome that was proposed.

    Raises Conflict for the one who proposed it, and Unread for somebody who has not opened what is covered since.
    """
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.CONFIRM_CLOSE)
    if not queries.was_opened_by(session, viewer=viewer, flag_id=flag_id):
        raise Unread
    moves.move(
        session,
        flag,
        event=Event.CLOSED,
        to=State.CLOSED,
        actor_id=viewer.person_id,
        changes=_over(viewer),
        words=words,
        facts={"outcome": flag.outcome},
    )


@moves.first_wins
def refuse_close(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, words: str) -> None:
    """Another person does not agree, or the first takes it back: the viewer has it now."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.REFUSE_CLOSE)
    moves.move(
        session,
        flag,
        event=Event.CLOSE_REFUSED,
        to=State.TAKEN,
        actor_id=viewer.person_id,
        changes={**moves.in_hands_of(flag, viewer.person_id), "first_closer": None, "outcome": None},
        words=words,
    )


def _over(viewer: SignedIn) -> dict[str, Any]:
    return {**moves.FREE, "next_escalation_at": None, "closed_at": clock.now(), "closed_by": viewer.person_id}
