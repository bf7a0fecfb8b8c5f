"""Complaints: their reference, and by when each is acknowledged and answered. Pure.

The Data (Use and Access) Act 2025 wants a complaint acknowledged within 30 days, and the Online Safety Act 2023 an
easy way to complain and an answer. We promise more: a person says that they have it within 3 working days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.trusts.hours import working
from app.trusts.hours.table import ServiceHours

MOST_WORDS = 5000
ACKNOWLEDGED_IN, ANSWERED_IN = 3, 20  # working days
ACKNOWLEDGED_AT_MOST = timedelta(days=30)
# Nothing that is read aloud as something else: no 0 and O, no 1, I and L, no U.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


class Standing(StrEnum):
    """Where a complaint is."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Clock:
    """By when somebody says that they have it, and by when they answer."""

    acknowledge_by: datetime
    answer_by: datetime


def clock(hours: ServiceHours, *, at: datetime) -> Clock:
    """The two times for a complaint that arrives at a moment, in the trust's working days; never past the Act's."""
    promised = working.add_working_days(hours, at=at, days=ACKNOWLEDGED_IN)
    answered = working.add_working_days(hours, at=at, days=ANSWERED_IN)
    return Clock(min(promised, at + ACKNOWLEDGED_AT_MOST), answered)


def reference(letters: Sequence[str]) -> str:
    """Eight letters as they are quoted: "HC-7K3M-92QX"."""
    return f"HC-{''.join(letters[:4])}-{''.join(letters[4:LENGTH])}"


def standing(*, acknowledged_at: datetime | None, decided_at: datetime | None) -> Standing:
    """Where it is."""
    if decided_at:
        return Standing.ANSWERED
    return Standing.ACKNOWLEDGED if acknowledged_at else Standing.NEW


def is_late(where: Standing, times: Clock, *, now: datetime) -> bool:
    """Whether somebody waits longer than they were promised."""
    due = {Standing.NEW: times.acknowledge_by, Standing.ACKNOWLEDGED: times.answer_by}.get(where)
    return due is not None and due < now
