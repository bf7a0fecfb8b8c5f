"""The lists of carers of the demo trust's teams: some were never asked. All made up."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.carers.models import Carer
from app.carers.rules import Offer, Way
from app.core import clock
from app.demo.past import Here
from app.demo.rows import Row
from app.demo.sign_ins import address
from app.invitations.models import Invitation

# Initials, for how many days they are known, and what became of the offer: nothing yet, whom it was that was invited, or
# how something was offered.
LISTS: dict[str, tuple[tuple[str, int, str], ...]] = {
    "Early Intervention Team": (
        ("JB", 190, ""),
        ("MK", 122, ""),
        ("TR", 61, ""),
        ("PL", 19, ""),
        ("AS", 3, ""),
        ("B", 120, "Bola"),
        ("C", 110, "Chidi"),
        ("S", 12, "Sanjay"),
        ("W", 20, "Winston"),
        ("Z", 25, "Zofia"),
        ("DH", 210, Way.PROGRAMME),
        ("KO", 74, Way.CARD),
        ("NF", 48, Offer.DID_NOT_WANT),
    ),
    "Community Team North": (
        ("RE", 310, ""),
        ("GH", 260, ""),
        ("LM", 140, ""),
        ("CW", 88, ""),
        ("VD", 52, ""),
        ("EP", 27, ""),
        ("OT", 9, ""),
        ("A", 33, "Anwen"),
        ("IB", 150, Way.TALKED),
        ("SY", 95, Way.CARD),
        ("HJ", 430, Offer.DID_NOT_WANT),
        ("FN", 66, Way.EARLIER),
    ),
}
_ADDED_BY = {"Early Intervention Team": "Cora", "Community Team North": "Lena"}


def add(session: Session, here: Here) -> None:
    """Adds them; who was invited is joined to the newest invitation of that name."""
    sent = select(Invitation.email, Invitation.id).where(Invitation.trust_id == here.trust_id)
    invited = {email: key for email, key in session.execute(sent.order_by(Invitation.created_at))}  # noqa: C416
    rows = [
        _row(here, team, number, initials, days, offer, invited)
        for team, lines in LISTS.items()
        for number, (initials, days, offer) in enumerate(lines)
    ]
    session.execute(insert(Carer), rows)


def _row(here: Here, team: str, number: int, initials: str, days: int, offer: str, invited: dict[str, UUID]) -> Row:
    known = here.moment(days, 14)
    row: Row = {
        "id": uuid4(),
        "trust_id": here.trust_id,
        "team_id": here.teams[team],
        "initials": initials,
        "reference": f"{''.join(word[0] for word in team.split())}-{17 * number + 101}",
        "identified_on": clock.london_day(known),
        "added_by": here.people[_ADDED_BY[team]],
        "created_at": known,
        "offer": Offer.NOT_YET.value,
        "offered_on": None,
        "way": None,
        "invitation_id": None,
    }
    return row | _became(offer, row, invited)


def _became(offer: str, row: Row, invited: dict[str, UUID]) -> Row:
    asked = {"offered_on": row["identified_on"] + timedelta(days=2)}
    if not offer:
        return {}
    if offer == Offer.DID_NOT_WANT:
        return asked | {"offer": Offer.DID_NOT_WANT.value}
    if offer in list(Way):
        return asked | {"offer": Offer.OTHERWISE.value, "way": offer}
    return asked | {"offer": Offer.INVITED.value, "invitation_id": invited[address(offer)]}
