"""Quiet hours by the clock in London, right on the nights when the clocks change too."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.trusts.hours.clocks import in_london, moment

# A day on which the clocks jump over the one hour that is not quiet, and the days beside it.
_DAYS = 3


@dataclass(frozen=True, slots=True)
class Quiet:
    """No mail from one full hour until another, perhaps over midnight. Twice the same hour: no quiet hours."""

    from_hour: int = 20
    until_hour: int = 8

    def covers(self, hour: int) -> bool:
        """Whether mail is unwelcome while the clock shows this hour."""
        if self.from_hour <= self.until_hour:
            return self.from_hour <= hour < self.until_hour
        return hour >= self.from_hour or hour < self.until_hour


HOUSE = Quiet()


def is_quiet(now: datetime, quiet: Quiet) -> bool:
    """Whether mail is unwelcome at this moment."""
    return quiet.covers(in_london(now).hour)


def leaves_at(now: datetime, quiet: Quiet) -> datetime:
    """The first moment, from this one on, at which a mail may leave; two days later at most."""
    if not is_quiet(now, quiet):
        return now
    today = in_london(now).date()
    ends = (moment(today + timedelta(days=number), time(quiet.until_hour)) for number in range(_DAYS))
    return next(end for end in ends if end > now and not is_quiet(end, quiet))
