"""What the figures and the log say, and to whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import unit_of_work
from app.core.small_numbers import Share, Spread
from app.risk.figures import Worked
from app.risk.rules import Outcome, Source, Urgency
from app.risk.summing import sums
from tests.builders import risk
from tests.builders.flags import TEXT, make_flag, now_of
from tests.builders.hours import london
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
NOW = london("2026-11-23 12:00")


def worked(hours: float | None, *, outcome: Outcome | None = None, due: float = 1) -> Worked:
    looked = NOW + timedelta(hours=hours) if hours is not None else None
    closed = looked + timedelta(hours=1) if looked and outcome else None
    return Worked(Urgency.LOOK_NOW, Source.DETECTOR, NOW, NOW + timedelta(hours=due), looked, closed, outcome, 0)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(0, 0), "fewer than 5"),
        (Share(4, 4), "fewer than 5"),
        (Share(0, 5), "0 of 5 (0%)"),
        (Share(1, 9), "hidden, of 9"),
        (Share(8, 9), "hidden, of 9"),
        (Share(5, 10), "5 of 10 (50%)"),
    ],
)
def test_a_share_of_a_few_is_not_shown_nor_one_that_gives_a_few_away(share: Share, words: str) -> None:
    assert str(share) == words


def test_a_spread_is_a_median_with_quartiles_of_five_or_more() -> None:
    assert str(Spread((1, 2, 3, 4))) == "fewer than 5"
    assert str(Spread((1, 2, 3, 4, 5))) == "3.0 (2.0 to 4.0)"


def test_what_nobody_looked_at_counts_as_late_only_once_it_is_due() -> None:
    found = sums([worked(0.5)] * 5 + [worked(None)] * 5 + [worked(None, due=9)] * 5, now=NOW + timedelta(hours=2))

    assert str(found.in_time) == "5 of 10 (50%)"


def test_false_alarms_are_a_share_of_what_is_closed() -> None:
    found = sums(
        [worked(1, outcome=Outcome.NO_CONCERN)] * 5 + [worked(1, outcome=Outcome.TEAM_TOLD)] * 5 + [worked(1)],
        now=NOW,
    )

    assert str(found.false_alarms) == "5 of 10 (50%)"
    assert str(found.until_closed) == "2.0 (2.0 to 2.0)"


def test_of_no_flags_the_table_says_so() -> None:
    assert sums([], now=NOW).cells() == ["0", "–", "–", "–", "–"]


@pytest.mark.parametrize("who", ["max", "sue", "tess"])
def test_those_who_answer_for_it_see_figures_without_words(cast: Cast, browser_as: Browsers, who: str) -> None:
    make_flag(cast.alice)

    page = browser_as(getattr(cast, who)).visit("/staff/flags/figures?days=28")

    assert "fewer than 5" in page.text
    assert TEXT not in page.response.text


@pytest.mark.parametrize("who", ["alice", "cora", "ada"])
def test_nobody_else_sees_figures(cast: Cast, browser_as: Browsers, who: str) -> None:
    assert browser_as(getattr(cast, who)).visit("/staff/flags/figures").status == 404


def test_the_log_says_what_was_done_and_not_what_was_written(cast: Cast, browser_as: Browsers) -> None:
    flag = now_of(cast.alice, make_flag(cast.alice))
    risk.take(cast.max, flag)
    risk.propose(cast.max, flag, words="We rang her.")
    risk.confirm(cast.sue, flag)

    page = browser_as(cast.max).visit("/staff/flags/log?words=yes")

    for words in ("Max proposed to close it", "We rang her.", "Sue closed it", str(flag.id)):
        assert words in page.text
    assert TEXT not in page.response.text


def test_what_staff_wrote_is_covered_in_the_log_until_max_asks_for_it(cast: Cast, browser_as: Browsers) -> None:
    flag = now_of(cast.alice, make_flag(cast.alice))
    risk.take(cast.max, flag)
    risk.propose(cast.max, flag, words="We rang her.")

    page = browser_as(cast.max).visit("/staff/flags/log")

    assert "Max proposed to close it" in page.text
    assert "We rang her." not in page.response.text
    assert read_logs(cast) == []


def test_that_max_reads_what_staff_wrote_in_the_log_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.max).visit("/staff/flags/log?words=yes&start=2026-11-01&end=2026-11-30")

    assert read_logs(cast) == [(cast.max.id, {"log": ["2026-11-01", "2026-11-30"]})]


def read_logs(cast: Cast) -> list[tuple[UUID | None, dict[str, Any]]]:
    """Who read the words of staff in the log, and of which days."""
    read = select(AuditEntry).where(AuditEntry.action == "flag.read", AuditEntry.subject_id == cast.riverside.id)
    with unit_of_work(cast.riverside.id) as session:
        return [(each.actor_id, each.details) for each in session.scalars(read)]


def test_the_log_costs_the_same_for_one_flag_and_for_many(cast: Cast, browser_as: Browsers) -> None:
    max_, sent = browser_as(cast.max), []
    for _each in range(2):
        for _flag in range(3):
            flag = now_of(cast.alice, make_flag(cast.alice))
            risk.take(cast.max, flag)
            risk.release(cast.max, flag, "Not this one.")
        with counted() as statements:
            assert max_.visit("/staff/flags/log").status == 200
        sent.append(len(statements))

    assert sent[0] == sent[1] <= 6


@pytest.mark.parametrize("query", ["start=x", "start=2026-02-01&end=2026-01-01", "start=1990-01-01", "end=9999-12-31"])
def test_days_that_cannot_be_get_a_sentence(cast: Cast, browser_as: Browsers, query: str) -> None:
    page = browser_as(cast.max).visit(f"/staff/flags/log?{query}")

    assert page.status == 422
    assert "Enter two days" in page.text
