"""Makes keys, and destroys them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock, encryption
from app.keys import queries
from app.keys.key import Key, root_in_use, unwrap_trust_key, wrap_data_key, wrap_trust_key
from app.keys.models import DataKey, TrustKey

_FIRST = text(
    """INSERT INTO trust_keys (trust_id, version, locked_by, wrapped, created_at)
    SELECT :trust_id, 1, :locked_by, :wrapped, :now
    WHERE NOT EXISTS (SELECT FROM trust_keys WHERE trust_id = :trust_id) ON CONFLICT DO NOTHING"""
)
# Held, so that a rotation cannot take it away before it is used.
_NEWEST = (
    select(TrustKey.version, TrustKey.locked_by, TrustKey.wrapped)
    .where(TrustKey.trust_id == bindparam("trust_id"))
    .order_by(TrustKey.version.desc())
    .limit(1)
    .with_for_update(read=True, key_share=True)
)


def key_for(session: Session, *, trust_id: UUID, owner_id: UUID) -> Key:
    """An owner's key, to lock with; made with the first thing they keep. Two who make it at once get the same one."""
    found = queries.find(session, owner_id=owner_id, hold=True)
    if found:
        return found
    session.execute(insert(DataKey).values(_new(session, trust_id, owner_id)).on_conflict_do_nothing())
    return queries.find(session, owner_id=owner_id, hold=True) or _lost(owner_id)


def shred(session: Session, *, owner_id: UUID) -> None:
    """Destroys an owner's key: what it locked can never be opened again, in backups made later neither.

    Waits for whoever locks something with it just now: delete what it locked after this, and that goes too.
    """
    session.execute(delete(DataKey).where(DataKey.owner_id == owner_id))


def add_trust_key(session: Session, *, trust_id: UUID, version: int) -> None:
    """A trust's next key; from now on all that is new is locked with it."""
    session.add(TrustKey(trust_id=trust_id, version=version, **_locked(trust_id)))
    session.flush()


def _new(session: Session, trust_id: UUID, owner_id: UUID) -> dict[str, Any]:
    trust_key = _trust_key(session, trust_id)
    names = {"trust_id": trust_id, "owner_id": owner_id}
    secret = unwrap_trust_key(trust_key.wrapped, locked_by=trust_key.locked_by, trust_id=trust_id)
    wrapped = wrap_data_key(encryption.new_key(), trust_secret=secret, **names)
    return {**names, "trust_key_version": trust_key.version, "wrapped": wrapped, "created_at": clock.now()}


def _trust_key(session: Session, trust_id: UUID) -> Row[int, str, bytes]:
    session.execute(_FIRST, {"trust_id": trust_id, "now": clock.now(), **_locked(trust_id)})
    # Nothing, if the newest was taken away while this waited for it: then there is a newer one.
    first_look = session.execute(_NEWEST, {"trust_id": trust_id}).one_or_none()
    return first_look or session.execute(_NEWEST, {"trust_id": trust_id}).one()


def _locked(trust_id: UUID) -> dict[str, Any]:
    return {"locked_by": root_in_use(), "wrapped": wrap_trust_key(encryption.new_key(), trust_id=trust_id)}


def _lost(owner_id: UUID) -> Key:
    raise LookupError(f"The key of {owner_id} was made and is not there.")
