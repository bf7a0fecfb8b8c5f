"""The checklist's files: a mistake is told with its file, its line and a plain sentence, and stops the start."""

import shutil
from pathlib import Path

import pytest

from app.core.config import PROJECT
from app.core.errors import ContentError
from app.implementation import check, content
from app.implementation.rules import Construct

REAL = PROJECT / "modules_content"
LIST, NEWS = content.CHECKLIST, content.CHANGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(REAL / content.FOLDER, tmp_path / "content" / content.FOLDER)
    return tmp_path / "content"


def problems(folder: Path) -> str:
    with pytest.raises(ContentError) as wrong:
        content.load(folder)
    return wrong.value.sentence


def test_the_real_files_have_six_to_eight_tasks_in_each_of_the_four_parts() -> None:
    parts = content.load(REAL).parts

    assert list(parts) == list(Construct)
    assert all(6 <= len(part.tasks) <= 8 for part in parts.values())


def test_the_news_are_the_newest_first_for_those_whom_they_concern() -> None:
    changes = content.load(REAL).changes
    days = [each.day for each in changes.seen_by(is_relative=True)]

    assert days == sorted(days, reverse=True)
    assert {each.whom for each in changes.seen_by(is_relative=False)} <= {"everybody", "staff"}


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (LIST, "coherence:\n  title: Making sense of it\n", "coherence:\n", ':3: "title" is missing.'),
        (LIST, "collective-action:", "luck:", '"luck" is none of the four parts'),
        (LIST, "collective-action:", "luck:", 'The part "collective-action" is missing.'),
        (LIST, "    sponsor:", "    one-sentence:", '"one-sentence" stands in another part too'),
        (LIST, "href: /evidence", "href: evidence", '"href" must be made of small letters'),
        (LIST, "href: /evidence", "who: Tess", '"who" is not known here.'),
        (NEWS, "whom: staff", "whom: nobody", "\"whom\" must be 'everybody', 'relatives' or 'staff'."),
        (NEWS, "changes:\n", "changes: [\n", "This cannot be read as YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder: Path, name: str, old: str, new: str, problem: str) -> None:
    file = folder / content.FOLDER / name
    words = file.read_text()
    assert words.count(old) == 1
    file.write_text(words.replace(old, new))

    told = problems(folder)

    assert problem in told
    assert told.startswith(f"content/implementation/{name}:")


def test_a_missing_file_and_one_in_another_alphabet_are_told(folder: Path) -> None:
    (folder / content.FOLDER / LIST).unlink()
    (folder / content.FOLDER / NEWS).write_bytes(b"\xff\xfe")

    told = problems(folder)

    assert "checklist.yaml:1: This file is missing." in told
    assert "changes.yaml:1: This file is not saved as UTF-8." in told


def test_the_command_says_that_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(REAL) == 0
    assert "Nothing is wrong in the checklist" in capsys.readouterr().out


def test_the_command_says_what_to_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / content.FOLDER / NEWS).unlink()

    assert check.run(folder) == 1
    assert "changes.yaml:1: This file is missing.\n1 to mend" in capsys.readouterr().out
