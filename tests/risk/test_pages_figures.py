"""What the figures and the log say, and to whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.risk.figures import Worked
from app.risk.rules import Outcome, Source, Urgency
from app.risk.summing import Share, Spread, sums
from tests.builders import risk
from tests.builders.flags import TEXT, make_flag, now_of
from tests.builders.hours import london
from tests.page import Browser
from tests.people import Cast

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

    page = browser_as(cast.max).visit("/staff/flags/log")

    for words in ("Max proposed to close it", "We rang her.", "Sue closed it", str(flag.id)):
        assert words in page.text
    assert TEXT not in page.response.text


@pytest.mark.parametrize("query", ["start=x", "start=2026-02-01&end=2026-01-01", "start=1990-01-01", "end=9999-12-31"])
def test_days_that_cannot_be_get_a_sentence(cast: Cast, browser_as: Browsers, query: str) -> None:
    page = browser_as(cast.max).visit(f"/staff/flags/log?{query}")

    assert page.status == 422
    assert "Enter two days" in page.text
