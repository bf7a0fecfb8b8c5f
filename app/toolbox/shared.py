"""What staff may read of a toolbox: only what was shared with one of their own teams, for as long as it is."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core.errors import NotFound
from app.toolbox.models import ToolboxItem
from app.toolbox.queries import ITEMS, Item, made

_COLUMNS = ToolboxItem.__table__.c
# Who has closed their account shares nothing any more.
_SHARED = ITEMS.where(
    _COLUMNS.shared_with.in_(bindparam("team_ids", expanding=True)), accounts.has_open_account(_COLUMNS.person_id)
)
_ALL = _SHARED.order_by(_COLUMNS.shared_at.desc(), _COLUMNS.id)
_ONE = _SHARED.where(_COLUMNS.id == bindparam("item_id"))


def items(session: Session, *, team_ids: Sequence[UUID]) -> list[Item]:
    """Everything shared with these teams, the newest first."""
    return [made(row) for row in session.execute(_ALL, {"team_ids": list(team_ids)})]


def item(session: Session, *, team_ids: Sequence[UUID], item_id: UUID) -> Item:
    """One of them. Raises NotFound, too when the relative has taken it back."""
    row = session.execute(_ONE, {"team_ids": list(team_ids), "item_id": item_id}).one_or_none()
    if row is None:
        raise NotFound("There is nothing at this address. What a relative shared may have been taken back.")
    return made(row)
