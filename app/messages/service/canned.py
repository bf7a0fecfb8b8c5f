"""Keeping words at hand. Nothing about anybody belongs in them."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import NotFound
from app.messages.models import CannedReply

_HELD = (
    select(CannedReply)
    .where(
        CannedReply.id == bindparam("canned_id"),
        CannedReply.trust_id == bindparam("trust_id"),
        CannedReply.removed_at.is_(None),
    )
    .with_for_update()
)
_SAME_TITLE = select(
    exists().where(
        CannedReply.trust_id == bindparam("trust_id"),
        CannedReply.title == bindparam("title"),
        CannedReply.removed_at.is_(None),
        CannedReply.id.is_distinct_from(bindparam("canned_id")),
    )
)


def has_title(session: Session, *, user: SignedIn, title: str, but: UUID | None = None) -> bool:
    """Whether others are kept under this title already."""
    return bool(session.scalar(_SAME_TITLE, {"trust_id": user.own_trust, "title": title, "canned_id": but}))


def add(session: Session, *, user: SignedIn, title: str, text: str) -> None:
    """Keeps words at hand."""
    kept = CannedReply(trust_id=user.own_trust, title=title, text=text, changed_by=user.person_id)
    session.add(kept)
    session.flush()
    _tell_audit(session, user, kept.id, {"did": "added"})


def change(session: Session, *, user: SignedIn, canned_id: UUID, title: str, text: str) -> None:
    """Other words under the same or another title. Raises NotFound."""
    kept = _held(session, user, canned_id)
    kept.title, kept.text = title, text
    kept.changed_by, kept.changed_at = user.person_id, clock.now()
    session.flush()
    _tell_audit(session, user, canned_id, {"did": "changed"})


def remove(session: Session, *, user: SignedIn, canned_id: UUID) -> None:
    """Nobody is offered them any more. Raises NotFound."""
    kept = _held(session, user, canned_id)
    kept.removed_at, kept.changed_by = clock.now(), user.person_id
    session.flush()
    _tell_audit(session, user, canned_id, {"did": "removed"})


def _held(session: Session, user: SignedIn, canned_id: UUID) -> CannedReply:
    kept = session.scalar(_HELD, {"canned_id": canned_id, "trust_id": user.own_trust})
    if kept is None:
        raise NotFound
    return kept


def _tell_audit(session: Session, user: SignedIn, canned_id: UUID, details: dict[str, Any]) -> None:
    audit.record(
        session,
        action=Action.CANNED_REPLY_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=canned_id,
        details=details,
    )
