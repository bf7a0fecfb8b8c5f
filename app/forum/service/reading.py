"""How far a member has read, and that they read at all."""

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.forum.models import Reading
from app.forum.queries.threads import Opened
from app.forum.queries.viewer import Viewer
from app.usage import service as usage
from app.usage.events import Event

_NEW = insert(Reading)
# An older page that is read again takes nothing back.
_READ = _NEW.on_conflict_do_update(
    index_elements=["member_id", "thread_id"],
    set_={"position": func.greatest(Reading.position, _NEW.excluded.position), "read_at": _NEW.excluded.read_at},
)


def read_to(session: Session, *, viewer: Viewer, thread: Opened, position: int) -> None:
    """The member opened a page of the thread, and has read as far as this."""
    usage.record(
        session,
        event=Event.THREAD_OPENED,
        trust_id=viewer.trust_id,
        person_id=viewer.person_id,
        subject=str(thread.id),
        is_staff=viewer.is_staff,
    )
    if position > thread.read:
        ids = {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "thread_id": thread.id}
        session.execute(_READ, {**ids, "position": position, "read_at": clock.now()})
