"""Who is meant by an @name on a board: members of the trusts that take part in it, by the name that others see."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.forum.models import Name, Place

_N, _P = Name.__table__.c, Place.__table__.c
_BY_KEY = (
    select(_N.key, _N.member_id)
    .join(Place.__table__, (_P.trust_id == _N.trust_id) & (_P.board_id == bindparam("board_id")))
    .where(_N.key.in_(bindparam("keys", expanding=True)), _N.has_left.is_(False))
)


def by_key(session: Session, *, board_id: UUID, keys: Collection[str]) -> dict[str, UUID]:
    """The members with one of these keys who can read the board. No statement without a key."""
    if not keys:
        return {}
    rows = session.execute(_BY_KEY, {"board_id": board_id, "keys": list(keys)})
    return {row.key: row.member_id for row in rows}
