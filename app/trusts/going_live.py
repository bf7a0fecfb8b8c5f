"""From trying out to live, and whether anybody may ask for an account. While a trust is trying out only guests are mailed."""

from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, HoldfastError, NotFound
from app.trusts.models import GuestAddress, Team, Trust

MOST_GUESTS = 50


class GuestRefused(HoldfastError):
    """The address is on the guest list already, or the list is full."""

    status = 422
    title = "This address was not added"


def guests(session: Session, *, trust_id: UUID) -> list[GuestAddress]:
    """The guest list by address."""
    return list(
        session.scalars(select(GuestAddress).where(GuestAddress.trust_id == trust_id).order_by(GuestAddress.email))
    )


def guest(session: Session, *, trust_id: UUID, guest_id: UUID) -> GuestAddress:
    """One of them. Raises NotFound."""
    wanted = (GuestAddress.trust_id == trust_id, GuestAddress.id == guest_id)
    found = session.scalar(select(GuestAddress).where(*wanted))
    if found is None:
        raise NotFound
    return found


def add_guest(session: Session, *, trust: Trust, email: str, actor_id: UUID) -> None:
    """Puts an address on the list. Raises GuestRefused, or Conflict once the trust is live."""
    _require_trying_out(session, trust)
    listed = [each.email for each in guests(session, trust_id=trust.id)]
    if email in listed:
        raise GuestRefused("This address is on the list already")
    if len(listed) >= MOST_GUESTS:
        raise GuestRefused(f"The list is full: {MOST_GUESTS} addresses. Take one off first, or go live")
    added = GuestAddress(trust_id=trust.id, email=email, added_by=actor_id)
    session.add(added)
    session.flush()
    _audit(session, Action.GUEST_ADDED, trust.id, actor_id, added.id)


def remove_guest(session: Session, *, guest: GuestAddress, actor_id: UUID) -> None:
    """Takes an address off the list; what waits for it already still leaves."""
    session.delete(guest)
    session.flush()
    _audit(session, Action.GUEST_REMOVED, guest.trust_id, actor_id, guest.id)


def go_live(session: Session, *, trust: Trust, actor_id: UUID) -> None:
    """From now on everybody who is invited is mailed, for good; the guest list is not needed any more."""
    _require_trying_out(session, trust)
    trust.live_at = clock.now()
    session.execute(delete(GuestAddress).where(GuestAddress.trust_id == trust.id))
    _audit(session, Action.TRUST_CHANGED, trust.id, actor_id, trust.id, what="live")


def open_doors(session: Session, *, trust: Trust, team_for_unsure: UUID, actor_id: UUID) -> None:
    """Lets anybody ask at /join; those who do not know their team come to this one."""
    trust.open_joining = True
    # In two steps: only one team at a time may be the one.
    session.execute(update(Team).where(Team.trust_id == trust.id, Team.takes_unsure).values(takes_unsure=False))
    chosen = (Team.trust_id == trust.id, Team.id == team_for_unsure)
    session.execute(update(Team).where(*chosen).values(takes_unsure=True))
    _audit(session, Action.TRUST_CHANGED, trust.id, actor_id, trust.id, what="open joining", team=str(team_for_unsure))


def close_doors(session: Session, *, trust: Trust, actor_id: UUID) -> None:
    """From now on somebody needs a code or an invitation; links that were sent still work."""
    trust.open_joining = False
    _audit(session, Action.TRUST_CHANGED, trust.id, actor_id, trust.id, what="open joining", team="")


def team_for_unsure(session: Session, *, trust_id: UUID) -> UUID | None:
    """The team of those who do not know theirs, if the lead has chosen one."""
    return session.scalar(select(Team.id).where(Team.trust_id == trust_id, Team.takes_unsure))


def open_trusts(session: Session) -> list[Trust]:
    """Live trusts where anybody may ask, by name, within the scope of the transaction."""
    return list(
        session.scalars(
            select(Trust).where(Trust.open_joining, Trust.live_at.is_not(None)).order_by(func.lower(Trust.name))
        )
    )


def _require_trying_out(session: Session, trust: Trust) -> None:
    # Locked: of two leads at once the second sees what the first did.
    session.refresh(trust, with_for_update=True)
    if trust.live_at is not None:
        raise Conflict("Your trust is live already.")


def _audit(session: Session, action: Action, trust_id: UUID, actor_id: UUID, subject_id: UUID, **details: str) -> None:
    audit.record(
        session, action=action, trust_id=trust_id, actor_id=actor_id, subject_id=subject_id, details=dict(details)
    )
