"""Which mail leaves when: one a day at most, none at night, the weekly one on Mondays."""

from datetime import datetime, timedelta

import pytest

from app.forum.rules.notices import News, NoticeKind, is_quiet, leaves_at, may_be_digest_day, to_tell
from tests.builders.hours import london

MONDAY, WEDNESDAY = london("2026-11-23 10:00"), london("2026-11-25 10:00")
HOUR = timedelta(hours=1)


def news(
    *kinds: NoticeKind,
    replies: bool = True,
    weekly: bool = True,
    mailed: datetime | None = None,
    digested: datetime | None = None,
) -> News:
    return News(dict.fromkeys(kinds, 1), replies, weekly, mailed, digested)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [("07:59", True), ("08:00", False), ("20:59", False), ("21:00", True), ("02:00", True), ("12:00", False)],
)
@pytest.mark.parametrize("day", ["2026-11-25", "2026-07-01"])
def test_nobody_is_mailed_between_nine_in_the_evening_and_eight_in_london(day: str, moment: str, quiet: bool) -> None:
    now = london(f"{day} {moment}")

    assert is_quiet(now) is quiet
    assert (to_tell(news(NoticeKind.NEW_REPLIES), now=now) is None) is quiet


def test_alice_gets_one_mail_a_day() -> None:
    again = news(NoticeKind.NEW_REPLIES, mailed=WEDNESDAY - HOUR)

    assert to_tell(again, now=WEDNESDAY) is None
    assert to_tell(again, now=WEDNESDAY + 24 * HOUR) is NoticeKind.NEW_REPLIES


def test_a_mail_late_yesterday_does_not_keep_this_mornings_back() -> None:
    late = news(NoticeKind.NEW_REPLIES, mailed=london("2026-11-24 20:55"))

    assert to_tell(late, now=london("2026-11-25 08:00")) is NoticeKind.NEW_REPLIES


def test_what_a_moderator_said_goes_before_what_others_wrote() -> None:
    everything = news(*NoticeKind)

    assert to_tell(everything, now=MONDAY) is NoticeKind.DECISION


def test_nothing_new_is_no_mail() -> None:
    assert to_tell(news(), now=MONDAY) is None


@pytest.mark.parametrize(
    ("moment", "digested", "kind"),
    [
        ("2026-11-23 10:00", None, NoticeKind.WEEKLY),
        ("2026-11-24 10:00", None, NoticeKind.WEEKLY),
        ("2026-11-25 10:00", None, None),
        ("2026-11-24 10:00", "2026-11-23 10:00", None),
        ("2026-11-23 10:00", "2026-11-17 10:00", NoticeKind.WEEKLY),
    ],
)
def test_the_weekly_mail_comes_on_monday_or_else_tuesday_once(
    moment: str, digested: str | None, kind: NoticeKind | None
) -> None:
    last = london(digested) if digested else None

    assert to_tell(news(NoticeKind.WEEKLY, digested=last), now=london(moment)) is kind


def test_who_stopped_mails_about_threads_hears_of_nothing_but_the_weekly_one() -> None:
    everything = news(*NoticeKind, replies=False)

    assert to_tell(everything, now=MONDAY) is NoticeKind.WEEKLY
    assert to_tell(everything, now=WEDNESDAY) is None


def test_who_wants_no_weekly_mail_gets_none() -> None:
    assert to_tell(news(NoticeKind.WEEKLY, weekly=False), now=MONDAY) is None


def test_the_weekly_mail_is_counted_for_on_two_days() -> None:
    days = [MONDAY + timedelta(days=number) for number in range(7)]

    assert [may_be_digest_day(day) for day in days] == [True, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-25 20:59", "2026-11-25 20:59"),
        ("2026-11-25 21:00", "2026-11-26 08:00"),
        ("2026-11-25 03:00", "2026-11-25 08:00"),
        ("2026-10-24 23:00", "2026-10-25 08:00"),  # the clocks go back in between
    ],
)
def test_what_is_late_leaves_in_the_morning(now: str, leaves: str) -> None:
    assert leaves_at(london(now)) == london(leaves)
