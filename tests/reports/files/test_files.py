"""The files of the figures: all of them are in the list, say what they hold, and are written down when taken."""

import csv
import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

import app.reports
from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.reports.files.all import EVERY, Listed
from app.reports.files.data_file import DataFile
from tests.builders.invitations import make_invitation
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE, DICTIONARY = "/staff/reports/files", "/staff/reports/files/dictionary.csv"


def kinds() -> Iterator[DataFile]:
    """Every kind of file that a module of the reports names."""
    for module in pkgutil.walk_packages(app.reports.__path__, "app.reports."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, DataFile):
                yield thing


def test_every_kind_of_file_is_in_the_list_once() -> None:
    names = [each.kind.name for each in EVERY]
    assert sorted(names) == sorted({kind.name for kind in kinds()})


def test_every_column_says_what_it_means_and_in_what_it_is_counted() -> None:
    for each in EVERY:
        for column in each.kind.columns:
            assert len(column.means) > 4, (each.kind.name, column)
            assert column.unit, (each.kind.name, column)
        assert len({column.name for column in each.kind.columns}) == len(each.kind.columns)


@pytest.mark.parametrize("listed", EVERY, ids=lambda each: each.kind.name)
def test_tess_can_take_each_file_and_it_has_the_columns_that_the_page_tells(
    cast: Cast, browser_as: BrowserAs, listed: Listed
) -> None:
    make_invitation(cast.cora, cast.early_help)
    answer = browser_as(cast.tess).client.get(listed.href)
    if listed.kind.name == "cost":  # before anybody has said what an hour costs
        assert answer.status_code == 404
        return
    assert answer.status_code == 200
    head = next(csv.reader(answer.text.splitlines()))
    assert set(head) <= {column.name for column in listed.kind.columns}
    assert f"holdfast-{listed.kind.name}-20" in answer.headers["content-disposition"]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.scalars(select(AuditEntry.details).where(AuditEntry.action == "report.exported")).all()
    assert [each["report"] for each in found] == [listed.kind.name]


def test_the_page_leads_to_each_file_with_its_columns(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).visit(PAGE)
    assert page.h1 == "Files"
    for each in EVERY:
        assert each.href in page.links
        for column in each.kind.columns:
            assert column.name in page.text


def test_the_dictionary_has_a_row_for_each_column(cast: Cast, browser_as: BrowserAs) -> None:
    rows = list(csv.DictReader(browser_as(cast.tess).client.get(DICTIONARY).text.splitlines()))
    assert len(rows) == sum(len(each.kind.columns) for each in EVERY)
    assert {"file": "dictionary", "column": "unit", "means": "In what it is counted", "unit": "text"} in rows


def test_ada_is_offered_only_what_she_may_have(cast: Cast, browser_as: BrowserAs) -> None:
    ada = browser_as(cast.ada)
    links = ada.visit(PAGE).links
    for each in EVERY:
        assert (each.href in links) == (ada.client.get(each.href).status_code == 200), each.kind.name


def test_nobody_else_may_know_of_the_files(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        assert browser_as(person).visit(PAGE).status == 404
        assert browser_as(person).client.get(DICTIONARY).status_code == 404
    assert stranger.visit(PAGE).path == "/sign-in"
