"""Changes keys while people read: rows move in batches, and each row says which key opens it.

Every function is one short transaction's work. What is cut off anywhere between them is readable, and can be gone on with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from app.core import turns
from app.core.encryption import Unreadable
from app.core.turns import Turn
from app.keys import service
from app.keys.key import rewrap, root_in_use, unwrap_trust_key, wrap_trust_key
from app.keys.models import TrustKey

BATCH = 2_000

# Locks that let new keys be made meanwhile; whoever waits for a row finds it done, so that two at once share the work.
_LOCKED_BEFORE = text(
    """SELECT trust_id, version, locked_by, wrapped FROM trust_keys WHERE locked_by <> :root
    ORDER BY trust_id, version LIMIT :batch FOR NO KEY UPDATE"""
)
_LOCK_ANEW = text(
    """UPDATE trust_keys SET wrapped = made.wrapped, locked_by = :root
    FROM unnest(CAST(:trust_ids AS uuid[]), CAST(:versions AS int[]), CAST(:wrapped AS bytea[]))
        AS made (trust_id, version, wrapped)
    WHERE trust_keys.trust_id = made.trust_id AND trust_keys.version = made.version"""
)
_TO_MOVE = text("SELECT owner_id FROM data_keys WHERE trust_id = :trust_id AND trust_key_version < :to")
# By the primary key, whatever is known about the table: "the next 2,000" would sort all of it each time. A row that
# somebody destroys, or that another rotation moves, is not waited for: two could wait for each other.
_THESE = text(
    """SELECT owner_id, trust_key_version, data_keys.wrapped
    FROM unnest(CAST(:owner_ids AS uuid[])) AS asked (owner_id) JOIN data_keys USING (owner_id)
    WHERE trust_key_version < :to FOR NO KEY UPDATE OF data_keys SKIP LOCKED"""
)
_MOVE = text(
    """UPDATE data_keys SET wrapped = decode(made.digits, 'hex'), trust_key_version = :to
    FROM unnest(CAST(:owner_ids AS uuid[]), CAST(:digits AS text[])) AS made (owner_id, digits)
    WHERE data_keys.owner_id = made.owner_id"""
)
# A batch that a power cut takes back is moved again; `finish` is written to disk, and with it all batches before it.
_NO_WAIT_FOR_DISK = text("SET LOCAL synchronous_commit = off")
# Waits for whoever makes a data key with a former key just now; nobody can begin to after that.
_HOLD_FORMER = text("SELECT version FROM trust_keys WHERE trust_id = :trust_id AND version < :to FOR UPDATE")
_DROP_FORMER = text(
    """DELETE FROM trust_keys WHERE trust_id = :trust_id AND version < :to AND NOT EXISTS (
    SELECT FROM data_keys WHERE data_keys.trust_id = :trust_id AND trust_key_version = trust_keys.version)"""
)
_FORMER = text("SELECT count(*) FROM trust_keys WHERE trust_id = :trust_id AND version < :to")


@dataclass(frozen=True, slots=True)
class Batch:
    """What was done: how many data keys moved, and how many could not be opened and stay as they are."""

    moved: int
    damaged: int


def lock_trust_keys(session: Session, *, batch: int = BATCH) -> int:
    """Locks the next trusts' keys with the root key in use; gives how many, 0 at the end. Raises Unreadable."""
    rows = session.execute(_LOCKED_BEFORE, {"root": root_in_use(), "batch": batch}).all()
    if rows:
        wrapped = [_locked_anew(row) for row in rows]
        names = {"trust_ids": [row.trust_id for row in rows], "versions": [row.version for row in rows]}
        session.execute(_LOCK_ANEW, {"root": root_in_use(), "wrapped": wrapped, **names})
    return len(rows)


def count_trust_keys(session: Session, *, elsewhere: bool = False) -> int:
    """How many trusts' keys there are; `elsewhere`: not locked with the root key in use."""
    counted = select(func.count()).select_from(TrustKey)
    return session.scalar(counted.where(TrustKey.locked_by != root_in_use()) if elsewhere else counted) or 0


def begin(session: Session, *, trust_id: UUID) -> tuple[int, bool]:
    """The version that the trust's data keys move to, and whether it was begun before; version 0 when there is no key."""
    turns.wait(session, Turn.KEYS, of=trust_id)
    statement = select(TrustKey.version).where(TrustKey.trust_id == trust_id).order_by(TrustKey.version)
    versions = session.scalars(statement).all()
    if len(versions) != 1:
        return (versions[-1] if versions else 0), bool(versions)
    service.add_trust_key(session, trust_id=trust_id, version=versions[0] + 1)
    return versions[0] + 1, False


def to_move(session: Session, *, trust_id: UUID, to: int) -> Sequence[UUID]:
    """The owners whose data keys are locked with a former key of the trust."""
    return session.scalars(_TO_MOVE, {"trust_id": trust_id, "to": to}).all()


def move(session: Session, *, trust_id: UUID, to: int, owner_ids: Sequence[UUID]) -> Batch:
    """Locks these owners' data keys with the trust's key of this version; those that somebody else holds wait."""
    session.execute(_NO_WAIT_FOR_DISK)
    rows = session.execute(_THESE, {"to": to, "owner_ids": list(owner_ids)}).all()
    secrets = _trust_secrets(session, trust_id)
    made = {row.owner_id: new for row in rows if (new := _moved(row, trust_id, secrets, to)) is not None}
    # PostgreSQL's own way to write an array: the driver needs as long to quote bytes as all the locking takes.
    digits = "{" + ",".join(wrapped.hex() for wrapped in made.values()) + "}"
    session.execute(_MOVE, {"to": to, "owner_ids": list(made), "digits": digits})
    return Batch(len(made), len(rows) - len(made))


def finish(session: Session, *, trust_id: UUID, to: int) -> bool:
    """Destroys the trust's former keys that no data key needs any more; whether none is left."""
    given = {"trust_id": trust_id, "to": to}
    turns.wait(session, Turn.KEYS, of=trust_id)
    session.execute(_HOLD_FORMER, given)
    session.execute(_DROP_FORMER, given)
    return not session.scalar(_FORMER, given)


def _locked_anew(row: Row[Any]) -> bytes:
    secret = unwrap_trust_key(row.wrapped, locked_by=row.locked_by, trust_id=row.trust_id)
    return wrap_trust_key(secret, trust_id=row.trust_id)


def _trust_secrets(session: Session, trust_id: UUID) -> dict[int, bytes]:
    rows = session.scalars(select(TrustKey).where(TrustKey.trust_id == trust_id))
    return {row.version: unwrap_trust_key(row.wrapped, locked_by=row.locked_by, trust_id=trust_id) for row in rows}


def _moved(row: Row[Any], trust_id: UUID, secrets: dict[int, bytes], to: int) -> bytes | None:
    """The data key locked anew, or None: what cannot be opened is left as it is, since a backup may mend it."""
    both = secrets[row.trust_key_version], secrets[to]
    try:
        return rewrap(row.wrapped, trust_secrets=both, trust_id=trust_id, owner_id=row.owner_id)
    except Unreadable:
        return None
