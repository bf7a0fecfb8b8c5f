"""The words for "stop all contact". Somebody may be reading them in a sad week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.mail.rules import Suppressed
from app.mail.suppression import Stopped


@dataclass(frozen=True)
class ReasonWords:
    """A reason: as it is offered, as it stands in the list, and what is said before it is done."""

    offered: str
    listed: str
    gently: str


REASONS: dict[Suppressed, ReasonWords] = {
    Suppressed.BEREAVED: ReasonWords(
        "Somebody has died",
        "Somebody has died",
        "We are sorry. An email at the wrong moment can hurt, so none will leave from here any more. If it feels right, "
        "let the family know yourself how they can reach you. Nothing here does that for you.",
    ),
    Suppressed.WITHDREW: ReasonWords(
        "They told us that they want nothing more",
        "They want nothing more",
        "Thank you for writing it down. It is their choice, and it changes nothing about anybody's care.",
    ),
}
OFFERED = [{"value": reason.value, "text": words.offered} for reason, words in REASONS.items()]
DONE = {
    "stopped": (
        "We no longer write to this address",
        "This holds from now on, also for emails that were waiting to leave.",
    ),
    "allowed": (
        "This address can be written to again",
        "Nothing is sent by itself. What was taken back stays taken back.",
    ),
}


@dataclass(frozen=True)
class Line:
    """One address in the list; `by` is who stopped it, for the trust lead."""

    id: UUID
    email: str
    reason: str
    since: datetime
    by: str


def line(stopped: Stopped, *, names: Mapping[UUID, str]) -> Line:
    """An address that is not written to; names of those who stopped them by id."""
    by = names.get(stopped.added_by, "Somebody who has left") if stopped.added_by else "Somebody who has left"
    return Line(stopped.id, stopped.email, REASONS[stopped.reason].listed, stopped.since, by)
