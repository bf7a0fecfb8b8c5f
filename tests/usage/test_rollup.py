"""The daily figures, by examples worked out by hand. Each row: day, logins, visits, seconds, pages, modules, activities."""

from datetime import date, timedelta

import pytest

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.core.errors import HoldfastError
from app.reports import command_line
from app.usage.events import Event
from app.usage.rollup import roll_up
from tests.builders.usage import days_of, london, make_event
from tests.people import Cast

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


def figures(person: Person, first: date = MONDAY, last: date = TUESDAY) -> list[tuple[object, ...]]:
    with unit_of_work(Platform.SWEEP) as session:
        roll_up(session, first=first, last=last)
        return [tuple(row) for row in days_of(session, person)]


def test_an_evening_of_alice(cast: Cast) -> None:
    # 20 s signing in, 60 s on page one, 300 of 600 s on page two, 30 s for the last view.
    make_event(cast.alice, london(MONDAY, "20:00:00"), Event.SIGNED_IN, "")
    make_event(cast.alice, london(MONDAY, "20:00:20"), Event.PAGE_OPENED, "one/first")
    make_event(cast.alice, london(MONDAY, "20:01:20"), Event.PAGE_OPENED, "one/second")
    make_event(cast.alice, london(MONDAY, "20:11:20"), Event.ACTIVITY_SAVED, "one/my-plan")
    assert figures(cast.alice) == [(MONDAY, 1, 1, 20 + 60 + 300 + 30, 2, 1, 1)]


def test_half_an_hour_without_anything_begins_a_new_visit(cast: Cast) -> None:
    for at in ("20:00", "20:29:59", "20:59:59"):
        make_event(cast.alice, london(MONDAY, at))
    assert figures(cast.alice) == [(MONDAY, 0, 2, 300 + 30 + 30, 1, 1, 0)]


def test_a_visit_across_midnight_belongs_to_the_day_it_began(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "23:58"), subject="one/first")
    make_event(cast.alice, london(TUESDAY, "00:02"), subject="two/first")
    make_event(cast.alice, london(TUESDAY, "08:00"), subject="two/first")
    assert figures(cast.alice) == [(MONDAY, 0, 1, 240 + 30, 2, 2, 0), (TUESDAY, 0, 1, 30, 1, 1, 0)]


def test_recomputing_only_the_second_day_does_not_count_the_visit_from_before_midnight(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "23:58"))
    make_event(cast.alice, london(TUESDAY, "00:02"))
    assert figures(cast.alice, first=TUESDAY) == []


def test_recomputing_only_the_first_day_follows_the_visit_past_midnight(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "23:58"))
    make_event(cast.alice, london(TUESDAY, "00:02"))
    assert figures(cast.alice, last=MONDAY) == [(MONDAY, 0, 1, 270, 1, 1, 0)]


def test_the_night_the_clocks_go_back_has_its_real_length(cast: Cast) -> None:
    night = date(2026, 10, 25)
    make_event(cast.alice, london(night, "01:50"))
    make_event(cast.alice, london(night, "01:10", fold=1))  # 20 minutes later, though the clock shows less
    make_event(cast.alice, london(night, "23:59"))
    assert figures(cast.alice, first=night, last=night) == [(night, 0, 2, 300 + 30 + 30, 1, 1, 0)]


def test_the_night_the_clocks_go_forward_has_its_real_length(cast: Cast) -> None:
    night = date(2026, 3, 29)
    make_event(cast.alice, london(night, "00:55"))
    make_event(cast.alice, london(night, "02:05"))  # ten minutes later: there is no hour from one to two
    make_event(cast.alice, london(night - timedelta(days=1), "23:59"))
    days = figures(cast.alice, first=night - timedelta(days=1), last=night)
    assert days == [(night - timedelta(days=1), 0, 1, 30, 1, 1, 0), (night, 0, 1, 330, 1, 1, 0)]


def test_a_late_summer_evening_is_counted_on_its_london_day(cast: Cast) -> None:
    day = date(2026, 7, 1)
    make_event(cast.alice, london(day, "00:30"))  # the evening before in UTC
    assert figures(cast.alice, first=day - timedelta(days=1), last=day) == [(day, 0, 1, 30, 1, 1, 0)]


def test_two_tabs_do_not_count_the_same_minute_twice(cast: Cast) -> None:
    for second in range(0, 120, 30):
        make_event(cast.alice, london(MONDAY, "20:00") + timedelta(seconds=second), Event.PAGE_STILL_READ, "one/first")
        make_event(
            cast.alice, london(MONDAY, "20:00:05") + timedelta(seconds=second), Event.PAGE_STILL_READ, "two/first"
        )
    assert figures(cast.alice) == [(MONDAY, 0, 1, 95 + 30, 2, 2, 0)]


