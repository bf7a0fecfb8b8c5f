"""Opening what is covered, and writing notes: both are written down, and neither changes the flag."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core.errors import Conflict
from app.risk import queries
from app.risk.models import Flag
from app.risk.rules import Event, Verb
from app.risk.service import moves


def open_content(session: Session, *, viewer: SignedIn, flag_id: UUID) -> None:
    """Writes down that the viewer reads what is covered; queries.content gives it. Raises NotFound."""
    flag = _seen(session, viewer, flag_id)
    moves.write(session, flag, event=Event.OPENED, actor_id=viewer.person_id)
    audit.record(
        session,
        action=Action.FLAG_READ,
        trust_id=flag.trust_id,
        actor_id=viewer.person_id,
        subject_id=flag.id,
        details={"writer": flag.writer_id and str(flag.writer_id)},
    )


def open_log(session: Session, *, viewer: SignedIn, first: date, last: date) -> None:
    """Writes down that the viewer reads what staff wrote about all that the log holds of some days."""
    audit.record(
        session,
        action=Action.FLAG_READ,
        trust_id=viewer.own_trust,
        actor_id=viewer.person_id,
        subject_id=viewer.own_trust,
        details={"log": [first.isoformat(), last.isoformat()]},
    )


def note(session: Session, *, viewer: SignedIn, flag_id: UUID, words: str) -> None:
    """Adds words to the history. Raises Conflict for a flag that is closed."""
    seen = queries.flag(session, viewer=viewer, flag_id=flag_id)
    if Verb.NOTE not in queries.offered(session, viewer=viewer, flag=seen):
        raise Conflict
    flag = _seen(session, viewer, flag_id)
    moves.write(session, flag, event=Event.NOTED, actor_id=viewer.person_id, words=words)


def _seen(session: Session, viewer: SignedIn, flag_id: UUID) -> Flag:
    queries.flag(session, viewer=viewer, flag_id=flag_id)
    return session.scalars(select(Flag).where(Flag.id == flag_id)).one()
