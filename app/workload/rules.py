"""Which work is logged, for which weeks, and what it costs. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.core.london import monday

MOST_MINUTES_A_WEEK = 60 * 60
MOST_WEEKS_BACK = 52
WEEK = timedelta(days=7)


class Work(StrEnum):
    """What the time went into."""

    SUPPORTING = "supporting"
    MODERATING = "moderating"
    INVITING = "inviting"
    RUNNING = "running"


@dataclass(frozen=True)
class Costs:
    """What an hour of each kind of work costs, and what is paid each month besides; all in pence."""

    hourly: Mapping[Work, int]
    monthly: int


def may_be_logged(week: date, *, today: date) -> bool:
    """Whether a date is the Monday of this week or of one of the last 52."""
    latest = monday(today)
    return monday(week) == week and latest - MOST_WEEKS_BACK * WEEK <= week <= latest
