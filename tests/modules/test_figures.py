"""Sums that change with the law: shown while they are right, and never a day longer."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from app.directory import content as directory
from app.modules import library as modules
from app.modules.content import check, loader
from app.modules.content.library import Library, Prose
from app.modules.drawing import draw
from tests.builders.content import html_of, library_of, make_content, write

EXPIRED = date(2028, 4, 6)


def read(folder: Path, *, today: date) -> Library:
    return loader.load(folder, directory=directory.load(folder), draw=draw, today=today)


def html(library: Library) -> str:
    return "".join(part.html for part in library.modules[0].pages[1].parts if isinstance(part, Prose))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page that names a sum."""
    folder = make_content(tmp_path)
    page = '---\ntitle: "{{allowance.name}}"\nsummary: S\n---\nIt pays {{allowance.amount}}.\n'
    write(folder / "en/01-first-steps/20-my-plan.md", page)
    return folder


def test_a_page_says_the_sum(folder: Path) -> None:
    library = library_of(folder)

    assert "<p>It pays £86.45 a week.</p>" in html(library)
    assert library.modules[0].pages[1].title == "The allowance"


def test_after_its_last_day_a_page_says_where_to_look(folder: Path) -> None:
    shown = html(read(folder, today=EXPIRED))

    assert "£86.45" not in shown
    assert 'It pays <a href="https://www.gov.uk/allowance"' in shown
    assert "the amount at gov.uk/allowance" in shown


def test_the_library_knows_until_when_it_is_good(folder: Path) -> None:
    assert read(folder, today=date(2028, 4, 5)).good_until == date(2028, 4, 5)
    assert read(folder, today=EXPIRED).good_until is None


def test_a_running_program_reads_again_when_a_sum_has_expired(folder: Path) -> None:
    library, routes = library_of(folder), directory.load(folder)

    with time_machine.travel(datetime(2028, 4, 5, 22, 59, tzinfo=UTC), tick=False):
        assert not modules.has_expired(library)
    with time_machine.travel(datetime(2028, 4, 5, 23, 0, tzinfo=UTC), tick=False):  # midnight in London
        assert modules.has_expired(library)
        assert "£86.45" not in html(modules.read_again(library, folder=folder, directory=routes))


def test_a_running_program_keeps_its_pages_when_the_files_are_broken(folder: Path) -> None:
    library, routes = library_of(folder), directory.load(folder)
    write(folder / "figures.yaml", "allowance: [")

    with time_machine.travel(datetime(2028, 4, 6, 12, tzinfo=UTC), tick=False):
        kept = modules.read_again(library, folder=folder, directory=routes)

    assert (kept.modules, kept.good_until) == (library.modules, None)


def test_the_check_warns_of_a_sum_to_look_at_again(folder: Path) -> None:
    found = check.warnings(library_of(folder), folder=folder, today=date(2027, 3, 2))

    assert '"allowance" should have been checked again by 2027-03-01. It is shown until 2028-04-05.' in [
        each.sentence for each in found
    ]


def test_the_check_fails_on_a_sum_that_has_expired(folder: Path) -> None:
    assert [str(each) for each in check.problems(folder, today=EXPIRED)] == [
        (
            'content/figures.yaml:1: "allowance" expired on 2028-04-05, so it is hidden. '
            "Check it at gov.uk/allowance and set new dates."
        )
    ]


def test_content_without_sums_is_right_too(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    (folder / "figures.yaml").unlink()

    assert html_of(folder, "Nothing to count.") == "<p>Nothing to count.</p>\n"
