"""What became of the offer to a carer, and how it is counted. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Offer(StrEnum):
    """What a team has done about a carer whom it knows of. NICE QS80 statement 8 counts who was offered a programme."""

    NOT_YET = "not-yet"
    INVITED = "invited"  # through Holdfast
    OTHERWISE = "otherwise"  # offered in another way: a card, another programme
    DID_NOT_WANT = "did-not-want"  # offered, and they said no


class Way(StrEnum):
    """How something was offered that was no invitation from here."""

    CARD = "card"
    TALKED = "talked"
    PROGRAMME = "programme"
    EARLIER = "earlier"  # they were invited to Holdfast before they stood on the list, or by another form


class Activity(StrEnum):
    """What the record system is told of, each with a code of the trust's choosing."""

    OFFERED = "offered"  # an invitation left, or something was offered in another way
    JOINED = "joined"  # an account was made


YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Known:
    """As much of one carer as counting needs."""

    identified_on: date
    offer: Offer


@dataclass(frozen=True)
class Count:
    """Carers whom a team came to know of in a period, and how many of them were offered a programme.

    NICE QS80 (2015), statement 8: denominator and numerator. `since`: the first day that counts.
    """

    since: date | None
    known: int
    offered: int

    @property
    def not_yet(self) -> int:
        """Those who were never asked."""
        return self.known - self.offered


def count(carers: Iterable[Known], *, since: date | None) -> Count:
    """Of these carers those known since a day, or (None) all. Whoever did not want it was offered it all the same."""
    counted = [each for each in carers if since is None or each.identified_on >= since]
    return Count(since, len(counted), sum(each.offer is not Offer.NOT_YET for each in counted))


def a_year_ago(today: date) -> date:
    """The first day of the last twelve months."""
    return today - YEAR + timedelta(days=1)
