"""When numbers are mailed to staff, about which days, and the one sentence that goes with them. Pure.

A mail about last week leaves on Monday or Tuesday, one about last month on the first or second working day: what was
missed then is not made up for, since old numbers are of no use to anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.core import london
from app.trusts.hours import bank_holidays
from app.trusts.hours.bank_holidays import Division
from app.trusts.hours.clocks import in_london, moment

MORNING, EVENING = time(8), time(18)  # in London
WEEK = timedelta(days=7)
# A team that has invited nobody for so long hears of it once a month, and after half a year not at all.
QUIET_AFTER, SILENT_AFTER = 8 * WEEK, 26 * WEEK
_DAY = timedelta(days=1)
_MONDAY, _TUESDAY, _SATURDAY = 0, 1, 5
_FIRST_WEEK = 7
_LATEST_SECOND = 8  # day of the month on which the second working day can fall


@dataclass(frozen=True)
class Week:
    """One team's numbers: of the last week, in all, and how things stand now. Relatives only."""

    invited: int
    invited_in_all: int
    joined: int
    joined_in_all: int
    waiting: int
    # For the one sentence.
    joined_by_invitation: int = 0
    undeliverable: int = 0
    ran_out: int = 0
    never_asked: int = 0


class Nudge(StrEnum):
    """One thing that is worth doing, or a thank you where it is due. What helps most comes first."""

    UNDELIVERABLE = "undeliverable"
    NOBODY_INVITED = "nobody-invited"  # and nobody waits on the team's list either
    RAN_OUT = "ran-out"  # before it was used
    NEVER_ASKED = "never-asked"  # carers on the team's list
    JOINED = "joined"  # whom the team had invited
    INVITED = "invited"


def is_open(now: datetime) -> bool:
    """Whether such mails leave at this time of day."""
    return MORNING <= in_london(now).time() < EVENING


def leaves_at(now: datetime) -> datetime:
    """The first moment, from this one on, at which such a mail may leave."""
    if is_open(now):
        return now
    local = in_london(now)
    return moment(local.date() + _DAY * (local.time() >= EVENING), MORNING)


def week_told(now: datetime) -> date | None:
    """The Monday of the week that may be told of now: the last one, on Monday from 8am and on Tuesday."""
    today = in_london(now).date()
    if today.weekday() not in {_MONDAY, _TUESDAY} or not is_open(now):
        return None
    return london.monday(today) - WEEK


def month_to_tell(now: datetime) -> date | None:
    """The first day of the last month, while it may be that some trust is told of it."""
    today = in_london(now).date()
    if not is_open(now) or today.day > _LATEST_SECOND:
        return None
    return (today.replace(day=1) - _DAY).replace(day=1)


def may_tell_month(now: datetime, *, division: Division | None) -> bool:
    """Whether a trust's lead is told now: on the first two working days of a month, from 8am.

    `division`: whose bank holidays are no working days; None if the trust works on them.
    """
    today = in_london(now).date()
    return is_open(now) and today in _working_days(today.replace(day=1), division)[:2]


def span_of_week(monday: date) -> tuple[datetime, datetime]:
    """From midnight to midnight in London; the night on which the clocks change is an hour longer or shorter."""
    return london.midnight(monday), london.midnight(monday + WEEK)


def is_told(*, monday: date, last_invited: date) -> bool:
    """Whether a team hears of the week from `monday`: every week, if it invites now and then.

    `last_invited`: when it last did, or when the team was made. A team that is quiet hears of it on the first Monday of
    a month, and one that has been quiet for half a year no more: it has its reasons.
    """
    mailed_on = monday + WEEK
    quiet_for = mailed_on - last_invited
    if quiet_for < QUIET_AFTER:
        return True
    return quiet_for < SILENT_AFTER and mailed_on.day <= _FIRST_WEEK


def nudge(week: Week) -> tuple[Nudge, int]:
    """The one thing to say, and how many it is about. What went wrong stands first, then who was never asked."""
    found = {
        Nudge.UNDELIVERABLE: week.undeliverable,
        Nudge.NOBODY_INVITED: int(not week.invited and not week.never_asked),
        Nudge.RAN_OUT: week.ran_out,
        Nudge.NEVER_ASKED: week.never_asked,
        Nudge.JOINED: week.joined_by_invitation,
        Nudge.INVITED: week.invited,
    }
    return next((kind, number) for kind, number in found.items() if number)


def _working_days(first: date, division: Division | None) -> list[date]:
    """Those of the month's first fortnight."""
    holidays = bank_holidays.of(division, first.year) if division else {}
    days = [first + _DAY * number for number in range(14)]
    return [day for day in days if day.weekday() < _SATURDAY and day not in holidays]
