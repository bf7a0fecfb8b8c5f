"""How much there was and how soon it was done: the rooms' own counts, in the hours in which somebody reads."""

import csv
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import unit_of_work
from app.core.small_numbers import FEWEST
from app.forum import speaking_words
from app.messages.queries.figures import Week
from app.reports.work import files, presenters, reading
from app.risk import words
from app.workload.rules import Work
from tests.builders.hours import london
from tests.builders.hours import make_hours as service_hours
from tests.builders.workload import make_hours
from tests.messages.test_figures import lively as lively_messages
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/work"
NOW = london("2026-11-25 12:00")
MONDAY = date(2026, 11, 16)


def test_a_night_between_is_no_working_time() -> None:
    raised = london("2026-11-16 16:00")
    spans = [(raised, raised + timedelta(hours=18)), (raised, None), (raised, raised + timedelta(minutes=30))]

    assert reading.working_hours(service_hours(), spans) == (2.0, 0.5)


@time_machine.travel(NOW, tick=False)
def test_tess_reads_how_soon_messages_were_answered_and_nothing_of_whose(cast: Cast, browser_as: BrowserAs) -> None:
    lively_messages(cast)
    page = browser_as(cast.tess).visit(PAGE)

    assert "2.0 (2.0 to 2.0)" in page.text
    assert "hidden, of 7" in page.text
    for name in ("Alice", "Relative 1", "Sue "):
        assert name not in page.text


@time_machine.travel(NOW, tick=False)
def test_it_says_the_same_as_the_rooms_own_page(cast: Cast, browser_as: BrowserAs) -> None:
    lively_messages(cast)
    tess = browser_as(cast.tess)

    own, ours = tess.visit("/staff/messages/figures?weeks=4").text, tess.visit(f"{PAGE}?weeks=4").text
    for words_there in ("hidden, of 7", "2.0 (2.0 to 2.0)"):
        assert words_there in own
        assert words_there in ours


def test_every_kind_of_post_and_every_urgency_has_its_line(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        found = reading.volumes(session, trust_id=cast.riverside.id, weeks="13").looked

    assert len(found) == 1 + len(speaking_words.LOOKED) + len(words.URGENCIES)
    assert {(each.number, each.in_time, each.hours) for each in found} == {("0", "–", "–")}


def test_a_week_in_which_few_wrote_is_not_drawn() -> None:
    weeks = [MONDAY, MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=2)]
    busy, few = Week(weeks[0], 7, 7, 9, 8, 6, 5), Week(weeks[1], FEWEST - 1, 4, 9, 4, 9, 9)

    picture = presenters.messages_by_week(weeks, [busy, few])

    assert [each.values for each in picture.series] == [(7, None, 0), (9, None, 0), (6, 9, 0)]
    assert files.messages_rows(weeks, picture)[1] == [f"{weeks[1]}", "", "", 9]


def test_hours_of_everybody_are_added_up_by_week() -> None:
    weeks = [MONDAY, MONDAY + timedelta(weeks=1)]
    logged = {(weeks[0], Work.SUPPORTING): 90, (weeks[1], Work.RUNNING): 20}

    picture = presenters.hours_by_week(weeks, logged)

    assert [each.values for each in picture.series] == [(1.5, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.3)]
    assert "supporting relatives: 1 h 30 min" in picture.description
    assert files.hours_rows(weeks, logged)[0] == [f"{MONDAY}", 90, 0, 0, 0]


@time_machine.travel(NOW, tick=False)
def test_the_weeks_in_the_file_are_over(cast: Cast, browser_as: BrowserAs) -> None:
    make_hours(cast.sue, MONDAY, supporting=30)
    make_hours(cast.max, MONDAY, supporting=15)
    make_hours(cast.sue, MONDAY + timedelta(weeks=1), supporting=99)

    rows = list(csv.DictReader(browser_as(cast.tess).client.get(f"{PAGE}/hours.csv?weeks=4").text.splitlines()))

    assert [row["week_from"] for row in rows] == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert rows[-1]["supporting_minutes"] == "45"


@pytest.mark.parametrize("name", ["hours", "messages", "looked"])
def test_each_file_has_the_columns_it_explains_and_its_download_is_written_down(
    cast: Cast, browser_as: BrowserAs, name: str
) -> None:
    kind = {"hours": files.HOURS, "messages": files.MESSAGES, "looked": files.LOOKED}[name]
    answer = browser_as(cast.tess).client.get(f"{PAGE}/{name}.csv?weeks=nonsense")

    rows = list(csv.reader(answer.text.splitlines()))
    assert rows[0] == [column.name for column in kind.columns]
    assert {len(row) for row in rows} == {len(kind.columns)}
    with unit_of_work(cast.riverside.id) as session:
        details = session.scalars(select(AuditEntry.details)).one()
    assert details == {"report": kind.name, "rows": len(rows) - 1}


def test_nobody_but_those_who_read_reports_may(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        for path in (PAGE, f"{PAGE}/hours.csv", f"{PAGE}/cost.csv"):
            assert browser_as(person).client.get(path).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_more_work_needs_no_more_statements(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)
    with counted() as few:
        tess.visit(PAGE)
    lively_messages(cast)
    for number in range(10):
        make_hours(cast.sue, MONDAY - timedelta(weeks=number), supporting=30, running=10)
    with counted() as many:
        tess.visit(PAGE)

    assert len(few) == len(many) < 30
