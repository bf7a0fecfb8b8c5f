"""By when a person must look, and when the next rung of the ladder is called. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.core.london import midnight
from app.risk.rules import Urgency
from app.trusts.hours import opening, working
from app.trusts.hours.clocks import london_day, moment
from app.trusts.hours.table import Holidays, ServiceHours, Window

_RUNG_NOW, _RUNG = timedelta(minutes=15), timedelta(hours=1)
# What cannot wait is called about again each hour after the last rung; everything else at this time of a working day.
_HOURLY, _MORNING = timedelta(hours=1), time(9)
_OFFICE = (Window(time(9), time(17)),)
# What holds as long as a trust has set no hours of its own.
DEFAULT_HOURS = ServiceHours(((_OFFICE,) * 5) + ((),) * 2, Holidays("england-and-wales"))


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long each urgency may wait: minutes of working time, and working days for hold_identity."""

    look_now: int = 30
    look_today: int = 240
    hold_conduct: int = 240
    hold_identity: int = 1


@dataclass(frozen=True, slots=True)
class Duty:
    """A trust's hours and clocks. `is_own`: it has set its hours. `always`: somebody can be called at any hour."""

    hours: ServiceHours = DEFAULT_HOURS
    clocks: Clocks = Clocks()
    is_own: bool = False
    always: bool = False


def due_at(duty: Duty, *, urgency: Urgency, at: datetime) -> datetime:
    """By when a person must look at what was raised at a moment."""
    if urgency is Urgency.HOLD_IDENTITY:
        return working.add_working_days(duty.hours, at=at, days=duty.clocks.hold_identity)
    minutes = {
        Urgency.LOOK_NOW: duty.clocks.look_now,
        Urgency.LOOK_TODAY: duty.clocks.look_today,
        Urgency.HOLD_CONDUCT: duty.clocks.hold_conduct,
    }[urgency]
    return _after(duty, urgency, at, timedelta(minutes=minutes))


def next_rung_at(duty: Duty, *, urgency: Urgency, at: datetime) -> datetime:
    """When the ladder goes on, if nobody has looked since it called somebody at a moment."""
    return _after(duty, urgency, at, _RUNG_NOW if urgency is Urgency.LOOK_NOW else _RUNG)


def again_at(duty: Duty, *, urgency: Urgency, at: datetime) -> datetime:
    """When the last rungs are called again, if still nobody has looked since they were called at a moment.

    For look_now after an hour in which somebody can be called; for everything else on the next working morning: at 9am,
    or when that day opens if nobody reads at 9am.
    """
    if urgency is Urgency.LOOK_NOW:
        return _after(duty, urgency, at, _HOURLY)
    opens, closes = next(opening.spans_from(duty.hours, at=midnight(london_day(at) + opening.DAY)))
    morning = moment(london_day(opens), _MORNING)
    return morning if opens < morning < closes else opens


def back_at(duty: Duty, *, urgency: Urgency, due: datetime, at: datetime) -> datetime:
    """When the ladder goes on for what somebody had in hand and laid down: not before it is due, nor at night."""
    return max(due, at if _at_any_hour(duty, urgency) else opening.next_opening(duty.hours, after=at))


def _after(duty: Duty, urgency: Urgency, at: datetime, wait: timedelta) -> datetime:
    # With a duty contact somebody is called at night too, so the clock of what cannot wait runs at night.
    return at + wait if _at_any_hour(duty, urgency) else working.add_working(duty.hours, at=at, duration=wait)


def _at_any_hour(duty: Duty, urgency: Urgency) -> bool:
    return duty.always and urgency is Urgency.LOOK_NOW
