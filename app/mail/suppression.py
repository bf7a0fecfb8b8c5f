"""Who is not written to: addresses that bounced, and people who said stop or for whom staff said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ScalarSelect, SQLColumnExpression, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import NotFound
from app.mail.models import Suppression
from app.mail.rules import BY_STAFF, BY_THEMSELVES, Suppressed

_BY_STAFF = [reason.value for reason in BY_STAFF]


@dataclass(frozen=True)
class Stopped:
    """An address that somebody who works here said is not to be written to; nobody, if they have left."""

    id: UUID
    email: str
    reason: Suppressed
    added_by: UUID | None
    since: datetime


def reasons(session: Session, *, trust_id: UUID, emails: Iterable[str]) -> dict[str, Suppressed]:
    """Of these addresses those that this trust does not write to, and why."""
    wanted = (Suppression.trust_id == trust_id, Suppression.email.in_(list(emails)))
    rows = session.execute(select(Suppression.email, Suppression.reason).where(*wanted))
    return {email: Suppressed(reason) for email, reason in rows}


def reason_for(trust_id: SQLColumnExpression[Any], email: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    """The same of one row of another table, as part of its statement."""
    return (
        select(Suppression.reason).where(Suppression.trust_id == trust_id, Suppression.email == email).scalar_subquery()
    )


def of(session: Session, *, trust_id: UUID, email: str) -> Suppression | None:
    """Why this trust does not write to this address, and since when; None if it does."""
    return session.scalar(select(Suppression).where(Suppression.trust_id == trust_id, Suppression.email == email))


def by_staff(session: Session, *, trust_id: UUID, added_by: UUID | None = None) -> list[Stopped]:
    """What people who work here stopped, newest first: everybody's, or one person's own."""
    wanted = [Suppression.trust_id == trust_id, Suppression.reason.in_(_BY_STAFF)]
    if added_by is not None:
        wanted.append(Suppression.added_by == added_by)
    found = session.scalars(select(Suppression).where(*wanted).order_by(Suppression.created_at.desc()))
    return [Stopped(each.id, each.email, Suppressed(each.reason), each.added_by, each.created_at) for each in found]


def try_again(session: Session, *, trust_id: UUID, email: str, actor_id: UUID | None) -> None:
    """Writes again to an address from which mail came back; nothing for any other reason."""
    found = of(session, trust_id=trust_id, email=email)
    if found is not None and found.reason == Suppressed.BOUNCED.value:
        allow(session, suppression=found, actor_id=actor_id)


def by_themselves(session: Session, *, trust_id: UUID, email: str) -> bool:
    """Whether its owner can take it back. What staff said is not told here: they may not have told them."""
    found = of(session, trust_id=trust_id, email=email)
    return found is not None and Suppressed(found.reason) in BY_THEMSELVES


def start_again(session: Session, *, trust_id: UUID, email: str, actor_id: UUID | None = None) -> None:
    """Its owner wants mail again: signed in, or with the link in a mail. What staff stopped stays stopped."""
    found = of(session, trust_id=trust_id, email=email)
    if found is not None and Suppressed(found.reason) in BY_THEMSELVES:
        allow(session, suppression=found, actor_id=actor_id)


def allow_again(session: Session, *, trust_id: UUID, suppression_id: UUID, actor_id: UUID) -> None:
    """Takes back what somebody who works here stopped. Raises NotFound, for what others stopped too."""
    wanted = (Suppression.trust_id == trust_id, Suppression.id == suppression_id, Suppression.reason.in_(_BY_STAFF))
    found = session.scalar(select(Suppression).where(*wanted))
    if found is None:
        raise NotFound
    allow(session, suppression=found, actor_id=actor_id)


def suppress(session: Session, *, trust_id: UUID, email: str, reason: Suppressed, added_by: UUID | None = None) -> None:
    """Writes to this address no more. A bounce gives way to what a person says, and that to what staff say.

    Checked again when a mail is sent, so what waits already does not leave either.
    """
    facts = {"reason": reason.value, "added_by": added_by, "created_at": clock.now()}
    row = insert(Suppression).values(id=uuid4(), trust_id=trust_id, email=email, **facts)
    stays = {*_BY_STAFF, reason.value} if added_by is None else set()
    again = (
        row.on_conflict_do_nothing()
        if reason is Suppressed.BOUNCED
        else row.on_conflict_do_update(
            index_elements=["trust_id", "email"], set_=facts, where=Suppression.reason.not_in(stays)
        )
    )
    suppressed = session.scalar(again.returning(Suppression.id))
    if suppressed is not None:
        _audit(session, Action.CONTACT_STOPPED, trust_id, suppressed, added_by, reason)


def allow(session: Session, *, suppression: Suppression, actor_id: UUID | None) -> None:
    """Writes to this address again; actor_id is None for its owner, by the link in a mail."""
    session.delete(suppression)
    session.flush()
    reason = Suppressed(suppression.reason)
    _audit(session, Action.CONTACT_ALLOWED, suppression.trust_id, suppression.id, actor_id, reason)


def _audit(
    session: Session, action: Action, trust_id: UUID, subject_id: UUID, actor_id: UUID | None, reason: Suppressed
) -> None:
    details = {"reason": reason.value}
    audit.record(session, action=action, trust_id=trust_id, actor_id=actor_id, subject_id=subject_id, details=details)
