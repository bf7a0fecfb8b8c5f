"""Reads modules_content/training with the modules' own reader. All mistakes are told at once, with file and line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from app.core.checked_yaml import Problems, Say, Strict, Tree, fit, read
from app.directory.content import Directory, Phrase
from app.modules.content import lines, links, pages
from app.modules.content import reading as modules
from app.modules.content.building import Desk
from app.modules.content.jargon import Jargon, Linker
from app.modules.content.library import Library, Yours
from app.modules.content.links import Link
from app.modules.content.writer import Writer
from app.modules.drawing import draw
from app.training.course import About, Course, CoursePage, Pretend, Questions
from app.training.rules import Way

FOLDER = "training"
COURSE, QUIZ, PRACTICE = "course.yaml", "quiz.yaml", "practice.yaml"
# Pages that the course may lead to besides what a module may: everybody who takes it can open them, as a test knows.
STAFF_PAGES = {
    "/staff",
    "/staff/flags/new",
    "/staff/training",
    "/staff/training/practice",
    "/staff/training/quiz",
}
_NUMBERED = re.compile(r"^\d\d-([a-z][a-z0-9-]*)$")
_OWN_BLOCK = "A page of the course holds no activity, quiz or download: the questions stand in quiz.yaml."
M = TypeVar("M", bound=Strict)


@dataclass(frozen=True)
class _Reading:
    """What is at hand while the folder is read."""

    folder: Path
    phrases: Mapping[str, Phrase]
    library: Library
    problems: Problems

    def shown(self, name: str) -> str:
        return f"{self.folder.parent.name}/{FOLDER}/{name}"

    def at(self, name: str) -> Say:
        return self.problems.at(self.shown(name))

    def writer(self) -> Writer:
        return Writer(FOLDER, self.phrases, frozenset())


def load(folder: Path, *, library: Library, directory: Directory, today: date) -> Course:
    """The course. Raises ContentError that lists everything wrong, as file:line: sentence."""
    problems = Problems()
    course = read_all(folder, library=library, directory=directory, today=today, problems=problems)
    problems.stop_if_any()
    assert course is not None  # noqa: S101 - else there were problems
    return course


def read_all(folder: Path, *, library: Library, directory: Directory, today: date, problems: Problems) -> Course | None:
    """The course, or None when a file of it cannot be used; what is wrong is added to the list."""
    phrases = directory.phrases(today=today) | library.figures.phrases(today=today)
    here = _Reading(folder / FOLDER, phrases, library, problems)
    if not here.folder.is_dir():
        problems.at(folder.name)(1, "The folder training/ with the staff course is missing.")
        return None
    about = _file(COURSE, About, here)
    questions = _file(QUIZ, Questions, here, name="quiz", kind="quiz")
    pretend = _pretend(here)
    found = _pages(here)
    if about is None or questions is None:
        return None
    return Course(about, found, pretend, questions, today)


def _tree(name: str, here: _Reading) -> Tree | None:
    text = _text(name, here)
    if text is None:
        return None
    for line, sentence in lines.faults(text, here.phrases):
        here.at(name)(line, sentence)
    return read(text, here.at(name))


def _text(name: str, here: _Reading) -> str | None:
    path = here.folder / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        here.at(name)(1, "This file is missing.")
    except UnicodeDecodeError:
        here.at(name)(1, "This file is not saved as UTF-8.")
    return None


def _file(file: str, model: type[M], here: _Reading, **given: Any) -> M | None:
    tree = _tree(file, here)
    return fit(model, tree, here.at(file), context=here.writer(), **given) if tree else None


def _pretend(here: _Reading) -> dict[str, Pretend]:
    tree, say = _tree(PRACTICE, here), here.at(PRACTICE)
    if tree is None:
        return {}
    found = [fit(Pretend, tree, say, at=(name,), context=here.writer(), id=str(name)) for name in tree.data]
    people = {each.id: each for each in found if each}
    missing = [way for way in Way if way not in {each.way for each in people.values()}]
    if missing and len(people) == len(found):
        say(1, f'Nobody here has the "way" {" or ".join(missing)}: the practice needs somebody for each.')
    return people


def _pages(here: _Reading) -> tuple[CoursePage, ...]:
    paths = [path for path in sorted(here.folder.iterdir()) if path.name not in {COURSE, QUIZ, PRACTICE}]
    if not paths:
        here.problems.at(f"{here.folder.parent.name}/{FOLDER}")(1, "The course has no pages.")
    modules.refuse_twice([path.stem for path in paths], here.at(""))
    return tuple(page for path in paths if (page := _page(path, here)))


def _page(path: Path, here: _Reading) -> CoursePage | None:
    say, named = here.at(path.name), _NUMBERED.match(path.stem)
    if path.suffix != ".md" or not named:
        say(1, "This does not belong here. A page is named with two digits and words, such as 10-first-page.md.")
        return None
    text = _text(path.name, here)
    if text is None:
        return None
    # Staff know the words that are explained to relatives.
    desk = Desk(here.writer(), here.library.claims, draw, Linker(Jargon()))
    page = pages.read_page(text, place=pages.Place(named[1], here.shown(path.name)), desk=desk, say=say)
    for line, _name in (*desk.names, *desk.prints):
        say(line, _OWN_BLOCK)
    if page and any(isinstance(part, Yours) for part in page.parts):
        say(1, _OWN_BLOCK)
    _check_links(text, desk, here.shown(path.name), here)
    return CoursePage.of(page) if page else None


def _check_links(text: str, desk: Desk, path: str, here: _Reading) -> None:
    where = pages.link_lines(text, desk.writer.links)
    others = [href for href in desk.writer.links if href not in STAFF_PAGES]
    links.check([Link(path, where[href], href) for href in others], here.library, here.problems)
