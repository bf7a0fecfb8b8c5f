"""When somebody is asked, and when they may answer again. Decided from data alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.trusts.hours.clocks import MIDNIGHT, london_day, moment


class TimePoint(StrEnum):
    """Why a check-in was filled in: at a time of the study, or because the person wished to."""

    START = "start"
    WEEK_12 = "week_12"
    WEEK_24 = "week_24"
    OWN = "own"


# Source: facts on measures; sooner says more about the day than about the person.
EARLIEST_AGAIN = timedelta(weeks=2)
# What was begun so long ago and not finished asked about weeks that are gone: it is begun anew.
KEPT_UNFINISHED = timedelta(weeks=2)
# Days since the account was made, the first that counts and the first that does not any more. Early enough for the start
# to be one; about the later times two weeks before and four after, so that nobody who is ill or away is left out.
WINDOWS = {TimePoint.START: (0, 28), TimePoint.WEEK_12: (70, 112), TimePoint.WEEK_24: (154, 196)}
FOLLOW_UPS = frozenset({TimePoint.WEEK_12, TimePoint.WEEK_24})
ON_A_PAGE = 5  # questions at most


@dataclass(frozen=True, slots=True)
class Past:
    """One check-in without its answers; one that is not finished has no `finished_at`."""

    instrument: str
    time_point: TimePoint
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a trust said about a questionnaire. `ends_on`: the last day of its licence."""

    is_on: bool
    has_words: bool
    ends_on: date | None


def is_usable(setting: Setting | None, *, is_open: bool, is_on: bool, today: date) -> bool:
    """Whether a trust's relatives may fill it in; `is_open` and `is_on` are what its file says."""
    if setting is None:
        return is_open and is_on
    licensed = setting.has_words and setting.ends_on is not None and today <= setting.ends_on
    return setting.is_on and (is_open or licensed)


def time_point(*, joined_at: datetime, now: datetime, taken: Collection[TimePoint]) -> TimePoint:
    """The time of the study at which a check-in is filled in that is finished now; each counts once."""
    days = (london_day(now) - london_day(joined_at)).days
    found = (each for each, (first, after) in WINDOWS.items() if first <= days < after and each not in taken)
    return next(found, TimePoint.OWN)


def again_at(past: Iterable[Past]) -> datetime | None:
    """From when the same may be filled in again, of those that were; None if it never was.

    From the first minute of that day: whoever is told a day may come at any hour of it.
    """
    last = max((each.finished_at for each in past if each.finished_at), default=None)
    return moment(london_day(last) + EARLIEST_AGAIN, MIDNIGHT) if last else None


def may_begin(past: Iterable[Past], *, now: datetime) -> bool:
    """Whether the same may be filled in now."""
    at = again_at(past)
    return at is None or at <= now


def is_forgotten(begun_at: datetime, *, now: datetime) -> bool:
    """Whether one that is not finished is begun anew rather than gone on with."""
    return now - begun_at > KEPT_UNFINISHED


def asked(past: Iterable[Past], *, joined_at: datetime, now: datetime) -> TimePoint | None:
    """The time of the study for which a questionnaire is offered now to somebody who has read something; else None.

    `past` is of this questionnaire.
    """
    own = list(past)
    taken = {each.time_point for each in own if each.finished_at}
    point = time_point(joined_at=joined_at, now=now, taken=taken)
    return point if point is not TimePoint.OWN and may_begin(own, now=now) else None


def all_asked(
    names: Iterable[str], past: Collection[Past], *, joined_at: datetime, now: datetime
) -> Mapping[str, TimePoint]:
    """The same for many questionnaires, by name; those for which nobody is asked are missing."""
    points = {
        name: asked([each for each in past if each.instrument == name], joined_at=joined_at, now=now) for name in names
    }
    return {name: point for name, point in points.items() if point}


def follow_up_since(points: Mapping[str, TimePoint], *, joined_at: datetime) -> datetime | None:
    """When the follow-up that is due became due: the same moment however many questionnaires are left of it."""
    due = FOLLOW_UPS.intersection(points.values())
    first = min((WINDOWS[each][0] for each in due), default=None)
    return None if first is None else moment(london_day(joined_at) + timedelta(days=first), MIDNIGHT)
