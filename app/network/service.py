"""Changes a map, keeps copies of it, and destroys both."""

from collections.abc import Callable
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict, HoldfastError, NotFound
from app.keys import service as keys
from app.network import queries
from app.network.model import Map, as_data
from app.network.models import NetworkCopy, NetworkMap
from app.network.queries import PLACE, Found, place_of
from app.network.rules import MOST_COPIES, MOST_NODES, Whose
from app.usage import service as usage
from app.usage.events import Event


class Full(HoldfastError):
    """There is no room for more."""

    status = 422
    title = "There is no room for more"


def change(
    session: Session, *, user: SignedIn, whose: Whose, edit: Callable[[Map], Map], revision: int | None = None
) -> int:
    """Makes the map what `edit` makes of it, and gives its new revision; the same one when nothing is changed.

    With a revision the map must still be that one. Raises Conflict when it is not, and Full when it would be too much.
    """
    found = _held(session, user, whose)
    if revision is not None and revision != found.revision:
        raise Conflict
    drawn = edit(found.drawn)
    if drawn == found.drawn:
        return found.revision
    if len(drawn.nodes) > max(MOST_NODES, len(found.drawn.nodes)):
        raise Full(f"There is room for {MOST_NODES} people, places and activities on a map. Take one off first.")
    _write(session, user, found, drawn)
    usage.record(
        session, event=Event.MAP_CHANGED, trust_id=user.own_trust, person_id=user.person_id, subject=whose.value
    )
    return found.revision + 1


def remove(session: Session, *, user: SignedIn, whose: Whose) -> None:
    """Destroys a map, its copies, and the key of both."""
    found = _held(session, user, whose)
    if found.id:
        keys.shred(session, owner_id=found.id)
        session.execute(delete(NetworkMap).where(NetworkMap.id == found.id))


def keep_copy(session: Session, *, user: SignedIn, whose: Whose) -> None:
    """Keeps the map as it is now; one like the newest copy is not kept again. Raises NotFound when it is empty."""
    found = _held(session, user, whose)
    if found.id is None or not found.drawn.nodes:
        raise NotFound
    kept = queries.copies(session, person_id=user.person_id, whose=whose)
    if kept and kept[0].drawn == found.drawn:
        return
    if len(kept) >= MOST_COPIES:
        raise Full(f"You have kept {MOST_COPIES} copies of this map. That is as many as there is room for. Remove one.")
    copy_id = uuid4()
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=found.id)
    sealed = key.seal(as_data(found.drawn), place=place_of(copy_id))
    session.add(NetworkCopy(id=copy_id, trust_id=user.own_trust, map_id=found.id, sealed=sealed))


def remove_copy(session: Session, *, copy_id: UUID) -> None:
    """Removes one of the person's own copies, as `queries.chosen` found it."""
    session.execute(delete(NetworkCopy).where(NetworkCopy.id == copy_id))


def leave_with_account(session: Session, person_id: UUID) -> None:
    """For an account that is being closed: both maps and their copies are destroyed."""
    theirs = select(NetworkMap.id).where(NetworkMap.person_id == person_id).with_for_update()
    for map_id in session.scalars(theirs).all():
        keys.shred(session, owner_id=map_id)
    session.execute(delete(NetworkMap).where(NetworkMap.person_id == person_id))


def _held(session: Session, user: SignedIn, whose: Whose) -> Found:
    # Locks the person: of two browsers the second sees what the first did, and nothing is begun in a closed account.
    if accounts.find_open(session, person_id=user.person_id) is None:
        raise NotFound
    return queries.map_of(session, person_id=user.person_id, whose=whose)


def _write(session: Session, user: SignedIn, found: Found, drawn: Map) -> None:
    map_id = found.id or uuid4()
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=map_id)
    values = {
        "sealed": key.seal(as_data(drawn), place=PLACE),
        "revision": found.revision + 1,
        "changed_at": clock.now(),
    }
    if found.id:
        session.execute(update(NetworkMap).where(NetworkMap.id == map_id).values(values))
    else:
        names = {"id": map_id, "trust_id": user.own_trust, "person_id": user.person_id, "whose": found.whose.value}
        session.add(NetworkMap(**names, **values))
        session.flush()
