"""Where to carry on, what is done and what comes next."""

from datetime import UTC, date, datetime, timedelta

from app.modules import rules
from app.modules.content.library import Library, Module, Page
from app.modules.rules import Seen

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)


def module(slug: str, *, pages: int = 3, following: str = "") -> Module:
    made = tuple(Page(slug, f"page-{number}", "T", "S", (), 0, "") for number in range(1, pages + 1))
    return Module(slug, 1, slug, "S", ("psychosis",), 30, following, 1, DAY, DAY, DAY, made)


LIBRARY = Library((module("one", following="three"), module("two"), module("three", following="one")))
ONE = LIBRARY.modules[0]


def seen(*pages: str, done: str = "") -> list[Seen]:
    """Pages opened one after another, such as "one/1"; `done` names those that are done."""
    parts = [page.split("/") for page in pages]
    return [
        Seen(slug, f"page-{number}", START + timedelta(minutes=minute), f"{slug}/{number}" in done.split())
        for minute, (slug, number) in enumerate(parts)
    ]


def address(page: Page | None) -> str:
    return page.subject if page else ""


def test_a_module_is_finished_when_every_page_is_marked_as_done() -> None:
    opened = rules.progress(ONE, {"page-1": True, "page-2": True, "page-3": False})
    finished = rules.progress(ONE, {"page-1": True, "page-2": True, "page-3": True})

    assert (opened.done, opened.opened, opened.pages, opened.is_finished) == (2, 3, 3, False)
    assert finished.is_finished


def test_a_page_that_the_module_no_longer_has_does_not_count() -> None:
    assert rules.progress(ONE, {"page-9": True}) == rules.Progress(opened=0, done=0, pages=3)


def test_somebody_who_opened_nothing_begins_at_the_first_page() -> None:
    assert address(rules.resume(ONE, [])) == "one/page-1"


def test_somebody_carries_on_at_the_page_opened_last() -> None:
    assert address(rules.resume(ONE, seen("one/1", "one/2"))) == "one/page-2"
    assert address(rules.resume(ONE, seen("one/2", "one/1"))) == "one/page-1"


def test_a_page_that_is_done_leads_to_the_next_that_is_not() -> None:
    assert address(rules.resume(ONE, seen("one/2", "one/1", done="one/1 one/2"))) == "one/page-3"


def test_after_the_last_page_comes_what_was_left_out_before() -> None:
    assert address(rules.resume(ONE, seen("one/1", "one/3", done="one/1 one/3"))) == "one/page-2"


def test_a_finished_module_begins_again() -> None:
    assert address(rules.resume(ONE, seen("one/1", "one/2", "one/3", done="one/1 one/2 one/3"))) == "one/page-1"


def test_home_carries_on_in_the_module_opened_last() -> None:
    assert address(rules.carry_on(LIBRARY, seen("one/1", "two/1"))) == "two/page-1"


def test_home_has_nothing_to_carry_on_after_a_finished_module() -> None:
    assert rules.carry_on(LIBRARY, seen("one/1", "one/2", "one/3", done="one/1 one/2 one/3")) is None
    assert rules.carry_on(LIBRARY, []) is None


def test_a_page_that_is_gone_is_nowhere_to_carry_on() -> None:
    assert address(rules.carry_on(LIBRARY, seen("one/1", "one/9", "gone/1"))) == "one/page-1"


def test_the_module_that_follows_is_suggested() -> None:
    suggested = rules.suggested(LIBRARY, seen("one/1"))

    assert suggested and suggested.slug == "three"


def test_the_first_module_not_begun_is_suggested_when_the_following_one_is_begun() -> None:
    first, next_free = rules.suggested(LIBRARY, []), rules.suggested(LIBRARY, seen("one/1", "three/1"))

    assert first and first.slug == "one"
    assert next_free and next_free.slug == "two"


def test_nothing_is_suggested_when_all_is_begun() -> None:
    assert rules.suggested(LIBRARY, seen("one/1", "two/1", "three/1")) is None
