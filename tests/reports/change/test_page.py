"""The page about check-ins and its file: for those who read the figures, of five people or more."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.outcomes.rules import TimePoint
from app.reports.change import files, presenters, ready
from app.reports.change.rules import Change
from app.reports.models import CheckInReport
from tests.builders.implementation import audited
from tests.builders.instruments import shipped
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
PAGE, FILE = "/staff/reports/check-ins", "/staff/reports/check-ins.csv"
OCTOBER = date(2026, 10, 1)


def change(**facts: Any) -> Change:
    known = {
        "version": 1,
        "until": OCTOBER,
        "people": 12,
        "mean": -3.25,
        "deviation": 4.5,
        "start": 24.0,
        "left_out": 7,
    }
    return Change(**{**known, **facts})


def keep(trust_id: UUID | None, name: str, changes: dict[TimePoint, Change]) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        ready._keep(session, trust_id, name, changes)


def rows(browser: Browser) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(browser.client.get(FILE).text.lstrip("\ufeff"))))


def test_the_lead_reads_the_change_in_words_and_as_numbers(cast: Cast, browser_as: Browsers) -> None:
    keep(cast.riverside.id, "k10", {TimePoint.WEEK_12: change()})

    words = browser_as(cast.tess).visit(PAGE).text

    assert "K10: How hard has the last month been?" in words
    assert "After 12 weeks, 12 relatives had 3.2 points fewer than at the start, on average." in words
    assert "From 10 to 50 points; fewer points mean less distress." in words
    assert "30 Sep 2026" in words
    assert "After 24 weeks there is nothing to show yet." in words


def test_a_number_of_one_to_four_is_said_to_be_hidden(cast: Cast, browser_as: Browsers) -> None:
    keep(cast.riverside.id, "k10", {TimePoint.WEEK_12: change(left_out=None)})

    assert "What would be about fewer than five relatives is not shown." in browser_as(cast.tess).visit(PAGE).text


def test_beside_the_ghq_28_stands_the_study_with_what_it_did_not_find(cast: Cast, browser_as: Browsers) -> None:
    keep(cast.riverside.id, "ghq-28", {TimePoint.WEEK_24: change(start=None)})

    page = browser_as(cast.tess).visit(PAGE)

    assert "24 weeks, in the study" in page.text
    assert "40.2" in page.text
    assert "−9.7" in page.text
    assert "there was no significant difference" in page.text


def test_before_the_first_five_the_page_says_why_it_is_empty(cast: Cast, browser_as: Browsers) -> None:
    assert "There is nothing to show yet." in browser_as(cast.tess).visit(PAGE).text


def test_each_sees_their_own_trust_and_the_owner_all_together(cast: Cast, browser_as: Browsers) -> None:
    keep(cast.riverside.id, "k10", {TimePoint.WEEK_12: change(people=12)})
    keep(None, "k10", {TimePoint.WEEK_12: change(people=99)})

    assert [row["relatives"] for row in rows(browser_as(cast.tess))] == ["12"]
    assert rows(browser_as(cast.hanna)) == []
    assert [row["relatives"] for row in rows(browser_as(cast.ada))] == ["99"]


def test_the_file_has_what_the_page_has_and_its_download_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    keep(cast.riverside.id, "k10", {TimePoint.WEEK_12: change(left_out=None), TimePoint.WEEK_24: change(start=None)})

    found = rows(browser_as(cast.tess))

    assert [(row["after"], row["mean_start"], row["mean_change"], row["left_out"]) for row in found] == [
        ("week_12", "24.0", "-3.25", ""),
        ("week_24", "", "-3.25", "7"),
    ]
    assert {row["to"] for row in found} == {"2026-09-30"}
    assert audited("report.exported") == [{"report": files.CHANGE.name, "rows": 2}]


@pytest.mark.parametrize("person", ["alice", "cora", "sue", "max"])
def test_nobody_else_finds_it(cast: Cast, browser_as: Browsers, person: str) -> None:
    browser = browser_as(getattr(cast, person))

    assert browser.visit(PAGE).status == 404
    assert browser.client.get(FILE).status_code == 404


def test_the_page_asks_the_database_once_for_all_questionnaires(cast: Cast, browser_as: Browsers) -> None:
    tess, sent_for = browser_as(cast.tess), []
    for name in ("k10", "gad-7"):
        keep(cast.riverside.id, name, {TimePoint.WEEK_12: change()})
        tess.visit(PAGE)
        with counted() as sent:
            tess.visit(PAGE)
        sent_for.append(len(sent))

    assert len(set(sent_for)) == 1


def test_what_another_version_kept_is_as_if_there_were_nothing(cast: Cast, browser_as: Browsers) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        facts = {"instrument": "k10", "shown": {"week_12": {"people": 12}}, "counted_to": "2026-10-01T03:40:00Z"}
        session.add(CheckInReport(trust_id=cast.riverside.id, **facts))

    assert "There is nothing to show yet." in browser_as(cast.tess).visit(PAGE).text


@pytest.mark.parametrize(
    ("mean", "words", "number"),
    [
        (2.0, "had 2.0 points more than", "+2.0"),
        (-0.04, "had the same number of points", "0.0"),
        (-1.0, "fewer", "−1.0"),
    ],
)
def test_a_change_is_said_with_its_direction(mean: float, words: str, number: str) -> None:
    [shown] = presenters.shown({"wemwbs": {TimePoint.WEEK_12: change(mean=mean, start=None)}}, shipped())

    assert words in shown.says[0]
    assert "more points are better." in shown.says[2]
    assert (shown.rows[0][2], shown.rows[0][3]) == ("not shown", number)
