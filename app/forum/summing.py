"""The forum's figures in words. Pure. Medians with quartiles, and no number made of fewer than five."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from app.core.small_numbers import FEWEST, HIDDEN, NOTHING, Spread, share

# A thread counts as without a reply once it has stood for this long.
STOOD = timedelta(days=3)
_HOUR = timedelta(hours=1)


class Clocked(Protocol):
    """Something that was raised, must be done by a time, and may be done."""

    @property
    def raised_at(self) -> datetime:
        """When it was raised."""

    @property
    def due_at(self) -> datetime:
        """By when it must be done."""

    @property
    def done_at(self) -> datetime | None:
        """When it was done."""


class Answered(Protocol):
    """A thread: when it was shown, and its first reply."""

    @property
    def shown_at(self) -> datetime:
        """When others saw it first."""

    @property
    def replied_at(self) -> datetime | None:
        """When others saw the first reply of somebody else."""


def until_reply(threads: Sequence[Answered]) -> str:
    """The hours from when a thread was shown until the first reply of somebody else."""
    return str(Spread(tuple(_hours(each.shown_at, each.replied_at) for each in threads if each.replied_at)))


def without_reply(threads: Sequence[Answered], *, now: datetime) -> str:
    """The share of threads that had no reply for three days, of those that have stood as long."""
    old = [each for each in threads if now - each.shown_at >= STOOD]
    alone = [each for each in old if each.replied_at is None or each.replied_at - each.shown_at >= STOOD]
    return share(len(alone), len(old))


def looked_cells(looked: Sequence[Clocked], *, now: datetime) -> list[str]:
    """How many, in time, and hours until done. What is not done counts as late once it is due, and not before."""
    if len(looked) < FEWEST:
        return [HIDDEN if looked else "0", NOTHING, NOTHING]
    due = [each for each in looked if each.done_at or each.due_at <= now]
    in_time = sum(bool(each.done_at and each.done_at <= each.due_at) for each in due)
    hours = Spread(tuple(_hours(each.raised_at, each.done_at) for each in looked if each.done_at))
    return [f"{len(looked):,}", share(in_time, len(due)), str(hours)]


def _hours(start: datetime, end: datetime) -> float:
    return max(end - start, timedelta()) / _HOUR
