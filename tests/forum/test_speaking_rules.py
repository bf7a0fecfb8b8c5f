"""What is bounded when members report, and how complaints are counted down."""

from datetime import time, timedelta

import pytest

from app.forum.rules.complaints import ALPHABET, Clock, Standing, clock, is_late, reference, standing
from app.forum.rules.moderation import ReportReason
from app.forum.rules.speaking import MOST_KEPT, MOST_REPORTS, WORRIES_AT_ONCE, is_refused, joined, urgency_of_worry
from app.risk.due import DEFAULT_HOURS
from app.risk.rules import Urgency
from app.trusts.hours.table import Holidays, ServiceHours, Window
from tests.builders.hours import london

NOW = london("2026-11-23 10:00")
_NINE_TO_FIVE = (time(9), time(17))


def test_the_first_worries_of_a_day_are_looked_at_now_and_a_flood_of_them_today() -> None:
    assert urgency_of_worry(worries_before=0) is Urgency.LOOK_NOW
    assert urgency_of_worry(worries_before=WORRIES_AT_ONCE) is Urgency.LOOK_TODAY


def test_a_flood_of_reports_is_refused_but_a_worry_never_is() -> None:
    assert is_refused(ReportReason.SPAM, reports_before=MOST_REPORTS)
    assert not is_refused(ReportReason.SPAM, reports_before=MOST_REPORTS - 1)
    assert not is_refused(ReportReason.WORRIED, reports_before=10 * MOST_REPORTS)


def test_words_are_added_once_and_the_oldest_go_when_they_are_too_many() -> None:
    assert joined("", "She") == "She"
    assert joined("She", "") == "She"
    assert joined("She", "She") == "She"
    assert joined("She", "He") == "She\n\nHe"
    assert joined("x" * MOST_KEPT, "new").endswith("new")
    assert len(joined("x" * MOST_KEPT, "new")) == MOST_KEPT


def test_a_complaint_is_acknowledged_in_three_working_days_and_answered_in_twenty() -> None:
    times = clock(DEFAULT_HOURS, at=NOW)

    assert times.acknowledge_by == london("2026-11-26 17:00")
    assert times.answer_by == london("2026-12-21 17:00")


def test_no_trust_is_shut_for_so_long_that_the_acts_thirty_days_run_out() -> None:
    one_day_in_the_week = ServiceHours(((Window(*_NINE_TO_FIVE),), *((),) * 6), Holidays("england-and-wales"))
    rarely_open = clock(one_day_in_the_week, at=NOW - timedelta(days=1))

    assert rarely_open.acknowledge_by - (NOW - timedelta(days=1)) <= timedelta(days=30)


def test_a_reference_can_be_read_aloud() -> None:
    assert reference("7K3M92QX") == "HC-7K3M-92QX"
    assert not set("01ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("acknowledged", "decided", "where"),
    [
        (False, False, Standing.NEW),
        (True, False, Standing.ACKNOWLEDGED),
        (True, True, Standing.ANSWERED),
    ],
)
def test_a_complaint_stands_where_somebody_has_brought_it(acknowledged: bool, decided: bool, where: Standing) -> None:
    assert standing(acknowledged_at=NOW if acknowledged else None, decided_at=NOW if decided else None) is where


@pytest.mark.parametrize(
    ("where", "hours", "late"),
    [
        (Standing.NEW, 0, False),
        (Standing.NEW, 2, True),
        (Standing.ACKNOWLEDGED, 2, False),
        (Standing.ACKNOWLEDGED, 4, True),
        (Standing.ANSWERED, 99, False),
    ],
)
def test_a_complaint_is_late_by_the_clock_of_where_it_stands(where: Standing, hours: int, late: bool) -> None:
    times = Clock(NOW + timedelta(hours=1), NOW + timedelta(hours=3))

    assert is_late(where, times, now=NOW + timedelta(hours=hours)) is late
