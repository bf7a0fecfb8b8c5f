"""Keeping what somebody began to write, locked with a key of the draft's own: with the key the words are gone."""

from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.keys import service as keys
from app.messages.models import Draft
from app.messages.queries import conversations
from app.messages.rules.conversations import MOST_TEXT, MOST_TOPIC

_LONGER = 2  # times what can be sent: what is too long is kept as well, to be shortened
_MOST_KEPT = 50
_NEW = insert(Draft)
_HELD = _NEW.on_conflict_do_update(
    index_elements=["person_id", "place"], set_={"saved_at": _NEW.excluded.saved_at}
).returning(Draft.id)
_FIND = (
    select(Draft.id)
    .where(Draft.person_id == bindparam("person_id"), Draft.place == bindparam("place"))
    .with_for_update()
)

_ALL = select(Draft.id).where(Draft.person_id == bindparam("person_id")).order_by(Draft.id).with_for_update()


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands in the boxes, right or wrong. `attached`: ids of toolbox items and addresses of pages."""

    topic: str = ""
    text: str = ""
    attached: tuple[str, ...] = ()


def save(session: Session, *, user: SignedIn, place: UUID, begun: Begun) -> bool:
    """Keeps it in the place of what was kept there before; nothing but white space is kept as nothing.

    False, and nothing is kept, in a conversation whose words were destroyed: it would outlive them.
    """
    if not (begun.topic + begun.text).strip():
        forget(session, user=user, place=place)
        return True
    if conversations.are_destroyed(session, conversation_id=place):
        return False
    # Made or held first, so that two of the same place wait for each other and lock with one key.
    ids = {"trust_id": user.own_trust, "person_id": user.person_id, "place": place}
    draft_id = session.scalar(_HELD, {**ids, "id": uuid4(), "sealed": b"", "saved_at": clock.now()})
    assert draft_id is not None  # noqa: S101 - the statement makes it or finds it
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=draft_id)
    sealed = key.seal(_shortened(begun), place=f"draft/{draft_id}")
    session.execute(update(Draft).where(Draft.id == draft_id).values(sealed=sealed))
    return True


def forget(session: Session, *, user: SignedIn, place: UUID) -> None:
    """Nothing is kept there any more, and nothing of it can be opened again."""
    draft_id = session.scalar(_FIND, {"person_id": user.person_id, "place": place})
    if draft_id is not None:
        keys.shred(session, owner_id=draft_id)
        session.execute(delete(Draft).where(Draft.id == draft_id))


def forget_all(session: Session, *, person_id: UUID) -> None:
    """Nothing that this person began is kept any more."""
    for draft_id in session.scalars(_ALL, {"person_id": person_id}).all():
        keys.shred(session, owner_id=draft_id)
    session.execute(delete(Draft).where(Draft.person_id == person_id))


def _shortened(begun: Begun) -> dict[str, object]:
    short = {"topic": begun.topic[: _LONGER * MOST_TOPIC], "text": begun.text[: _LONGER * MOST_TEXT]}
    return asdict(begun) | short | {"attached": list(begun.attached[:_MOST_KEPT])}
