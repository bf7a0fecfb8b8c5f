"""Closing a flag: alone, or by two people."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.risk import due, duty
from app.risk.rules import Event, Outcome, State, Urgency, Verb
from app.risk.service import calling, moves


def close(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, outcome: Outcome, words: str) -> bool:
    """Closes what the viewer has taken and one person may close. Raises Conflict if it needs a second one."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.CLOSE)
    if flag is None:
        return False
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
    return True


def propose_close(
    session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, outcome: Outcome, words: str
) -> bool:
    """The viewer, who has taken it, would close it; somebody else must agree, and the ladder calls if nobody does."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.PROPOSE_CLOSE)
    if flag is None:
        return False
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
    return True


def confirm_close(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, words: str = "") -> bool:
    """Another person agrees: closed with the outcome that was proposed. Raises Conflict for the one who proposed it."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.CONFIRM_CLOSE)
    if flag is None:
        return False
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
    return True


def refuse_close(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, words: str) -> bool:
    """Another person does not agree, or the first takes it back: the viewer has it now."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.REFUSE_CLOSE)
    if flag is None:
        return False
    moves.move(
        session,
        flag,
        event=Event.CLOSE_REFUSED,
        to=State.TAKEN,
        actor_id=viewer.person_id,
        changes={**moves.in_hands_of(flag, viewer.person_id), "first_closer": None, "outcome": None},
        words=words,
    )
    return True


def _over(viewer: SignedIn) -> dict[str, Any]:
    return {**moves.FREE, "next_escalation_at": None, "closed_at": clock.now(), "closed_by": viewer.person_id}
