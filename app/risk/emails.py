"""The mail that calls somebody to a flag: a link, and nothing about whom or what."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.config import settings
from app.mail.message import Email, write
from app.risk.models import CallState, Flag, FlagCall, FlagEvent
from app.risk.rules import LADDER, Event, State
from app.trusts import queries as trusts


def call(session: Session, *, subject_id: UUID) -> Email | None:
    """The mail of one call; None, and the call is cancelled, when the flag was closed before it left."""
    found = _call(session, subject_id)
    flag = session.scalars(select(Flag).where(Flag.id == found.flag_id)).one()
    if flag.state == State.CLOSED.value:
        found.state = CallState.CANCELLED.value
        return None
    trust = trusts.trust(session, trust_id=flag.trust_id).name
    link = f"{settings().base_url}/staff/flags/{flag.id}"
    is_last = found.rung == LADDER[-1].value
    return write("risk/emails/call", to=found.recipient, trust=trust, link=link, due_at=flag.due_at, is_last=is_last)


def sent(session: Session, *, subject_id: UUID) -> None:
    """The mail server took it."""
    found = _call(session, subject_id)
    found.state, found.sent_at = CallState.SENT.value, clock.now()


def undeliverable(session: Session, *, subject_id: UUID, recipient: str, reason: str) -> None:  # noqa: ARG001 - one each
    """It was given up, or it came back; the flag's history says so, since somebody may not have been reached."""
    give_up(session, _call(session, subject_id), reason=reason)


def give_up(session: Session, found: FlagCall, *, reason: str) -> None:
    """A call got to nobody."""
    found.state, found.last_error = CallState.UNDELIVERABLE.value, reason
    line = FlagEvent(
        trust_id=found.trust_id,
        flag_id=found.flag_id,
        happened_at=clock.now(),
        event=Event.CALL_FAILED.value,
        facts={"rung": found.rung, "channel": found.channel, "reason": reason},
    )
    session.add(line)


def _call(session: Session, call_id: UUID) -> FlagCall:
    return session.scalars(select(FlagCall).where(FlagCall.id == call_id)).one()
