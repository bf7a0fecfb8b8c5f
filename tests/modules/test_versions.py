"""What Alice is told when a page has changed since she read it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.accounts.models import Person
from app.core.clock import now
from app.core.templating import long_date
from app.modules import rules
from app.modules.content.changes import Change
from app.modules.content.library import Module, Page
from app.modules.rules import Seen
from tests.builders.content import MODULE, library_of, make_content, write
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

FIRST = "/modules/first-steps/what-now"
SECOND = "/modules/first-steps/my-plan"
DAY = date(2026, 11, 24)
NEWS = "The law on the nearest relative has changed."
CHANGES = f"version: 2\nchanges:\n  - {{version: 2, changed_on: 2026-12-01, what: {NEWS}}}\n"


def module(*versions: int) -> Module:
    changes = tuple(Change.model_construct(version=each, changed_on=DAY, what=f"Change {each}") for each in versions)
    pages = (Page("one", "a", "T", "S", (), 0, ""), Page("one", "b", "T", "S", (), 0, ""))
    return Module("one", 1, "T", "S", (), 30, "", max(versions), DAY, DAY, DAY, pages, changes=changes)


def at(hour: int) -> datetime:
    return datetime(2026, 11, 24, hour, tzinfo=UTC)


def test_somebody_is_told_what_came_after_what_they_read_the_newest_first() -> None:
    assert [each.version for each in rules.changed_since(module(2, 3, 4), 2)] == [4, 3]
    assert rules.changed_since(module(2, 3), 3) == ()


def test_a_module_was_last_read_where_its_newest_version_was_opened() -> None:
    old, new = Seen("one", "b", at(9), done=False, version=2), Seen("one", "a", at(8), done=True, version=3)

    assert rules.last_read(module(2, 3), [old, new, Seen("two", "a", at(10), done=True, version=9)]) == new
    assert rules.last_read(module(2, 3), []) is None


@pytest.fixture
def alice(cast: Cast, browser_as: Callable[[Person], Browser]) -> Browser:
    """She has read both pages, and then the module changed."""
    alice = browser_as(cast.alice)
    alice.visit(FIRST)
    alice.visit(SECOND)
    return alice


@pytest.fixture
def changed(alice: Browser, tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/01-first-steps/module.yaml", MODULE.replace("version: 1\n", CHANGES))
    alice.client.app.state.library = library_of(folder)  # type: ignore[attr-defined]


def test_alice_is_told_once_on_each_page_that_she_read(alice: Browser, changed: None) -> None:
    told = f"Changed since you read this page on {long_date(now())}: {NEWS}"

    assert told in alice.visit(FIRST).text
    assert NEWS not in alice.visit(FIRST).text
    assert told in alice.visit(SECOND).text


def test_alice_is_told_on_the_modules_page_until_she_opens_it_again(alice: Browser, changed: None) -> None:
    assert f"Changed since you read it on {long_date(now())}: {NEWS}" in alice.visit("/modules/first-steps").text
    alice.visit(FIRST)

    assert NEWS not in alice.visit("/modules/first-steps").text


def test_ben_who_never_read_it_is_told_nothing(
    alice: Browser, changed: None, cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    ben = browser_as(cast.ben)

    assert NEWS not in ben.visit("/modules/first-steps").text
    assert NEWS not in ben.visit(FIRST).text


def test_a_page_without_changes_says_nothing(alice: Browser) -> None:
    assert "Changed since" not in alice.visit(FIRST).text


def test_telling_costs_no_statement_more(alice: Browser, changed: None) -> None:
    with counted() as sent:
        assert NEWS in alice.visit(FIRST).text

    assert len(sent) <= 5, sent
