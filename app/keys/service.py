"""Makes keys, and destroys them."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock, encryption
from app.keys import queries
from app.keys.key import Key, wrap_data_key, wrap_trust_key
from app.keys.models import DataKey, TrustKey


def key_for(session: Session, *, trust_id: UUID, owner_id: UUID) -> Key:
    """An owner's key, to lock with; made with the first thing they keep. Two who make it at once get the same one."""
    found = queries.find(session, owner_id=owner_id, hold=True)
    if found:
        return found
    trust_key = _trust_key(session, trust_id)
    wrapped = wrap_data_key(encryption.new_key(), trust_key=trust_key, trust_id=trust_id, owner_id=owner_id)
    values = {"trust_id": trust_id, "owner_id": owner_id, "wrapped": wrapped, "created_at": clock.now()}
    session.execute(insert(DataKey).values(values).on_conflict_do_nothing())
    return queries.find(session, owner_id=owner_id, hold=True) or _lost(owner_id)


def shred(session: Session, *, owner_id: UUID) -> None:
    """Destroys an owner's key: what it locked can never be opened again, in backups made later neither.

    Waits for whoever locks something with it just now: delete what it locked after this, and that goes too.
    """
    session.execute(delete(DataKey).where(DataKey.owner_id == owner_id))


def _trust_key(session: Session, trust_id: UUID) -> bytes:
    values = {
        "trust_id": trust_id,
        "wrapped": wrap_trust_key(encryption.new_key(), trust_id=trust_id),
        "created_at": clock.now(),
    }
    session.execute(insert(TrustKey).values(values).on_conflict_do_nothing())
    return session.scalars(select(TrustKey.wrapped).where(TrustKey.trust_id == trust_id)).one()


def _lost(owner_id: UUID) -> Key:
    raise LookupError(f"The key of {owner_id} was made and is not there.")
