"""By when a relative should have an answer, and who hears of it when they have none. Pure."""

from dataclasses import dataclass
from datetime import datetime

from app.messages.rules.conversations import Escalation
from app.trusts.hours import working
from app.trusts.hours.table import ServiceHours

DEFAULT_DAYS = 2
MOST_DAYS = 10
LEAD_AFTER = 1  # working days after the other supporters were told


@dataclass(frozen=True, slots=True)
class Promise:
    """What a trust promises: an answer within so many working days. `is_own`: it has set them itself."""

    days: int = DEFAULT_DAYS
    is_own: bool = False


def due_at(promise: Promise, hours: ServiceHours, *, at: datetime) -> datetime:
    """By when what was written at a moment should be answered: the end of the nth working day after that day."""
    return working.add_working_days(hours, at=at, days=promise.days)


def lead_at(hours: ServiceHours, *, told: datetime) -> datetime:
    """When the lead hears of it, if still nobody has answered since the other supporters were told."""
    return working.add_working_days(hours, at=told, days=LEAD_AFTER)


def next_step(escalation: Escalation) -> Escalation | None:
    """Who is told next, or None when everybody was."""
    return {Escalation.NONE: Escalation.SECOND, Escalation.SECOND: Escalation.LEAD}.get(escalation)
