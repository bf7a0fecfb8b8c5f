"""The course's files: a mistake is told with its file, its line and a plain sentence, and stops the start."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.models import Person
from app.core.config import PROJECT
from app.core.errors import ContentError
from app.directory import content as directory
from app.modules import library as modules
from app.training import check, library, reading
from app.training.course import Course
from app.training.rules import Way
from tests.builders.content import TODAY
from tests.builders.training import make_course
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
REAL = PROJECT / "modules_content"
PAGE = "10-why.md"


def problems(folder: Path) -> list[str]:
    return [str(each).removeprefix("content/training/") for each in check.read(folder, today=TODAY)[1]]


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "training" / name
    text = file.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    file.write_text(text.replace(old, new))


def test_a_right_course_has_no_problems(tmp_path: Path) -> None:
    assert problems(make_course(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (PAGE, "title: Why?\n", "", '10-why.md:2: "title" is missing.'),
        (PAGE, "Ring **", "<b>Ring</b> **", "10-why.md:5: HTML is not allowed here: <b>"),
        (PAGE, "{{samaritans.name}}", "116 123", "10-why.md:5: The number 116 123 is typed."),
        (PAGE, "(/staff)", "(/staff/gone)", "10-why.md:5: The link /staff/gone leads to no page of ours."),
        (PAGE, ":::evidence family-work", ":::evidence nothing", '10-why.md:11: There is no "nothing" in evidence.yaml.'),
        (PAGE, ":::evidence family-work\n", ":::yours triggers\n", "10-why.md:1: A page of the course holds no activity"),
        (
            PAGE,
            ":::evidence family-work\n",
            ":::activity a\nkind: text\ntitle: T\ntext: T\nlabel: L\nfeedback: F\n",
            "10-why.md:11: A page of the course holds no activity, quiz or download",
        ),
        ("course.yaml", "minutes: 15", "minutes: 2", 'course.yaml:3: "minutes" must be 5 or more.'),
        ("course.yaml", "summary: Short.", "summary: <b>Short.", "course.yaml:2: HTML is not allowed here: <b>"),
        ("course.yaml", "version: 1", "versoin: 1", 'course.yaml:4: "versoin" is not known here.'),
        ("course.yaml", "reviewed_on: 2026-11-23", "reviewed_on: soon", 'course.yaml:6: "reviewed_on" must be a date'),
        ("quiz.yaml", "to_pass: 2", "to_pass: 3", 'quiz.yaml:1: "to_pass" is 3, and there are 2 questions.'),
        ("quiz.yaml", "So it is., fits: true}\n      - {text: Never", "No., fits: false}\n      - {text: Never",
         'quiz.yaml:4: None of the answers to "one" has "fits: true".'),
        ("quiz.yaml", "feedback: Ask first., ", "", 'quiz.yaml:13: "feedback" is missing.'),
        ("practice.yaml", "bob@example.org", "bob@nhs.net", "practice.yaml:3: bob@nhs.net may be somebody's"),
        ("practice.yaml", "  right_address: cem@example.org\n", "", 'practice.yaml:5: "right_address" belongs to'),
        ("practice.yaml", "says-no", "never-opens", 'practice.yaml:1: Nobody here has the "way" says-no'),
        ("practice.yaml", "says-no", "shrugs", 'practice.yaml:13: "way" must be '),
        ("practice.yaml", "relationship: friend, ", "relationship: friend, address: f@example.org, ",
         'practice.yaml:16: "address" is missing, or belongs to'),
        ("practice.yaml", "relationship: child", "relationship: niece", 'practice.yaml:13: "relationship" must be'),
        ("practice.yaml", "eve:", "days:", 'practice.yaml:14: Nobody here can be called "days"'),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    folder = make_course(tmp_path)
    change(folder, name, old, new)

    assert any(each.startswith(problem) for each in problems(folder)), problems(folder)


@pytest.mark.parametrize("name", ["course.yaml", "quiz.yaml", "practice.yaml"])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    folder = make_course(tmp_path)
    (folder / "training" / name).unlink()

    assert problems(folder) == [f"{name}:1: This file is missing."]


def test_what_does_not_belong_there_is_told(tmp_path: Path) -> None:
    folder = make_course(tmp_path)
    (folder / "training" / "notes.txt").write_text("x")
    (folder / "training" / "20-later.md").write_bytes("---\ntitle: Café".encode("latin-1"))

    assert [each.partition(" A page")[0] for each in problems(folder)] == [
        "20-later.md:1: This file is not saved as UTF-8.",
        "notes.txt:1: This does not belong here.",
    ]


def test_a_course_without_pages_is_told(tmp_path: Path) -> None:
    folder = make_course(tmp_path)
    (folder / "training" / PAGE).unlink()

    assert problems(folder) == ["content/training:1: The course has no pages."]


def test_a_broken_course_stops_the_start_with_all_that_is_wrong(tmp_path: Path) -> None:
    folder = make_course(tmp_path)
    change(folder, "course.yaml", "minutes: 15", "minutes: 2")
    change(folder, PAGE, "title: Why?\n", "")
    routes = directory.load(folder)

    with pytest.raises(ContentError) as stopped:
        library.load(folder, library=modules.load(folder, directory=routes), directory=routes)

    assert len(stopped.value.sentence.splitlines()) == 2


def test_the_check_says_what_is_wrong_and_what_is_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_course(tmp_path)
    change(folder, "course.yaml", "next_review: 2027-11-23", "next_review: 2026-11-23")

    assert check.run(folder, today=TODAY) == 0
    assert "course.yaml:1: The course should have been looked at again by 2026-11-23." in capsys.readouterr().out
    (folder / "training" / "quiz.yaml").unlink()
    assert check.run(folder, today=TODAY) == 1
    assert "1 to mend in the staff course." in capsys.readouterr().out


def test_the_course_that_comes_with_the_program_is_right_and_easy_to_read() -> None:
    course, found = check.read(REAL, today=TODAY)

    assert found == []
    assert course is not None
    assert list(check.warnings(course)) == []
    assert {each.way for each in course.pretend.values()} == set(Way)
    assert (len(course.questions.questions), course.questions.to_pass) == (6, 5)


def test_every_answer_has_words_of_its_own() -> None:
    course, _ = check.read(REAL, today=TODAY)
    assert course is not None
    said = [answer.feedback for each in course.questions.questions for answer in each.answers]

    assert len(set(said)) == len(said) == 18
    assert all(sum(answer.fits for answer in each.answers) == 1 for each in course.questions.questions)


def test_everybody_who_takes_the_course_can_open_what_it_leads_to(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.cora, cast.sue, cast.max, cast.tess):
        browser = browser_as(person)
        assert [href for href in reading.STAFF_PAGES if browser.visit(href).status != 200] == []


def test_a_folder_without_a_course_is_told(tmp_path: Path) -> None:
    folder = make_course(tmp_path)
    shutil.rmtree(folder / "training")

    assert problems(folder) == ["content:1: The folder training/ with the staff course is missing."]


def test_a_page_that_is_hard_to_read_is_looked_at_again(tmp_path: Path) -> None:
    folder = make_course(tmp_path)
    hard = " ".join(["Interdisciplinary considerations notwithstanding, multifaceted psychoeducational programmes"] * 4)
    change(folder, PAGE, ":::do Offer it", f"{hard} proliferate.\n\n:::do Offer it")
    course, _ = check.read(folder, today=TODAY)

    assert course is not None
    assert [each.path for each in check.warnings(course)] == ["content/training/10-why.md"]


def test_the_course_is_read_again_each_day_and_kept_while_its_files_are_broken(tmp_path: Path) -> None:
    folder = make_course(tmp_path)
    routes = directory.load(folder)
    modules_of = modules.load(folder, directory=routes)
    first = library.load(folder, library=modules_of, directory=routes)
    yesterday = replace(first, read_on=first.read_on - timedelta(days=1))
    change(folder, PAGE, "title: Why?", "title: Why now?")

    def today(course: Course) -> Course:
        return library.of_today(course, folder=folder, library=modules_of, directory=routes)

    assert today(first) is first
    assert [each.page.title for each in today(yesterday).pages] == ["Why now?"]
    (folder / "training" / PAGE).unlink()
    assert today(yesterday) == first
