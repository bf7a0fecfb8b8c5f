"""The figures of messages: what they count, from when to when, and what they hide."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core.config import PROJECT
from app.core.db import unit_of_work
from app.core.small_numbers import Share, Spread
from app.messages import summing
from app.messages.models import Minutes
from app.messages.queries.figures import Spell
from app.messages.rules.promise import Promise
from app.trusts.hours.clocks import london_day
from tests.builders.accounts import make_person
from tests.builders.hours import london, make_hours
from tests.builders.messages import TEXT, answer_to, make_conversation
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
PAGE = "/staff/messages/figures"
MONDAY = london("2026-11-16 10:00")
NOW = london("2026-11-25 12:00")
HOURS = make_hours()


def spell(hours: float | None, *, asked: datetime = MONDAY, due: datetime | None = None) -> Spell:
    return Spell(asked, asked + timedelta(hours=hours) if hours is not None else None, due)


def test_an_answer_takes_working_hours_only() -> None:
    overnight, at_once = spell(24), spell(2)

    assert str(summing.until_answer([at_once, at_once, at_once, overnight, overnight], HOURS)) == "2.0 (2.0 to 8.0)"


def test_of_fewer_than_five_answers_nothing_is_said() -> None:
    assert str(summing.until_answer([spell(1)] * 4, HOURS)) == "fewer than 5"


def test_who_waits_counts_as_late_once_the_promise_is_broken_and_not_before() -> None:
    spells = [
        *[spell(1)] * 5,
        *[spell(100)] * 5,
        *[spell(None, due=NOW)] * 5,
        *[spell(None, due=NOW + timedelta(days=1))] * 5,
    ]

    assert summing.in_time(spells, HOURS, Promise(2), now=NOW) == Share(5, 15)


def test_an_answer_at_the_last_moment_is_in_time() -> None:
    due = london("2026-11-18 17:00")
    late = spell((due - MONDAY + timedelta(minutes=1)) / timedelta(hours=1))

    assert summing.in_time([spell((due - MONDAY) / timedelta(hours=1)), late], HOURS, Promise(2), now=NOW).part == 1


def lively(cast: Cast) -> None:
    """Six relatives write in the same week and have an answer two working hours later; a seventh waits since then."""
    for number in range(7):
        relative = make_person(f"Relative {number}", Role.RELATIVE, team=cast.early_help)
        with time_machine.travel(MONDAY, tick=False) as now:
            conversation_id = make_conversation(relative)
            now.shift(timedelta(hours=2))
            if number < 6:
                answer_to(cast.sue, conversation_id)
                note(cast, conversation_id, 10 * (number + 1))


def note(cast: Cast, conversation_id: UUID, minutes: int) -> None:
    with unit_of_work(cast.riverside.id) as session:
        ids = {"trust_id": cast.riverside.id, "conversation_id": conversation_id, "person_id": cast.sue.id}
        session.add(Minutes(**ids, minutes=minutes, day=london_day(MONDAY)))


@pytest.mark.parametrize("who", ["sue", "tess"])
def test_supporters_and_the_lead_read_figures_without_words(cast: Cast, browser_as: Browsers, who: str) -> None:
    lively(cast)
    with time_machine.travel(NOW, tick=False):
        page = browser_as(getattr(cast, who)).visit(f"{PAGE}?weeks=nonsense")

    for words in ("The last 13 weeks", "2.0 (2.0 to 2.0)", "hidden, of 7", "16 November 2026", "35.0 (22.5 to 47.5)"):
        assert words in page.text
    for secret in (TEXT, "Relative 1", "Sue " if who == "tess" else "Relative 2"):
        assert secret not in page.response.text


def test_a_week_of_few_relatives_is_hidden_however_much_they_wrote(cast: Cast, browser_as: Browsers) -> None:
    with time_machine.travel(MONDAY, tick=False):
        for _each in range(9):
            make_conversation(cast.alice)

        page = browser_as(cast.tess).visit(PAGE)

    assert "9" not in page.text.replace("999", "").split("Week by week")[1].split("What is made")[0]


def test_the_other_trusts_messages_are_not_counted(cast: Cast, browser_as: Browsers) -> None:
    lively(cast)

    with time_machine.travel(NOW, tick=False):
        assert "Nobody wrote in this time." in browser_as(cast.hanna).visit(PAGE).text


def test_the_file_says_the_same_and_its_download_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    lively(cast)
    with time_machine.travel(NOW, tick=False):
        answer = browser_as(cast.tess).client.get(f"{PAGE}/messages.csv?weeks=4")

    rows = {row["figure"]: row["value"] for row in csv.DictReader(StringIO(answer.text))}
    assert answer.headers["content-disposition"] == 'attachment; filename="holdfast-messages-2026-11-25-1200.csv"'
    assert rows["conversations_begun"] == "7"
    assert rows["answer_hours_median"] == "2.0"
    assert rows["minutes_noted"] == "210"
    assert rows["waiting_now"] == "fewer than 5"
    assert rows["answered_within_promise"] == "hidden"
    with unit_of_work(cast.riverside.id) as session:
        details = session.scalars(select(AuditEntry.details).where(AuditEntry.action == "report.exported")).one()
    assert details == {"report": "messages", "rows": len(rows)}


def test_a_file_of_nothing_has_every_figure_and_says_nothing() -> None:
    empty = summing.Sums((), Spread(()), Share(0, 0), 0, 0, Spread(()), 0)

    lines = empty.lines(start="2026-11-16", end="2026-11-25")

    assert [name for name, *_rest in lines] == list(summing.WHOLE)
    assert {value for *_rest, value in lines} == {"", "0"}


@pytest.mark.parametrize("name", [*summing.WEEKLY, *summing.WHOLE])
def test_every_figure_of_the_file_is_explained(name: str) -> None:
    assert f"`{name}`" in (PROJECT / "docs" / "figures.md").read_text(encoding="utf-8")


def test_more_messages_need_no_more_statements(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    with counted() as few:
        tess.visit(PAGE)
    lively(cast)
    with counted() as many:
        tess.visit(PAGE)

    assert len(few) == len(many)
