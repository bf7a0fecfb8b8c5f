"""What `holdfast content check` says of content that would start, and should not be shown like this."""

from datetime import date
from pathlib import Path

import pytest

from app.core.config import PROJECT
from app.modules import check as command
from app.modules.content import check
from app.modules.content.blocks import PROVENANCE
from app.modules.content.library import Prose
from tests.builders.content import MODULE, TODAY, library_of, make_content, write

MODULES = PROJECT / "modules_content"
SECOND = "en/02-later/10-page.md"


def page(words: str) -> str:
    return f"---\ntitle: T\nsummary: S\n---\n{words}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One whole module, and a second to be filled."""
    folder = make_content(tmp_path)
    write(folder / "en/02-later/module.yaml", MODULE)
    return folder


def problems(folder: Path) -> list[str]:
    return [str(each).removeprefix("content/") for each in check.problems(folder, today=TODAY)]


def warnings(folder: Path, *, today: date = TODAY) -> list[str]:
    found = check.warnings(library_of(folder), folder=folder, today=today)
    return [str(each).removeprefix("content/") for each in found]


def test_a_sentence_in_two_modules_is_told_with_both_places(folder: Path) -> None:
    first = folder / "en/01-first-steps/20-my-plan.md"
    line = len(first.read_text().splitlines()) + 2
    write(first, first.read_text() + "\nPut the kettle on and sit with her.\n")
    write(folder / SECOND, page("It is late.\n\nPut the **kettle** on, and sit with her!"))

    there = f"stands in another module too, in content/en/01-first-steps/20-my-plan.md:{line}."
    assert problems(folder) == [f'{SECOND}:7: "Put the kettle on, and sit with her!" {there}']


@pytest.mark.parametrize(
    "words",
    [
        "Put the kettle on.",
        ":::care urgent Ring if:\n- she has not slept for three nights now\n:::",
        "Ring {{samaritans.name}} on {{samaritans.number}}, {{samaritans.hours}}.",
    ],
    ids=["a short one", "a card about getting help", "one from the directory"],
)
def test_some_sentences_may_stand_in_two_modules(folder: Path, words: str) -> None:
    first = folder / "en/01-first-steps/20-my-plan.md"
    write(first, first.read_text() + f"\n{words}\n")
    write(folder / SECOND, page(words))

    assert problems(folder) == []


def test_a_sentence_may_come_back_within_its_module(folder: Path) -> None:
    write(folder / SECOND, page("Put the kettle on and sit with her. Put the kettle on and sit with her."))

    assert problems(folder) == []


def test_a_number_that_has_expired_is_a_problem_and_stops_no_start(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    routes = folder / "directory.yaml"
    write(routes, routes.read_text() + "  expires: 2026-11-23\n")

    assert any(each.startswith("directory.yaml:1: Samaritans") for each in problems(folder)), problems(folder)
    assert library_of(folder).modules


@pytest.mark.parametrize(
    "lack",
    [
        "The number of pages is 1: there should be 5 or more.",
        "The number of stories is 0: there should be 2 or more.",
        "The number of activities is 0: there should be 2 or more.",
        "The number of quizzes is 0: there should be 1 or more.",
        "The number of cards of evidence is 0: there should be 1 or more.",
        "The number of blocks ask-your-team is 0: there should be 1 or more.",
        "The number of blocks do and dont is 0: there should be 1 or more.",
        "The module should have been looked at again by 2027-11-22.",
    ],
)
def test_what_a_module_lacks_is_told(folder: Path, lack: str) -> None:
    write(folder / SECOND, page("Short."))

    assert f"en/02-later/module.yaml:1: {lack}" in warnings(folder, today=date(2028, 1, 1))


def test_a_module_that_has_everything_is_not_told_of_it(tmp_path: Path) -> None:
    about = [each for each in warnings(make_content(tmp_path)) if "module.yaml" in each]

    assert not any("activities" in each or "quizzes" in each or "do and dont" in each for each in about)


def test_a_page_that_is_hard_to_read_is_told(folder: Path) -> None:
    hard = "Psychological interventions facilitate interpersonal communication regarding symptomatology."
    write(folder / SECOND, page(hard))

    assert any(each.startswith(f"{SECOND}:1: The reading age is about") for each in warnings(folder))
    assert not any("my-plan" in each and "reading age" in each for each in warnings(folder))


def test_evidence_that_no_page_shows_or_nobody_looked_at_for_two_years_is_told(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    plan = folder / "evidence.yaml"
    write(plan, plan.read_text() + plan.read_text().replace("family-work", "not-shown"))

    found = warnings(folder, today=date(2028, 11, 23))

    assert 'evidence.yaml:11: No page shows "not-shown".' in found
    assert 'evidence.yaml:1: "family-work" was last checked on 2026-11-22: look at it again.' in found
    assert not any("was last checked" in each for each in warnings(folder, today=date(2028, 11, 22)))


def test_every_story_of_ours_says_where_it_comes_from() -> None:
    parts = [part for module in library_of(MODULES).modules for page in module.pages for part in page.parts]
    stories = [part for part in parts if isinstance(part, Prose) and "story" in part.blocks]

    assert len(stories) > 20
    for part in stories:
        marks = sum(part.html.count(f'<p class="story__provenance">{words}</p>') for words in PROVENANCE.values())
        assert marks == part.blocks.count("story")


def test_the_command_shows_the_reading_age_of_each_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(make_content(tmp_path), today=TODAY) == 0

    assert "Flesch-Kincaid" in capsys.readouterr().out
