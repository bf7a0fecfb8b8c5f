"""When numbers are mailed, about which days, and the one sentence: also on the days when the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reminders.digests import rules, words
from app.reminders.digests.rules import Nudge, Week
from app.trusts.hours.clocks import in_london
from tests.builders.hours import london

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NOTHING = Week(invited=0, invited_in_all=0, joined=0, joined_in_all=0, waiting=0)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-11-23 07:59", None),
        ("2026-11-23 08:00", date(2026, 11, 16)),
        ("2026-11-23 17:59", date(2026, 11, 16)),
        ("2026-11-23 18:00", None),
        ("2026-11-24 17:00", date(2026, 11, 16)),
        ("2026-11-25 09:00", None),  # old numbers are of no use
        ("2026-11-27 09:00", None),
        ("2026-11-29 09:00", None),
        ("2026-03-30 08:00", date(2026, 3, 23)),  # the clocks went forward the night before
        ("2026-10-26 08:00", date(2026, 10, 19)),  # and back
    ],
)
def test_a_teams_week_is_told_on_monday_from_eight_or_on_tuesday(now: str, monday: date | None) -> None:
    assert rules.week_told(london(now)) == monday


@given(MOMENTS)
def test_what_is_told_is_always_the_last_whole_week_and_never_at_night(now: datetime) -> None:
    monday = rules.week_told(now)
    if monday:
        local = in_london(now)
        assert monday.weekday() == 0
        assert timedelta(7) <= local.date() - monday <= timedelta(8)
        assert 8 <= local.hour < 18


@given(MOMENTS)
def test_a_mail_that_waits_leaves_at_eight_by_the_clock_in_london(now: datetime) -> None:
    at = rules.leaves_at(now)
    assert rules.is_open(at)
    assert at == now or (in_london(at).hour, in_london(at).minute) == (8, 0)
    assert now <= at <= now + timedelta(hours=15)


def test_a_week_is_an_hour_longer_when_the_clocks_go_back() -> None:
    begins, ends = rules.span_of_week(date(2026, 10, 19))
    assert (begins, ends) == (london("2026-10-19 00:00"), london("2026-10-26 00:00"))
    assert ends - begins == timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("now", "division", "told"),
    [
        ("2026-12-01 08:00", "england-and-wales", True),  # a Tuesday
        ("2026-12-02 09:00", "england-and-wales", True),
        ("2026-12-03 09:00", "england-and-wales", False),
        ("2026-12-01 07:59", "england-and-wales", False),
        ("2026-11-01 09:00", "england-and-wales", False),  # a Sunday
        ("2026-11-02 09:00", "england-and-wales", True),
        ("2027-01-01 09:00", "england-and-wales", False),  # New Year's Day, a Friday
        ("2027-01-04 09:00", "england-and-wales", True),
        ("2027-01-04 09:00", "scotland", False),  # instead of 2 January, a Saturday
        ("2027-01-05 09:00", "scotland", True),
        ("2027-01-01 09:00", None, True),  # a trust that works on bank holidays
    ],
)
def test_a_leads_month_is_told_on_the_first_two_working_days(now: str, division: str | None, told: bool) -> None:
    assert rules.may_tell_month(london(now), division=division) is told  # type: ignore[arg-type]


@given(MOMENTS, st.sampled_from(["england-and-wales", "scotland", "northern-ireland", None]))
def test_whenever_a_lead_may_be_told_it_is_of_the_month_before(now: datetime, division: str | None) -> None:
    if rules.may_tell_month(now, division=division):  # type: ignore[arg-type]
        first = rules.month_to_tell(now)
        assert first is not None
        assert (first + timedelta(days=31)).replace(day=1) == in_london(now).date().replace(day=1)


@pytest.mark.parametrize(
    ("quiet_for", "mailed_on", "told"),
    [
        (7, date(2026, 11, 23), True),
        (55, date(2026, 11, 23), True),
        (56, date(2026, 11, 23), False),
        (56, date(2026, 12, 7), True),  # the first Monday of the month
        (181, date(2026, 12, 7), True),
        (182, date(2026, 12, 7), False),
    ],
)
def test_a_team_that_invites_nobody_hears_of_it_less_and_less(quiet_for: int, mailed_on: date, told: bool) -> None:
    monday, last = mailed_on - timedelta(7), mailed_on - timedelta(quiet_for)
    assert rules.is_told(monday=monday, last_invited=last) is told


@pytest.mark.parametrize(
    ("week", "sentence"),
    [
        (
            replace(NOTHING, undeliverable=2, never_asked=3),
            "2 invitations could not be delivered. Please look at the addresses: often one letter is wrong.",
        ),
        (NOTHING, "Nobody was invited last week. It takes 30 seconds."),
        (replace(NOTHING, never_asked=5), "5 people on your team's list were not yet asked."),
        (
            replace(NOTHING, invited=1, ran_out=1, never_asked=1),
            "1 invitation ran out last week before it was used. You can send a fresh link.",
        ),
        (replace(NOTHING, invited=1, never_asked=1), "1 person on your team's list was not yet asked."),
        (
            replace(NOTHING, invited=4, joined=3, joined_by_invitation=2),
            "2 people whom your team invited joined last week. Thank you for asking them.",
        ),
        (
            replace(NOTHING, invited=4, joined=3),
            "4 people were invited last week. When you next speak with them, ask whether the email came.",
        ),
    ],
)
def test_one_thing_is_said_and_what_helps_most_comes_first(week: Week, sentence: str) -> None:
    assert words.said(*rules.nudge(week)).sentence == sentence


@given(st.builds(Week, *[st.integers(0, 50)] * 9))
def test_there_is_always_one_sentence_and_it_is_true(week: Week) -> None:
    kind, number = rules.nudge(week)
    assert number > 0
    if kind is Nudge.JOINED:
        assert number == week.joined_by_invitation
    if kind is Nudge.NOBODY_INVITED:
        assert (week.invited, week.never_asked) == (0, 0)
    if week.undeliverable:
        assert kind is Nudge.UNDELIVERABLE


def test_every_sentence_leads_somewhere() -> None:
    assert all(words.said(kind, 2).path.startswith("/staff/") for kind in Nudge)
