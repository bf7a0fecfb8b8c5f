"""What is searched is what is shown: made anew when the content changed, and only then."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.core.db import unit_of_work
from app.directory.content import Directory
from app.modules.content.library import Library
from app.search import entries, service
from app.search.models import SearchEntry
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database", "site")
Content = tuple[Library, Directory]


def _refresh(content: Content) -> bool:
    with unit_of_work(None) as session:
        return service.refresh(session, library=content[0], directory=content[1])


def _generations() -> dict[str, int]:
    counts = select(SearchEntry.generation, func.count().label("rows")).group_by(SearchEntry.generation)
    with unit_of_work(None) as session:
        return {row.generation: row.rows for row in session.execute(counts)}


def _changed(content: Content) -> Content:
    library, directory = content
    return replace(library, modules=library.modules[:1]), directory


def test_the_same_content_costs_one_statement(content: Content) -> None:
    _refresh(content)

    with counted() as sent:
        assert not _refresh(content)
    assert len(sent) == 1


def test_changed_content_takes_the_place_of_all_that_was_there(content: Content) -> None:
    _refresh(content)
    assert _refresh(_changed(content))

    ((generation, count),) = _generations().items()
    assert generation == entries.digest(*_changed(content))
    assert count == len(list(entries.of(*_changed(content))))


def test_processes_that_start_at_once_leave_one_set_of_rows(content: Content) -> None:
    _refresh(_changed(content))

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(_refresh, [content] * 4))
    assert sum(done) == 1
    assert list(_generations()) == [entries.digest(*content)]


def test_every_module_page_word_and_helpline_is_there_once(content: Content) -> None:
    names = [(each.kind, each.name) for each in entries.of(*content)]

    assert len(names) == len(set(names))
    assert ("page", "first-steps") in names
    assert ("page", "dealing-with-a-crisis/first-ten-minutes") in names
    assert {("word", "cpn"), ("service", "samaritans")} <= set(names)


def test_answers_to_choose_from_are_not_found_out_of_their_place(content: Content) -> None:
    bodies = " ".join(each.body for each in entries.of(*content))

    assert "What did you take away?" in bodies
    assert "Many people fear so" not in bodies
