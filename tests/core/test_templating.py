"""Pages: their frame, their dates and counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from fastapi import FastAPI, Request
from jinja2 import UndefinedError

from app.core import pages, templating

ROUTE = SimpleNamespace(
    id="emergency-999", name="999", number="999", href="tel:999", purpose="Danger", hours="Always", nations=["wales"],
    kind="emergency",
)  # fmt: skip
EXPIRED = SimpleNamespace(**{**vars(ROUTE), "number": "", "href": "", "look": "You can find it at example.org."})
CRISIS = (
    "In danger now? Call 999. Worried about somebody's mental health? NHS 111, option 2. More help"  # word for word
)
PAGES: dict[str, dict[str, Any]] = {
    "core/start.html": {},
    "core/help_now.html": {"routes": [ROUTE]},
    "core/privacy.html": {},
    "core/accessibility.html": {},
    "core/house_rules.html": {},
    "core/error.html": {"title": "Page not found", "sentence": "There is no page here."},
}


@dataclass(frozen=True)
class Alice:
    """A relative who is signed in."""

    is_relative: bool = True
    trust_name: str = "Lune Valley"


def ask(path: str = "/", user: object = None) -> Request:
    """A request as the middleware hands it on."""
    app = FastAPI()
    items = [SimpleNamespace(text="Staff", href="/staff"), SimpleNamespace(text="New", href="/staff/new", count=2)]
    app.state.menu = lambda person: items if person else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "app": app}
    request = Request(scope | {"state": {"nonce": "n0nce"}, "server": ("localhost", 80), "scheme": "http"})
    if user:
        request.state.user = user
    return request


def page(template: str, user: object = None, path: str = "/", **context: Any) -> str:
    """A page's HTML."""
    return bytes(pages.render(ask(path, user), template, **context).body).decode()


@pytest.mark.parametrize("user", [None, Alice()])
@pytest.mark.parametrize("template", PAGES)
def test_a_page_is_valid_and_its_title_begins_with_its_heading(template: str, user: object) -> None:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page(template, user, **PAGES[template]))
    (heading,) = tree.findall(".//h1")
    assert tree.findtext(".//title") == f"{heading.text} - Holdfast"


@pytest.mark.parametrize("user", [None, Alice()])
@pytest.mark.parametrize("template", PAGES)
def test_where_to_turn_stands_on_every_page(template: str, user: object) -> None:
    tree = html5lib.parse(page(template, user, **PAGES[template]), namespaceHTMLElements=False)
    assert "".join(tree.find(".//section[@class='crisis']").itertext()).strip() == CRISIS


@pytest.mark.parametrize("template", PAGES)
def test_no_page_holds_what_the_security_policy_forbids(template: str) -> None:
    shown = page(template, Alice(), **PAGES[template])
    assert " style=" not in shown
    assert " onclick=" not in shown
    assert shown.count("<script") == shown.count('nonce="n0nce"')


def test_a_number_that_may_be_somebody_elses_by_now_is_not_shown() -> None:
    shown = page("core/help_now.html", routes=[EXPIRED])
    assert "You can find it at example.org." in shown
    assert "routes__number" not in shown


def test_everybody_is_offered_to_leave_in_a_hurry() -> None:
    assert 'href="/leave"' in page("core/privacy.html", Alice())
    assert 'href="/leave"' in page("core/privacy.html")


def test_only_a_relatives_time_is_counted() -> None:
    assert "usage.js" in page("core/privacy.html", Alice())
    assert "usage.js" not in page("core/privacy.html", Alice(is_relative=False))


def test_the_menu_marks_the_nearest_place_only() -> None:
    shown = page("core/privacy.html", Alice(), path="/staff/new/2")
    assert 'href="/staff/new" aria-current="true"' in shown
    assert shown.count("aria-current") == 1


def test_an_error_is_said_first_in_the_title() -> None:
    assert "<title>Error: Privacy - Holdfast</title>" in page("core/privacy.html", errors={"email": "Enter it"})


def test_a_word_that_a_page_forgot_to_give_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError, match="'title' is undefined"):
        page("core/error.html", sentence="x")


def test_status_and_headers_are_the_answers_own() -> None:
    answer = pages.render(ask(), "core/privacy.html", status=422, headers={"Retry-After": "60"})
    assert (answer.status_code, answer.headers["retry-after"]) == (422, "60")


def test_a_field_that_was_not_filled_in_is_empty() -> None:
    assert pages.Answers({"email": "a"})["values"] == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 24, 15, 15, tzinfo=UTC), "Tuesday 24 November 2026, 3:15pm"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thursday 2 July 2026, 12:30am"),
        (datetime(2026, 7, 1, 9, 5, tzinfo=UTC), "Wednesday 1 July 2026, 10:05am"),
        (datetime(2026, 1, 1, 15, 0, tzinfo=UTC), "Thursday 1 January 2026, 3pm"),
        (datetime(2026, 1, 1, 12, 0, tzinfo=UTC), "Thursday 1 January 2026, midday"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), "Thursday 1 January 2026, midnight"),
    ],
)
def test_a_moment_is_written_as_a_clock_in_london_shows_it(moment: datetime, words: str) -> None:
    assert templating.date_and_time(moment) == words


def test_a_day_is_written_in_full() -> None:
    assert templating.long_date(date(2026, 11, 24)) == "Tuesday 24 November 2026"
    assert templating.long_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 2026"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        templating.date_and_time(datetime(2026, 7, 1, 9, 0))  # noqa: DTZ001 - that is what is refused


@pytest.mark.parametrize(
    ("count", "one", "many", "words"),
    [
        (1, "page", "", "1 page"),
        (0, "page", "", "0 pages"),
        (2, "person", "people", "2 people"),
        (1234, "visit", "", "1,234 visits"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, one: str, many: str, words: str) -> None:
    assert templating.plural(count, one, many) == words
