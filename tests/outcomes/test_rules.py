"""When somebody is asked, and when they may answer again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.outcomes import rules
from app.outcomes.rules import Past, Setting, TimePoint

JOINED = datetime(2026, 1, 5, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def on(day: int) -> datetime:
    """Noon, some days after the account was made."""
    return JOINED + timedelta(days=day)


@pytest.mark.parametrize(
    ("day", "point"),
    [
        (0, TimePoint.START),
        (27, TimePoint.START),
        (28, TimePoint.OWN),
        (69, TimePoint.OWN),
        (70, TimePoint.WEEK_12),
        (111, TimePoint.WEEK_12),
        (112, TimePoint.OWN),
        (153, TimePoint.OWN),
        (154, TimePoint.WEEK_24),
        (195, TimePoint.WEEK_24),
        (196, TimePoint.OWN),
    ],
)
def test_each_day_belongs_to_one_time_point(day: int, point: TimePoint) -> None:
    assert rules.time_point(joined_at=JOINED, now=on(day), taken=()) is point


def test_a_second_one_in_the_same_weeks_is_ones_own() -> None:
    assert rules.time_point(joined_at=JOINED, now=on(84), taken={TimePoint.WEEK_12}) is TimePoint.OWN


def test_days_are_counted_by_the_calendar_in_london() -> None:
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 June in London
    early = datetime(2026, 8, 11, 0, 30, tzinfo=UTC)  # 70 days later

    assert rules.time_point(joined_at=late, now=early, taken=()) is TimePoint.WEEK_12


@pytest.mark.parametrize(("days", "may"), [(0, False), (13, False), (14, True), (100, True)])
def test_the_same_may_be_filled_in_again_after_two_weeks(days: int, may: bool) -> None:
    past = [Past("k10", TimePoint.OWN, on(0))]

    assert rules.may_begin(past, now=on(days)) is may


def test_whoever_is_told_a_day_may_come_at_any_hour_of_it() -> None:
    past = [Past("k10", TimePoint.OWN, datetime(2026, 7, 1, 20, tzinfo=UTC))]
    midnight = datetime(2026, 7, 14, 23, tzinfo=UTC)  # in London

    assert rules.again_at(past) == midnight
    assert rules.may_begin(past, now=midnight)
    assert not rules.may_begin(past, now=midnight - timedelta(seconds=1))


def test_whoever_never_did_it_may() -> None:
    assert rules.may_begin([Past("k10", TimePoint.OWN, None)], now=on(0))


@pytest.mark.parametrize(
    ("past", "day", "point"),
    [
        ([], 3, TimePoint.START),
        ([], 40, None),
        ([], 84, TimePoint.WEEK_12),
        ([Past("k10", TimePoint.START, on(3))], 84, TimePoint.WEEK_12),
        ([Past("k10", TimePoint.OWN, on(65))], 75, None),  # ten days ago: not before two weeks are over
        ([Past("k10", TimePoint.OWN, on(65))], 80, TimePoint.WEEK_12),
        ([Past("k10", TimePoint.WEEK_12, on(72))], 90, None),
        ([Past("k10", TimePoint.WEEK_12, None)], 90, TimePoint.WEEK_12),  # begun only
    ],
)
def test_somebody_is_asked_once_at_each_time(past: list[Past], day: int, point: TimePoint | None) -> None:
    assert rules.asked(past, joined_at=JOINED, now=on(day)) is point


def test_each_questionnaire_is_asked_for_by_itself() -> None:
    past = [Past("k10", TimePoint.WEEK_12, on(72))]

    assert rules.all_asked(["k10", "phq-9"], past, joined_at=JOINED, now=on(90)) == {"phq-9": TimePoint.WEEK_12}


def test_a_follow_up_is_due_since_its_first_day_however_much_of_it_is_done() -> None:
    points = {"phq-9": TimePoint.WEEK_12, "k10": TimePoint.WEEK_12}
    since = rules.follow_up_since(points, joined_at=JOINED)

    assert since == datetime(2026, 3, 16, tzinfo=UTC)
    assert rules.follow_up_since({"phq-9": TimePoint.WEEK_12}, joined_at=JOINED) == since


def test_the_start_is_no_follow_up() -> None:
    assert rules.follow_up_since({"k10": TimePoint.START}, joined_at=JOINED) is None
    assert rules.follow_up_since({}, joined_at=JOINED) is None


@pytest.mark.parametrize(
    ("setting", "is_open", "is_on", "usable"),
    [
        (None, True, True, True),
        (None, True, False, False),
        (None, False, True, False),
        (Setting(False, False, None), True, True, False),
        (Setting(True, False, None), True, False, True),
        (Setting(True, False, None), False, False, False),
        (Setting(True, True, None), False, False, False),
        (Setting(True, False, TODAY), False, False, False),
        (Setting(True, True, TODAY), False, False, True),
        (Setting(True, True, TODAY - timedelta(days=1)), False, False, False),
        (Setting(False, True, TODAY), False, False, False),
    ],
)
def test_what_a_trust_uses(setting: Setting | None, is_open: bool, is_on: bool, usable: bool) -> None:
    assert rules.is_usable(setting, is_open=is_open, is_on=is_on, today=TODAY) is usable


def test_what_was_begun_more_than_two_weeks_ago_is_begun_anew() -> None:
    assert not rules.is_forgotten(on(0), now=on(14))
    assert rules.is_forgotten(on(0), now=on(14) + timedelta(minutes=1))
