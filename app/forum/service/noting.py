"""What moderators of one trust keep about a member: notes for each other, and who was told who it is."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core.errors import NotFound
from app.forum.models import Note
from app.forum.queries import conduct
from app.forum.queries.conduct import Seen
from app.forum.queries.viewer import Viewer
from app.keys import service as keys


def note(session: Session, *, viewer: Viewer, member_id: UUID, words: str) -> None:
    """Keeps a note, locked with the member's own key. Raises NotFound for another trust's member."""
    member = _own(session, viewer, member_id)
    made = Note(id=uuid4(), trust_id=member.trust_id, member_id=member.id, written_by=viewer.person_id)
    key = keys.key_for(session, trust_id=member.trust_id, owner_id=member.id)
    made.sealed = key.seal(words, place=f"note/{made.id}")
    session.add(made)
    session.flush()
    _audit(session, viewer, Action.FORUM_NOTED, member_id)


def look_up_who(session: Session, *, viewer: Viewer, member_id: UUID) -> UUID | None:
    """The person behind a member of the viewer's own trust; that it was looked up is written down. Raises NotFound."""
    _own(session, viewer, member_id)
    _audit(session, viewer, Action.FORUM_WRITER_SHOWN, member_id)
    return conduct.person_of(session, viewer=viewer, member_id=member_id)


def _own(session: Session, viewer: Viewer, member_id: UUID) -> Seen:
    member = conduct.member(session, viewer=viewer, member_id=member_id)
    if member.trust_id != viewer.trust_id or member.has_left:
        raise NotFound
    return member


def _audit(session: Session, viewer: Viewer, action: Action, member_id: UUID) -> None:
    audit.record(session, action=action, trust_id=viewer.trust_id, actor_id=viewer.person_id, subject_id=member_id)
