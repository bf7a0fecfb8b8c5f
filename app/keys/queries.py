"""Reads of keys, alone or in the same statement as what they open."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select
from sqlalchemy.orm import Session

from app.core.encryption import Unreadable
from app.keys.key import Key, unwrap, unwrap_trust_key
from app.keys.models import DataKey, TrustKey

_DATA, _TRUST = DataKey.__table__.c, TrustKey.__table__.c
# Both keys come in one statement, so that they fit each other although a rotation changes them just then.
_OPENS = and_(_TRUST.trust_id == _DATA.trust_id, _TRUST.version == _DATA.trust_key_version)
_KEYS = (_DATA.trust_id, _DATA.wrapped.label("data_key"), _TRUST.wrapped.label("trust_key"), _TRUST.locked_by)


def with_key(statement: Select[Any], *, owner: ColumnElement[UUID]) -> Select[Any]:
    """The statement with the columns that `opened` needs; a row whose owner has no key comes too."""
    return (
        statement.add_columns(owner.label("owner_id"), *_KEYS)
        .outerjoin(DataKey.__table__, _DATA.owner_id == owner)
        .outerjoin(TrustKey.__table__, _OPENS)
    )


def opened(row: Row[Any]) -> Key:
    """The key in a row of such a statement. Raises Unreadable, too when there is none."""
    if row.data_key is None or row.trust_key is None:
        raise Unreadable
    secret = unwrap_trust_key(row.trust_key, locked_by=row.locked_by, trust_id=row.trust_id)
    return unwrap(row.data_key, trust_secret=secret, trust_id=row.trust_id, owner_id=row.owner_id)


_FIND: Select[Any] = (
    select(_DATA.owner_id, *_KEYS).join(TrustKey.__table__, _OPENS).where(_DATA.owner_id == bindparam("owner_id"))
)
_FIND_AND_HOLD = _FIND.with_for_update(read=True, key_share=True, of=DataKey.__table__)


def find(session: Session, *, owner_id: UUID, hold: bool = False) -> Key | None:
    """An owner's key, or None if they have none yet; with `hold` nobody can destroy it before this transaction ends."""
    row = session.execute(_FIND_AND_HOLD if hold else _FIND, {"owner_id": owner_id}).one_or_none()
    return opened(row) if row else None
