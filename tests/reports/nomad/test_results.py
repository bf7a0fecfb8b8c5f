"""What staff said: shown when a round is closed, and never of fewer than five."""

import csv
import io
from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.implementation.rules import ITEMS
from tests.builders import implementation as build
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
PAGE, FILE = "/staff/implementation/nomad/results", "/staff/implementation/nomad/results.csv"


def closed_round(cast: Cast, name: str, value: int, people: int) -> None:
    round_id = build.open_round(cast.tess, name)
    build.add_replies(cast.tess, round_id, [[value] * ITEMS] * people)
    build.close_round(cast.tess, round_id)


@pytest.mark.parametrize("person", ["cora", "tess"])
def test_everybody_who_works_here_sees_rounds_beside_each_other(cast: Cast, browser_as: Browsers, person: str) -> None:
    closed_round(cast, "Spring", 2, 5)
    closed_round(cast, "Autumn", 4, 6)

    words = browser_as(getattr(cast, person)).visit(PAGE).text

    assert "Spring 2.0 (5 answered), Autumn 4.0 (6 answered)" in words
    assert "Making sense of it" in words


def test_while_a_round_is_open_nothing_of_it_is_shown(cast: Cast, browser_as: Browsers) -> None:
    build.add_replies(cast.tess, build.open_round(cast.tess), [[4] * ITEMS] * 9)

    assert "There is nothing to see yet." in browser_as(cast.tess).visit(PAGE).text


def test_what_fewer_than_five_answered_is_hidden_on_the_page_and_in_the_file(cast: Cast, browser_as: Browsers) -> None:
    closed_round(cast, "Spring", 4, 4)
    tess = browser_as(cast.tess)

    words = tess.visit(PAGE).text
    rows = list(csv.DictReader(io.StringIO(tess.client.get(FILE).text.lstrip("\ufeff"))))

    assert "What fewer than 5 people answered is not shown." in words
    assert "4.0" not in words
    assert {(row["answered"], row["mean"]) for row in rows} == {("fewer than 5", "")}


def test_the_file_has_a_row_for_each_measure_and_its_download_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    closed_round(cast, "Spring", 4, 5)

    rows = list(csv.DictReader(io.StringIO(browser_as(cast.cora).client.get(FILE).text.lstrip("\ufeff"))))

    assert [row["measure"] for row in rows][-1] == "general-3"
    assert len(rows) == 7
    assert {(row["round"], row["answered"], row["mean"]) for row in rows} == {("Spring", "5", "4.00")}
    assert build.audited("report.exported") == [{"report": "nomad", "rows": 7}]


@pytest.mark.parametrize("person", ["alice", "ada"])
def test_nobody_else_finds_it(cast: Cast, browser_as: Browsers, person: str) -> None:
    browser = browser_as(getattr(cast, person))

    assert browser.visit(PAGE).status == 404
    assert browser.client.get(FILE).status_code == 404


def test_another_trust_sees_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    closed_round(cast, "Spring", 4, 5)

    assert "Spring" not in browser_as(cast.hanna).visit(PAGE).text


def test_the_page_asks_the_database_as_often_however_many_answered(cast: Cast, browser_as: Browsers) -> None:
    tess, sent_for = browser_as(cast.tess), []
    for name in ("One", "Two"):
        closed_round(cast, name, 3, 6)
        tess.visit(PAGE)
        with counted() as sent:
            tess.visit(PAGE)
        sent_for.append(len(sent))

    assert len(set(sent_for)) == 1
    assert sent_for[0] <= 6
