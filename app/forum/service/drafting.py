"""Keeping what somebody began to write, locked with their own key."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.forum.models import Draft
from app.forum.queries.viewer import Viewer
from app.forum.rules.posts import MOST_TEXT, MOST_TITLE
from app.keys import service as keys

_LONGER = 2  # times what can be posted: what is too long is kept as well, to be shortened


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands in the boxes, right or wrong; `quote` is the id of the post that is answered, if any."""

    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    quote: str = ""


def save(session: Session, *, viewer: Viewer, place: UUID, begun: Begun) -> None:
    """Keeps it in the place of what was kept there before; nothing but white space is kept as nothing."""
    if not (begun.title + begun.text).strip():
        forget(session, viewer=viewer, place=place)
        return
    kept = asdict(begun) | {"title": begun.title[: _LONGER * MOST_TITLE], "text": begun.text[: _LONGER * MOST_TEXT]}
    sealed = keys.key_for(session, trust_id=viewer.trust_id, owner_id=viewer.member_id).seal(
        kept, place=f"draft/{place}"
    )
    ids = {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "place": place}
    row = insert(Draft).values(**ids, sealed=sealed, saved_at=clock.now())
    newer = {"sealed": row.excluded.sealed, "saved_at": row.excluded.saved_at}
    session.execute(row.on_conflict_do_update(index_elements=["member_id", "place"], set_=newer))


def forget(session: Session, *, viewer: Viewer, place: UUID) -> None:
    """Nothing is kept there any more."""
    session.execute(delete(Draft).where(Draft.member_id == viewer.member_id, Draft.place == place))
