"""What holds of every table of hours, at every moment of thirty years in London, both changes of clocks included."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from app.core.london import LONDON
from app.trusts.hours.bank_holidays import DIVISIONS
from app.trusts.hours.clocks import in_london, london_day
from app.trusts.hours.opening import is_open, next_closing, next_opening
from app.trusts.hours.table import Holidays, ServiceHours, Window
from app.trusts.hours.working import add_working, add_working_days, working_between, working_days_between
from tests.builders.hours import always_open, london, make_hours, windows

QUARTERS = 24 * 4
INSTANT = timedelta(microseconds=1)
NOTHING = timedelta()


def sunday_before(day: date) -> datetime:
    """1am in Greenwich on the last Sunday before a day."""
    last = day - timedelta(days=1)
    return datetime.combine(last - timedelta(days=(last.weekday() + 1) % 7), time(1), tzinfo=UTC)


CHANGES = [sunday_before(date(year, month, 1)) for year in range(2020, 2051) for month in (4, 11)]
hours_off = some.timedeltas(timedelta(hours=-30), timedelta(hours=30))
moments = some.one_of(
    some.datetimes(datetime(2020, 1, 1), datetime(2050, 12, 31), timezones=some.just(UTC)),  # noqa: DTZ001 - they get it
    some.builds(lambda change, off: change + off, some.sampled_from(CHANGES), hours_off),
    some.builds(
        lambda change, quarters: change + timedelta(minutes=15 * quarters),
        some.sampled_from(CHANGES),
        some.integers(-96, 96),
    ),
)
durations = some.one_of(
    some.integers(1, 160).map(lambda quarters: timedelta(minutes=15 * quarters)),
    some.timedeltas(INSTANT, timedelta(hours=40)),
)
few_days = some.integers(1, 12)
# Other tests run at the same time.
unhurried = settings(deadline=None)


def quarter(number: int) -> time:
    """The quarter hour of a day; the last one is midnight."""
    return time(number % QUARTERS // 4, number % 4 * 15)


windows_of_a_day = some.one_of(
    some.just(()),
    some.just((Window(time(9), time(17)),)),
    some.lists(some.integers(0, QUARTERS), max_size=6, unique=True).map(
        lambda ends: tuple(Window(quarter(a), quarter(b)) for a, b in list(pairwise(sorted(ends)))[::2])
    ),
)
holidays = some.builds(
    Holidays,
    some.one_of(some.none(), some.sampled_from(list(DIVISIONS))),
    some.frozensets(
        some.sampled_from([each.date() + timedelta(days=n) for each in CHANGES for n in (-1, 0, 1)]), max_size=9
    ),
)
tables = some.builds(
    ServiceHours, some.lists(windows_of_a_day, min_size=7, max_size=7).filter(any).map(tuple), holidays
)


@unhurried
@given(tables, moments, durations)
def test_what_is_due_is_due_after_its_time_while_somebody_is_there(
    hours: ServiceHours, at: datetime, duration: timedelta
) -> None:
    due = add_working(hours, at=at, duration=duration)

    assert due >= at + duration
    assert is_open(hours, at=due - INSTANT)
    assert not hours.holidays.closes(london_day(due - INSTANT))


@unhurried
@given(tables, moments, durations)
def test_exactly_its_working_time_lies_before_it(hours: ServiceHours, at: datetime, duration: timedelta) -> None:
    due = add_working(hours, at=at, duration=duration)

    assert working_between(hours, start=at, end=due) == duration
    assert working_between(hours, start=at, end=due - INSTANT) == duration - INSTANT


@unhurried
@given(tables, moments, some.timedeltas(NOTHING, timedelta(days=20)), durations)
def test_what_is_written_later_is_never_due_earlier(
    hours: ServiceHours, at: datetime, later: timedelta, duration: timedelta
) -> None:
    first = add_working(hours, at=at, duration=duration)

    assert first <= add_working(hours, at=at + later, duration=duration)


@unhurried
@given(tables, moments, durations, durations)
def test_time_may_be_added_in_two_parts_and_more_of_it_is_due_later(
    hours: ServiceHours, at: datetime, first: timedelta, second: timedelta
) -> None:
    half_way = add_working(hours, at=at, duration=first)
    due = add_working(hours, at=at, duration=first + second)

    assert half_way < due
    assert add_working(hours, at=half_way, duration=second) == due


@unhurried
@given(tables, moments, some.timedeltas(INSTANT, timedelta(days=40)))
def test_the_time_between_two_moments_leads_from_one_to_the_other(
    hours: ServiceHours, at: datetime, off: timedelta
) -> None:
    end = next_opening(hours, after=at + off)
    between = working_between(hours, start=at, end=end)
    assume(between > NOTHING)

    landed = add_working(hours, at=at, duration=between)

    # At a moment of opening, what ran out at the closing before it was due then.
    assert landed == end if is_open(hours, at=end - INSTANT) else landed < end
    assert working_between(hours, start=landed, end=end) == NOTHING


@unhurried
@given(tables, moments, some.timedeltas(NOTHING, timedelta(days=9)), some.timedeltas(NOTHING, timedelta(days=9)))
def test_the_time_between_adds_up(hours: ServiceHours, at: datetime, first: timedelta, second: timedelta) -> None:
    parts = [working_between(hours, start=start, end=start + off) for start, off in ((at, first), (at + first, second))]

    assert sum(parts, NOTHING) == working_between(hours, start=at, end=at + first + second)


@unhurried
@given(moments, durations)
def test_where_somebody_is_always_there_the_clock_is_any_clock(at: datetime, duration: timedelta) -> None:
    assert add_working(always_open(), at=at, duration=duration) == at + duration
    assert working_between(always_open(), start=at, end=at + duration) == duration


@unhurried
@given(tables, moments)
def test_it_is_open_when_the_clock_on_the_wall_says_so(hours: ServiceHours, at: datetime) -> None:
    assume(all(abs(at - change) > timedelta(hours=1) for change in CHANGES))
    wall = in_london(at)
    windows_today = [] if hours.holidays.closes(wall.date()) else hours.days[wall.weekday()]

    expected = any(
        opens <= wall.time() and (wall.time() < closes or not closes.hour + closes.minute)
        for opens, closes in windows_today
    )

    assert is_open(hours, at=at) is expected


@unhurried
@given(tables, moments)
def test_openings_and_closings_follow_each_other(hours: ServiceHours, at: datetime) -> None:
    opening = next_opening(hours, after=at)
    closing = next_closing(hours, after=at)

    assert is_open(hours, at=opening)
    assert opening == at or working_between(hours, start=at, end=opening) == NOTHING
    if closing is not None:
        assert working_between(hours, start=opening, end=closing) == closing - opening
        assert not is_open(hours, at=closing)


@settings(max_examples=30, deadline=None)
@given(tables, moments)
def test_the_time_between_is_what_a_watcher_counts_by_the_minute(hours: ServiceHours, at: datetime) -> None:
    start = at.replace(second=0, microsecond=0)
    minutes = [start + timedelta(minutes=number) for number in range(30 * 60)]

    counted = Counter(is_open(hours, at=minute) for minute in minutes)

    assert working_between(hours, start=start, end=start + timedelta(hours=30)) == timedelta(minutes=counted[True])


@unhurried
@given(tables, moments, few_days)
def test_working_days_are_counted_from_the_day_after(hours: ServiceHours, at: datetime, days: int) -> None:
    due = add_working_days(hours, at=at, days=days)

    assert london_day(due - INSTANT) > london_day(at)
    assert is_open(hours, at=due - INSTANT)
    assert working_days_between(hours, start=at, end=due - INSTANT) == days


@unhurried
@given(tables, moments, few_days, some.timedeltas(NOTHING, timedelta(days=9)), some.integers(0, 3))
def test_a_later_day_or_more_working_days_are_never_due_earlier(
    hours: ServiceHours, at: datetime, days: int, later: timedelta, more: int
) -> None:
    first = add_working_days(hours, at=at, days=days)

    assert first <= add_working_days(hours, at=at + later, days=days + more)


@unhurried
@given(tables, moments, durations)
def test_the_zone_in_which_a_moment_comes_changes_nothing(
    hours: ServiceHours, at: datetime, duration: timedelta
) -> None:
    there = at.astimezone(LONDON)

    assert add_working(hours, at=there, duration=duration) == add_working(hours, at=at, duration=duration)
    assert is_open(hours, at=there) == is_open(hours, at=at)


@dataclass(frozen=True)
class Watched(Holidays):
    """Notes the days on which it is asked."""

    asked: list[date] = field(default_factory=list, compare=False)

    def closes(self, day: date) -> bool:
        self.asked.append(day)
        return super().closes(day)


def test_ten_thousand_due_times_look_at_each_day_once() -> None:
    watched = Watched("scotland")
    hours = make_hours(windows("09:00-12:00", "13:00-17:00"), holidays=watched)
    dice = Random(4)

    for _ in range(10_000):
        watched.asked.clear()
        at = dice.choice(CHANGES) + timedelta(minutes=dice.randrange(100_000))
        due = add_working(hours, at=at, duration=timedelta(minutes=dice.randrange(1, 2400)))
        assert len(watched.asked) <= (london_day(due) - london_day(at)).days + 1


@pytest.mark.timeout(10)
def test_a_due_time_thirty_years_away_takes_one_look_a_day() -> None:
    watched = Watched("england-and-wales")
    hours = make_hours(windows("12:00-12:15"), holidays=watched)

    due = add_working(hours, at=london("2020-01-01 00:00"), duration=timedelta(minutes=15 * 52 * 27))

    assert due.year == 2049
    assert len(watched.asked) <= 366 * 30
