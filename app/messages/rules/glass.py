"""Opening a conversation in an emergency ("breaking the glass"): why, for how long, and who agrees. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

OPEN_FOR = timedelta(minutes=60)
ASKED_FOR = timedelta(hours=24)  # after which nobody can agree any more
SHORTEST_REASON, MOST_REASON = 20, 2000


class Category(StrEnum):
    """For what a conversation may be opened by somebody who is not its supporter."""

    DANGER_TO_LIFE = "danger_to_life"
    SAFEGUARDING_CHILD = "safeguarding_child"
    SAFEGUARDING_ADULT = "safeguarding_adult"
    SERIOUS_INCIDENT = "serious_incident"
    COMPLAINT = "complaint"
    COURT_OR_LAW = "court_or_law"


# As a relative reads them.
CATEGORIES: dict[Category, str] = {
    Category.DANGER_TO_LIFE: "somebody's life may be in danger",
    Category.SAFEGUARDING_CHILD: "a child may be harmed or neglected",
    Category.SAFEGUARDING_ADULT: "an adult may be abused or neglected",
    Category.SERIOUS_INCIDENT: "a serious incident is being looked into",
    Category.COMPLAINT: "a complaint is being looked into",
    Category.COURT_OR_LAW: "a court or the law asks for it",
}


class GlassState(StrEnum):
    """Where such a request is."""

    ASKED = "asked"
    OPEN = "open"
    REFUSED = "refused"
    OVER = "over"  # its hour is past, or nobody agreed in time


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: who asked when, and what a second person decided."""

    asked_by: UUID
    asked_at: datetime
    decided_by: UUID | None
    allowed_at: datetime | None
    refused_at: datetime | None


def state_of(asked: Asked, *, now: datetime) -> GlassState:
    """Where a request is at a moment."""
    if asked.refused_at:
        return GlassState.REFUSED
    if asked.allowed_at:
        return GlassState.OPEN if now < asked.allowed_at + OPEN_FOR else GlassState.OVER
    return GlassState.ASKED if now < asked.asked_at + ASKED_FOR else GlassState.OVER


def may_decide(asked: Asked, *, person_id: UUID, now: datetime) -> bool:
    """Whether this person can be the second one: never who asked."""
    return state_of(asked, now=now) is GlassState.ASKED and asked.asked_by != person_id


def may_read(asked: Asked, *, person_id: UUID, now: datetime) -> bool:
    """Whether this person may read just now: who asked, in the hour after a second person agreed."""
    return state_of(asked, now=now) is GlassState.OPEN and asked.asked_by == person_id
