"""Who looks: the member behind a signed-in person, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.forum.models import Member, Name, Place, Sanction
from app.forum.rules.moderation import SanctionKind

_M, _N, _P, _S = Member.__table__.c, Name.__table__.c, Place.__table__.c, Sanction.__table__.c


@dataclass(frozen=True, slots=True)
class Stopped:
    """A sanction that runs now; `board_id` None means everywhere."""

    kind: SanctionKind
    board_id: UUID | None
    until: datetime
    act_id: int


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member who looks at the forum. `name` is the one that others see."""

    member_id: UUID
    person_id: UUID
    trust_id: UUID
    trust_name: str
    name: str
    tags: tuple[str, ...]
    rules_version: int
    is_staff: bool
    moderates: bool
    stopped: tuple[Stopped, ...]

    def banned_until(self, *, board_id: UUID | None = None) -> datetime | None:
        """Until when they may not come in, here or anywhere."""
        return self._until({SanctionKind.BAN}, board_id)

    def silent_until(self, *, board_id: UUID) -> datetime | None:
        """Until when they may not write on this board."""
        return self._until(set(SanctionKind), board_id)

    def _until(self, kinds: set[SanctionKind], board_id: UUID | None) -> datetime | None:
        mine = (each for each in self.stopped if each.kind in kinds and each.board_id in {None, board_id})
        return max((each.until for each in mine), default=None)


_FIND = (
    select(_M.id, _M.rules_version, _N.name, _N.tags, _N.is_staff)
    .join(Name, _N.member_id == _M.id)
    .where(_M.person_id == bindparam("person_id"), _M.left_at.is_(None))
)
_STOPPED = select(_S.kind, _S.board_id, _S.until, _S.act_id).where(
    _S.member_id == bindparam("member_id"), _S.lifted_at.is_(None), _S.until > bindparam("now")
)
# The first wall: the boards in which the viewer's trust takes part. Every read of a board's things begins with it.
OWN_BOARDS = select(_P.board_id).where(_P.trust_id == bindparam("trust_id"))


def viewer(session: Session, *, user: SignedIn) -> Viewer | None:
    """The member behind a person; None for somebody who has not joined the forum."""
    row = session.execute(_FIND, {"person_id": user.person_id}).one_or_none()
    return _viewer(user, row, _stopped(session, row.id)) if row else None


def _stopped(session: Session, member_id: UUID) -> tuple[Stopped, ...]:
    rows = session.execute(_STOPPED, {"member_id": member_id, "now": clock.now()})
    return tuple(Stopped(SanctionKind(row.kind), row.board_id, row.until, row.act_id) for row in rows)


def _viewer(user: SignedIn, row: Any, stopped: tuple[Stopped, ...]) -> Viewer:
    return Viewer(
        member_id=row.id,
        person_id=user.person_id,
        trust_id=user.own_trust,
        trust_name=user.trust_name,
        name=row.name,
        tags=tuple(row.tags),
        rules_version=row.rules_version,
        is_staff=row.is_staff,
        moderates=user.may(Permission.FORUM_MODERATE),
        stopped=stopped,
    )
