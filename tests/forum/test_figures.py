"""What the figures say, to whom, and what they hide."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock
from app.core.db import unit_of_work
from app.core.small_numbers import count, share
from app.forum import summing
from app.forum.models import Post, Report, Review, Thread
from app.forum.queries import figures
from app.forum.queries.figures import Begun, Busy
from app.forum.rules.moderation import ReportReason, ReviewKind
from tests.builders.accounts import make_person
from tests.builders.forum import (
    TEXT,
    first_of,
    join_forum,
    make_act,
    make_board,
    make_post,
    make_thread,
    read_to,
    take_part,
)
from tests.builders.hours import london
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
NOW = london("2026-11-23 12:00")
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Looked:
    raised_at: datetime
    due_at: datetime
    done_at: datetime | None


def looked(hours: float | None, *, due: float = 1) -> Looked:
    return Looked(NOW, NOW + due * HOUR, NOW + hours * HOUR if hours is not None else None)


def begun(hours_ago: float, reply_after: float | None) -> Begun:
    shown_at = NOW - hours_ago * HOUR
    return Begun(shown_at, shown_at + reply_after * HOUR if reply_after is not None else None)


def test_a_small_number_is_hidden_and_so_is_what_few_people_made() -> None:
    assert [count(number) for number in (0, 1, 4, 5, 1234)] == ["0", *["fewer than 5"] * 2, "5", "1,234"]
    assert count(40, people=2) == "fewer than 5"
    assert count(40, people=5) == "40"
    assert count(0, people=0) == "0"


def test_a_share_of_nothing_is_nothing() -> None:
    assert share(0, 0) == "–"
    assert share(5, 10) == "5 of 10 (50%)"


def test_the_first_reply_counts_from_when_others_saw_the_thread() -> None:
    assert summing.until_reply([begun(99, hours) for hours in (1, 2, 3, 4, 5)]) == "3.0 (2.0 to 4.0)"
    assert summing.until_reply([begun(99, 1)] * 4) == "fewer than 5"


def test_only_a_thread_that_has_stood_for_three_days_counts_as_without_reply() -> None:
    threads = [begun(80, None)] * 5 + [begun(80, 1)] * 5 + [begun(10, None)] * 5

    assert summing.without_reply(threads, now=NOW) == "5 of 10 (50%)"


def test_a_reply_after_more_than_three_days_came_too_late_to_count() -> None:
    assert summing.without_reply([begun(99, 80)] * 5 + [begun(99, 1)] * 5, now=NOW) == "5 of 10 (50%)"


def test_what_nobody_looked_at_counts_as_late_only_once_it_is_due() -> None:
    cells = summing.looked_cells([looked(0.5)] * 5 + [looked(None)] * 5 + [looked(None, due=9)] * 5, now=NOW + 2 * HOUR)

    assert cells == ["15", "5 of 10 (50%)", "0.5 (0.5 to 0.5)"]
    assert summing.looked_cells([], now=NOW)[0] == "0"
    assert summing.looked_cells([looked(1)] * 4, now=NOW)[0] == "fewer than 5"


def busy(cast: Cast) -> Busy:
    end = clock.now() + HOUR
    with unit_of_work(cast.riverside.id) as session:
        return figures.busy(session, trust_id=cast.riverside.id, start=end - timedelta(days=28), end=end)


def test_relatives_of_the_trust_are_counted_and_staff_and_other_trusts_are_not(cast: Cast) -> None:
    board = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, board)
    alice, ben, hugo = (join_forum(each) for each in (cast.alice, cast.ben, cast.hugo))
    sue = join_forum(cast.sue, name="Sue, supporter", is_staff=True)
    thread = make_thread(alice, board)
    make_thread(alice, board, days_ago=60)
    for member in (alice, sue, hugo):
        make_post(member, thread)
    for member in (ben, sue, hugo):
        read_to(member, thread, 2)

    assert busy(cast) == Busy(writers=1, active=2, threads=1, replies=1)


def test_nothing_is_counted_where_there_is_nothing(cast: Cast) -> None:
    assert busy(cast) == Busy(0, 0, 0, 0)


def test_the_first_reply_is_somebody_elses(cast: Cast) -> None:
    alice, ben = join_forum(cast.alice), join_forum(cast.ben)
    thread = make_thread(alice, make_board(cast.riverside), days_ago=2)
    make_post(alice, thread, days_ago=1.5)
    reply = make_post(ben, thread, days_ago=1)

    with unit_of_work(cast.riverside.id) as session:
        end = clock.now()
        (found,) = figures.begun(session, trust_id=cast.riverside.id, start=end - timedelta(days=9), end=end)

        assert found.replied_at == session.get_one(Post, reply.id).shown_at


def lively(cast: Cast) -> Thread:
    """Six relatives who all wrote, five held posts that Max looked at in time, and six reports, five of them right."""
    board, now = make_board(cast.riverside), clock.now()
    members = [
        join_forum(make_person(f"Relative {number}", Role.RELATIVE, team=cast.early_help), name=f"Bird {number}")
        for number in range(6)
    ]
    thread = make_thread(members[0], board, days_ago=5)
    for member in members:
        post = make_post(member, thread)
        with unit_of_work(cast.riverside.id) as session:
            ids = {"trust_id": member.trust_id, "board_id": board.id, "post_id": post.id}
            times = {"raised_at": now - HOUR, "due_at": now + HOUR, "done_at": now, "state": "done"}
            session.add(Review(kind=ReviewKind.HELD.value, done_by=cast.max.id, **ids, **times))
            decided = "not_upheld" if member is members[0] else "upheld"
            about = {"about_trust_id": member.trust_id, "member_id": members[0].id, "decided_at": now}
            session.add(Report(reason=ReportReason.UNKIND.value, words="", decided=decided, **ids, **about))
    return thread


def test_max_reads_how_busy_and_how_fast_it_was_and_his_own_week(cast: Cast, browser_as: Browsers) -> None:
    thread = lively(cast)
    make_act(cast.max, first_of(thread))
    join_forum(cast.max, name="Max, moderator", is_staff=True)

    page = browser_as(cast.max).visit("/staff/moderation/figures?days=28")

    for words in ("Relatives who wrote", "6 of 6 (100%)", "1.0 (1.0 to 1.0)", "hidden, of 6", "Your own week"):
        assert words in page.text
    assert "You hid it" in page.text
    assert TEXT not in page.response.text


def test_the_lead_reads_figures_without_words_and_without_anybodys_week(cast: Cast, browser_as: Browsers) -> None:
    lively(cast)

    page = browser_as(cast.tess).visit("/staff/moderation/figures?days=nonsense")

    assert "The last 3 months" in page.text
    assert "Your own week" not in page.text
    assert "Bird" not in page.response.text


@pytest.mark.parametrize("who", ["alice", "cora", "ada"])
def test_nobody_else_sees_figures(cast: Cast, browser_as: Browsers, who: str) -> None:
    assert browser_as(getattr(cast, who)).visit("/staff/moderation/figures").status == 404


def test_more_posts_need_no_more_statements(cast: Cast, browser_as: Browsers) -> None:
    max_ = browser_as(cast.max)
    with counted() as few:
        max_.visit("/staff/moderation/figures")
    lively(cast)
    with counted() as many:
        max_.visit("/staff/moderation/figures")

    assert len(few) == len(many)
