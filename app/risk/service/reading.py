"""Opening what is covered, and writing notes: both are written down, and neither changes the flag."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.risk import queries
from app.risk.models import Flag
from app.risk.rules import Event
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


def note(session: Session, *, viewer: SignedIn, flag_id: UUID, words: str) -> None:
    """Adds words to the history."""
    flag = _seen(session, viewer, flag_id)
    moves.write(session, flag, event=Event.NOTED, actor_id=viewer.person_id, words=words)


def _seen(session: Session, viewer: SignedIn, flag_id: UUID) -> Flag:
    queries.flag(session, viewer=viewer, flag_id=flag_id)
    return session.scalars(select(Flag).where(Flag.id == flag_id)).one()
