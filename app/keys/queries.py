"""Reads of keys, alone or in the same statement as what they open."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.encryption import Unreadable
from app.keys.key import Key, unwrap
from app.keys.models import DataKey, TrustKey

_DATA, _TRUST = DataKey.__table__.c, TrustKey.__table__.c


def with_key(statement: Select[Any], *, owner: ColumnElement[UUID]) -> Select[Any]:
    """The statement with the columns that `opened` needs; a row whose owner has no key comes too."""
    return (
        statement.add_columns(owner.label("owner_id"), _DATA.trust_id, _DATA.wrapped.label("data_key"))
        .add_columns(_TRUST.wrapped.label("trust_key"))
        .outerjoin(DataKey.__table__, _DATA.owner_id == owner)
        .outerjoin(TrustKey.__table__, _TRUST.trust_id == _DATA.trust_id)
    )


def opened(row: Row[Any]) -> Key:
    """The key in a row of such a statement. Raises Unreadable, too when there is none."""
    if row.data_key is None or row.trust_key is None:
        raise Unreadable
    return unwrap(row.data_key, trust_key=row.trust_key, trust_id=row.trust_id, owner_id=row.owner_id)


_FIND: Select[Any] = (
    select(_DATA.owner_id, _DATA.trust_id, _DATA.wrapped.label("data_key"), _TRUST.wrapped.label("trust_key"))
    .join(TrustKey.__table__, _TRUST.trust_id == _DATA.trust_id)
    .where(_DATA.owner_id == bindparam("owner_id"))
)
_FIND_AND_HOLD = _FIND.with_for_update(read=True, key_share=True, of=DataKey.__table__)


def find(session: Session, *, owner_id: UUID, hold: bool = False) -> Key | None:
    """An owner's key, or None if they have none yet; with `hold` nobody can destroy it before this transaction ends."""
    row = session.execute(_FIND_AND_HOLD if hold else _FIND, {"owner_id": owner_id}).one_or_none()
    return opened(row) if row else None