def test_heartbeats_sent_far_too_often_add_no_time(cast: Cast) -> None:
    for tenth in range(50):
        at = london(MONDAY, "20:00") + timedelta(milliseconds=100 * tenth)
        make_event(cast.alice, at, Event.PAGE_STILL_READ)
    assert figures(cast.alice) == [(MONDAY, 0, 1, 5 + 30, 1, 1, 0)]  # 4.9 s and the last view, to whole seconds


def test_a_page_left_within_ten_seconds_is_no_module_viewed(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "20:00:00"), subject="one/first")
    make_event(cast.alice, london(MONDAY, "20:00:09"), subject="two/first")
    make_event(cast.alice, london(MONDAY, "20:00:19"), Event.TOOLBOX_OPENED, "")
    assert figures(cast.alice) == [(MONDAY, 0, 1, 9 + 10 + 30, 2, 1, 0)]


def test_the_same_activity_saved_twice_is_one_activity(cast: Cast) -> None:
    for at in ("20:00", "20:01"):
        make_event(cast.alice, london(MONDAY, at), Event.ACTIVITY_SAVED, "one/my-plan")
    make_event(cast.alice, london(MONDAY, "20:02"), Event.QUIZ_ANSWERED, "one/quiz")
    assert figures(cast.alice) == [(MONDAY, 0, 1, 150, 0, 0, 2)]


def test_staff_are_not_counted(cast: Cast) -> None:
    make_event(cast.cora, london(MONDAY, "20:00"), is_staff=True)
    assert figures(cast.cora) == []


def test_being_invited_is_no_visit(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "20:00"), Event.INVITATION_ACCEPTED, "")
    assert figures(cast.alice) == []


def test_two_people_at_once_are_counted_apart(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "20:00"))
    make_event(cast.hugo, london(MONDAY, "20:00:10"))
    assert figures(cast.alice) == figures(cast.hugo) == [(MONDAY, 0, 1, 30, 1, 1, 0)]


def test_rolling_up_twice_changes_nothing(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "20:00"))
    assert figures(cast.alice) == figures(cast.alice) == [(MONDAY, 0, 1, 30, 1, 1, 0)]


def test_an_event_that_comes_late_is_counted_and_may_join_two_days(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "23:40"))
    make_event(cast.alice, london(TUESDAY, "00:20"))
    assert figures(cast.alice) == [(MONDAY, 0, 1, 30, 1, 1, 0), (TUESDAY, 0, 1, 30, 1, 1, 0)]
    make_event(cast.alice, london(TUESDAY, "00:00"), Event.PAGE_STILL_READ)
    assert figures(cast.alice) == [(MONDAY, 0, 1, 630, 1, 1, 0)]


def test_days_outside_the_span_are_left_alone(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "20:00"))
    figures(cast.alice)
    make_event(cast.alice, london(MONDAY, "20:01"))
    assert figures(cast.alice, first=TUESDAY) == [(MONDAY, 0, 1, 30, 1, 1, 0)]


def test_what_never_pauses_is_cut_at_the_second_midnight(cast: Cast) -> None:
    for step in range(120):  # 60 hours, an event every half hour but one second
        make_event(cast.alice, london(MONDAY, "12:00") + step * timedelta(minutes=29, seconds=59))
    [(day, _, visits, seconds, *_)] = figures(cast.alice, first=MONDAY, last=MONDAY + timedelta(days=5))
    assert (day, visits, seconds) == (MONDAY, 1, 300 * 73)  # 36 hours: 73 events


def test_the_operator_can_have_a_month_counted_again(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "08:00"))
    said = command_line.recompute(first=date(2026, 11, 1), last=date(2026, 11, 30))
    assert said == "1 day of single people counted again, from 2026-11-01 to 2026-11-30."
    with unit_of_work(Platform.SWEEP) as session:
        assert days_of(session, cast.alice)[0].visits == 1


def test_a_span_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    with unit_of_work(Platform.SWEEP) as session, pytest.raises(HoldfastError, match="first day"):
        roll_up(session, first=TUESDAY, last=MONDAY)


def test_tess_sees_no_days_of_the_other_trust(cast: Cast) -> None:
    make_event(cast.hugo, london(MONDAY, "20:00"))
    figures(cast.hugo)
    with unit_of_work(cast.riverside.id) as session:
        assert days_of(session, cast.hugo) == []
