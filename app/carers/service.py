"""What staff do with their team's list of carers. Whoever changes a carer holds the row: of two at once one is told."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.carers.models import Carer
from app.carers.rules import Offer, Way
from app.carers.typed import Entry
from app.core import clock
from app.core.errors import Conflict
from app.invitations import service as invitations
from app.invitations.service import Invitee

_MEANWHILE = (
    "A colleague has changed this carer meanwhile. Nothing of yours was done. Look at the list again, then decide."
)
_TAKEN = "Somebody with this reference is on the list again by now. Look at the list first."


def add(session: Session, *, user: SignedIn, team_id: UUID, entries: Iterable[Entry]) -> set[str]:
    """Puts carers on a team's list; returns the references that were on it already, which are left as they are."""
    facts = {"trust_id": user.own_trust, "team_id": team_id, "added_by": user.person_id, "created_at": clock.now()}
    rows = [
        {
            **facts,
            "id": uuid4(),
            "initials": each.initials,
            "reference": each.reference,
            "identified_on": each.identified_on,
            "offer": Offer.NOT_YET.value,
        }
        for each in entries
    ]
    new = insert(Carer).values(rows)
    once = new.on_conflict_do_nothing(
        index_elements=["team_id", "reference"], index_where=text("removed_at IS NULL")
    ).returning(Carer.reference)
    added = set(session.scalars(once))
    if added:
        _audit(session, user, None, change="added", number=len(added), team_id=str(team_id))
    return {str(row["reference"]) for row in rows} - added


def invite(session: Session, *, user: SignedIn, carer: Carer, invitee: Invitee, again: bool = False) -> None:
    """Invites a carer and says so on the list. Raises what inviting raises, and Conflict if they were asked already."""
    _require(carer, Offer.NOT_YET)
    made = invitations.invite(session, inviter_id=user.person_id, trust_id=carer.trust_id, invitee=invitee, again=again)
    _become(session, user, carer, Offer.INVITED, offered_on=clock.london_day(clock.now()), invitation_id=made.id)


def offered(session: Session, *, user: SignedIn, carer: Carer, way: Way | None, on: date) -> None:
    """They were offered something in another way, or (way is None) did not want it. Raises Conflict if asked already."""
    _require(carer, Offer.NOT_YET)
    offer = Offer.OTHERWISE if way else Offer.DID_NOT_WANT
    _become(session, user, carer, offer, offered_on=on, way=way.value if way else None)


def undo(session: Session, *, user: SignedIn, carer: Carer, seen: str) -> None:
    """It was a wrong click: not yet asked. An invitation that was sent stays sent. Raises Conflict if it changed."""
    if carer.offer != seen or carer.offer == Offer.NOT_YET.value or carer.removed_at is not None:
        raise Conflict(_MEANWHILE)
    _become(session, user, carer, Offer.NOT_YET)


def remove(session: Session, *, user: SignedIn, carer: Carer) -> None:
    """Takes somebody off the list; they are no longer counted. A second time changes nothing."""
    if carer.removed_at is None:
        carer.removed_at = clock.now()
        _audit(session, user, carer, change="removed")


def put_back(session: Session, *, user: SignedIn, carer: Carer) -> None:
    """Back on the list, as they were. Raises Conflict if their reference is on it again."""
    if carer.removed_at is None:
        return
    try:
        with session.begin_nested():
            carer.removed_at = None
    except IntegrityError:
        raise Conflict(_TAKEN) from None
    _audit(session, user, carer, change="put back")


def _require(carer: Carer, offer: Offer) -> None:
    if carer.offer != offer.value or carer.removed_at is not None:
        raise Conflict(_MEANWHILE)


def _become(session: Session, user: SignedIn, carer: Carer, offer: Offer, **facts: Any) -> None:
    before = carer.offer
    for name, value in ({"offered_on": None, "way": None, "invitation_id": None} | facts).items():
        setattr(carer, name, value)
    carer.offer = offer.value
    session.flush()
    _audit(session, user, carer, **{"from": before, "to": offer.value})


def _audit(session: Session, user: SignedIn, carer: Carer | None, **details: Any) -> None:
    audit.record(
        session,
        action=Action.CARER_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=carer.id if carer else None,
        details=details,
    )
