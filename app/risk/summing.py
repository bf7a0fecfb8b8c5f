"""The figures of flags. Pure. Medians with quartiles, and no number made of fewer than five."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.small_numbers import FEWEST, HIDDEN, NOTHING, Share, Spread
from app.risk.figures import Worked
from app.risk.rules import Outcome

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Sums:
    """What is said of a set of flags."""

    number: int
    in_time: Share
    until_looked: Spread
    until_closed: Spread
    false_alarms: Share

    def cells(self) -> list[str]:
        """As they stand in a table; of too few only that they are few."""
        if self.number < FEWEST:
            return [HIDDEN if self.number else "0", *[NOTHING] * 4]
        return [str(self.number), *map(str, (self.in_time, self.until_looked, self.until_closed, self.false_alarms))]


def sums(worked: Sequence[Worked], *, now: datetime) -> Sums:
    """The figures of these flags. One not looked at counts as late as soon as it is due, and not at all before."""
    due = [each for each in worked if each.acknowledged_at or each.due_at <= now]
    closed = [each for each in worked if each.closed_at]
    return Sums(
        number=len(worked),
        in_time=Share(
            sum(bool(each.acknowledged_at and each.acknowledged_at <= each.due_at) for each in due), len(due)
        ),
        until_looked=Spread(
            tuple(_hours(each.raised_at, each.acknowledged_at) for each in worked if each.acknowledged_at)
        ),
        until_closed=Spread(tuple(_hours(each.raised_at, each.closed_at) for each in closed if each.closed_at)),
        false_alarms=Share(sum(each.outcome is Outcome.NO_CONCERN for each in closed), len(closed)),
    )


def _hours(start: datetime, end: datetime) -> float:
    return max(end - start, timedelta()) / _HOUR
