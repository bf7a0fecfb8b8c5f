"""Many keys at once, as a large trust has them."""

from itertools import count
from uuid import UUID, uuid4

from sqlalchemy import insert, select, text

from app.core import clock, encryption
from app.core.db import Platform, unit_of_work
from app.keys import queries, service
from app.keys.key import unwrap_trust_key, wrap_data_key
from app.keys.models import TrustKey

_ADD = text(
    """INSERT INTO data_keys (owner_id, trust_id, trust_key_version, wrapped, created_at)
    SELECT owner_id, :trust_id, :version, wrapped, now()
    FROM unnest(CAST(:owner_ids AS uuid[]), CAST(:wrapped AS bytea[])) AS made (owner_id, wrapped)"""
)

_NUMBERS = count(1)


def trust_key_row() -> dict[str, object]:
    """What a trust's key says beside the trust; it opens with nothing."""
    return {"version": next(_NUMBERS), "locked_by": "r", "wrapped": b"k", "created_at": clock.now()}


def make_trust_key_row(trust_id: UUID) -> object:
    """The version of a new row of that kind, for a data key's row to stand on."""
    row = trust_key_row()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(TrustKey), [{**row, "trust_id": trust_id}])
    return row["version"]


def make_data_keys(trust_id: UUID, number: int) -> dict[UUID, bytes]:
    """Data keys locked with the trust's newest key; gives each owner's opened key."""
    secrets = {uuid4(): encryption.new_key() for _ in range(number)}
    with unit_of_work(trust_id) as session:
        service.key_for(session, trust_id=trust_id, owner_id=uuid4())
        newest = session.scalars(
            select(TrustKey).filter_by(trust_id=trust_id).order_by(TrustKey.version.desc())
        ).first()
        assert newest
        trust_secret = unwrap_trust_key(newest.wrapped, locked_by=newest.locked_by, trust_id=trust_id)
        wrapped = [
            wrap_data_key(secret, trust_secret=trust_secret, trust_id=trust_id, owner_id=owner)
            for owner, secret in secrets.items()
        ]
        given = {"trust_id": trust_id, "version": newest.version, "owner_ids": list(secrets), "wrapped": wrapped}
        session.execute(_ADD, given)
    return secrets


def read_key(trust_id: UUID, owner_id: UUID) -> bytes | None:
    """An owner's opened key as the program reads it now."""
    with unit_of_work(trust_id) as session:
        key = queries.find(session, owner_id=owner_id)
    return key.secret if key else None


def versions(trust_id: UUID) -> dict[int, int]:
    """How many data keys lie under each version of the trust's key."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.execute(_VERSIONS, {"trust_id": trust_id}).all()
    return {row.version: row.data_keys for row in rows}


_VERSIONS = text(
    """SELECT version, count(owner_id) AS data_keys FROM trust_keys
    LEFT JOIN data_keys ON data_keys.trust_id = trust_keys.trust_id AND trust_key_version = version
    WHERE trust_keys.trust_id = :trust_id GROUP BY version"""
)
