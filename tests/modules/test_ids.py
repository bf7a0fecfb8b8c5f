"""The names that saved answers hang on are written down, and no module loses one."""

from pathlib import Path

import pytest

from app.core.checked_yaml import Problems
from app.core.errors import ContentError
from app.modules import check as command
from app.modules.content import check, ids
from tests.builders.content import TODAY, library_of, make_content, write

PAGE = "en/01-first-steps/10-what-now.md"
PLAN = "en/01-first-steps/20-my-plan.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module whose names are remembered."""
    folder = make_content(tmp_path)
    ids.remember(folder, library_of(folder))
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    write(folder / name, text.replace(old, new))


def problems(folder: Path) -> list[str]:
    return [str(each).removeprefix("content/") for each in check.problems(folder, today=TODAY)]


def test_what_is_remembered_is_what_stands_there(folder: Path) -> None:
    assert problems(folder) == []
    assert "noticed: [sleep, food]" in (folder / "ids.yaml").read_text()
    assert not [
        each for each in check.warnings(library_of(folder), folder=folder, today=TODAY) if "remembered" in each.sentence
    ]


def test_an_activity_that_is_gone_stops_the_start(folder: Path) -> None:
    change(folder, PAGE, ":::activity noticed", ":::activity seen")

    told = 'ids.yaml:5: The activity "noticed" was on a page of this module and people\'s answers hang on it.'
    assert problems(folder) == [f"{told} Put it back, or move it to another page of the module."]
    with pytest.raises(ContentError, match="Put it back"):
        library_of(folder)


def test_an_activity_may_move_to_another_page_of_its_module(folder: Path) -> None:
    text = (folder / PLAN).read_text()
    before, box, after = text.partition(":::activity try\n")
    block, end, rest = after.partition("\n:::\n")
    write(folder / PLAN, before + rest)
    write(folder / PAGE, (folder / PAGE).read_text() + "\n" + box + block + end)

    assert problems(folder) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (PAGE, "  - id: food", "  - id: meals", 'ids.yaml:5: The activity "noticed" had the option or field "food"'),
        (PLAN, "{id: ring,", "{id: call,", 'ids.yaml:9: The activity "plan" had the option or field "ring"'),
        (PAGE, ":::quiz away", ":::quiz off", 'ids.yaml:10: The quiz "away" was on a page of this module and figures'),
        ("ids.yaml", "quizzes: [away]", "quizzes: away", 'ids.yaml:10: "quizzes" must be a list'),
        (
            "ids.yaml",
            "first-steps:",
            "gone:",
            'ids.yaml:3: The module "gone" is gone, and people\'s answers hang on it.',
        ),
    ],
)
def test_what_is_lost_is_told_with_its_line(folder: Path, name: str, old: str, new: str, problem: str) -> None:
    change(folder, name, old, new)

    assert any(each.startswith(problem) for each in problems(folder)), problems(folder)


def test_a_page_that_cannot_be_read_is_told_alone(folder: Path) -> None:
    change(folder, PAGE, "title: What now?\n", "")

    assert problems(folder) == [f'{PAGE}:2: "title" is missing.']


def test_a_new_name_is_told_and_the_command_named(folder: Path) -> None:
    change(folder, PAGE, "  - id: food", "  - id: food\n    text: F\n    feedback: F.\n  - id: drink")

    found = [str(each) for each in check.warnings(library_of(folder), folder=folder, today=TODAY)]

    assert f'content/{PAGE}:1: "noticed" is not remembered yet. Run: holdfast content remember first-steps' in found


def test_the_command_remembers_one_module_and_leaves_the_others(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/02-later/module.yaml", (folder / "en/01-first-steps/module.yaml").read_text())
    write(folder / "en/02-later/10-page.md", "---\ntitle: T\nsummary: S\n---\nShort.\n")

    said = command.remember(folder, modules=("later",))
    command.remember(folder, modules=("first-steps",))

    assert said == "content/ids.yaml holds the names of 1 module as they are now."
    assert list(ids.read_all(folder, Problems())[0]) == ["first-steps", "later"]


def test_a_module_that_is_not_there_is_not_remembered(folder: Path) -> None:
    with pytest.raises(ContentError, match="There is no module gone"):
        command.remember(folder, modules=("gone",))
