"""The words for carers: what became of the offer, and what is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.carers.forms import WAYS
from app.carers.queries import Listed
from app.carers.rules import Count, Offer
from app.core.small_numbers import NOTHING
from app.core.spreadsheets import Cell
from app.core.templating import long_date
from app.invitations import presenters as invitations
from app.invitations.rules import State

# The filters of the list: its word in the address, its words on the page, and what it shows.
FILTERS: dict[str, tuple[str, frozenset[Offer]]] = {
    "not-yet": ("Not yet asked", frozenset({Offer.NOT_YET})),
    "offered": ("Offered", frozenset({Offer.INVITED, Offer.OTHERWISE})),
    "did-not-want": ("Did not want it", frozenset({Offer.DID_NOT_WANT})),
    "all": ("Everybody", frozenset(Offer)),
}
_OFFERS: dict[Offer, tuple[str, str]] = {
    Offer.NOT_YET: ("Not yet asked", "yellow"),
    Offer.INVITED: ("Invited", "blue"),
    Offer.OTHERWISE: ("Offered in another way", "blue"),
    Offer.DID_NOT_WANT: ("Did not want it", "grey"),
}
# Where an invitation tells more than that there is one.
_TELLING = {State.ACCEPTED: ("Joined", "green"), State.UNDELIVERABLE: ("Could not be delivered", "red")}
_STILL_OFFERED = "It still counts as offered."
COLUMNS = ("team", "initials", "reference", "known_since", "offer", "offered_on", "how", "invitation")
DONE = {
    "added": "The carer is on the list",
    "invited": "The invitation is on its way",
    "offered": "It is written down",
    "undone": "It is taken back: not yet asked",
    "removed": "The carer is off the list",
    "back": "The carer is on the list again",
}


@dataclass(frozen=True)
class Line:
    """One carer on the page. `more` is empty or says how or what became of the invitation."""

    id: UUID
    href: str
    initials: str
    reference: str
    known: date
    team: str
    tag: str
    colour: str
    more: str


def line(carer: Listed, *, teams: Mapping[UUID, str], states: Mapping[UUID, State]) -> Line:
    """A carer on the list; states of their invitations by id."""
    state = states.get(carer.invitation_id) if carer.invitation_id else None
    tag, colour = _TELLING.get(state, _OFFERS[carer.offer]) if state else _OFFERS[carer.offer]
    return Line(
        id=carer.id,
        href=f"/staff/carers/{carer.id}",
        initials=carer.initials,
        reference=carer.reference,
        known=carer.identified_on,
        team=teams.get(carer.team_id, ""),
        tag=tag,
        colour=colour,
        more=_more(carer, state),
    )


def added(number: int, there: Iterable[str]) -> tuple[str, str]:
    """What was put on the list, and whose references were on it already."""
    known = sorted(there)
    words = f"{number} {'carer is' if number == 1 else 'carers are'} on the list" if number else "Nobody new was added"
    if not known:
        return words, ""
    return words, f"On the list already, and left as they are: {', '.join(known)}."


def counts(numbers: Iterable[Count]) -> list[list[str]]:
    """The numbers at the top: for each period how many are known, offered and not yet asked."""
    return [
        [
            f"Of the last 12 months, since {long_date(each.since)}" if each.since else "Since the list began",
            f"{each.known:,}",
            f"{each.offered:,}",
            f"{each.not_yet:,}",
            f"{100 * each.offered / each.known:.1f}%" if each.known else NOTHING,
        ]
        for each in numbers
    ]


def cells(carer: Listed, *, teams: Mapping[UUID, str], states: Mapping[UUID, State]) -> list[Cell]:
    """A carer as a line of the file, in the order of COLUMNS."""
    state = states.get(carer.invitation_id) if carer.invitation_id else None
    return [
        teams.get(carer.team_id, ""),
        carer.initials,
        carer.reference,
        carer.identified_on.isoformat(),
        carer.offer.value,
        carer.offered_on.isoformat() if carer.offered_on else "",
        carer.way.value if carer.way else "",
        state.value if state else "",
    ]


def _more(carer: Listed, state: State | None) -> str:
    if carer.offered_on is None:
        return ""
    when = long_date(carer.offered_on)
    if carer.way is not None:
        return f"{when}. {WAYS[carer.way]}."
    if state in {None, State.ACCEPTED, State.UNDELIVERABLE}:
        return f"{when}."
    ended = state in {State.REVOKED, State.EXPIRED, State.DECLINED}
    words = f"{when}. Invitation: {invitations.in_words(state)[0].lower()}."
    return f"{words} {_STILL_OFFERED}" if ended else words
