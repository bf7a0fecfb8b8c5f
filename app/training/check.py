"""The course's part of `holdfast content check`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.core import clock
from app.core.checked_yaml import Problem, Problems
from app.directory import content as directory
from app.modules.content import loader
from app.modules.content.check import OLDEST_READER
from app.modules.drawing import draw
from app.training import reading
from app.training.course import Course


def run(folder: Path, *, today: date | None = None) -> int:
    """Prints what it found. Returns 1 when something must be mended."""
    console = Console(soft_wrap=True, highlight=False)
    course, problems = read(folder, today=today or clock.london_day(clock.now()))
    if course is None or problems:
        _print(console, problems)
        console.print(f"{len(problems)} to mend in the staff course.")
        return 1
    console.print(_table(course))
    console.print("Nothing is wrong in the staff course.")
    _print(console, list(warnings(course)))
    return 0


def read(folder: Path, *, today: date) -> tuple[Course | None, list[Problem]]:
    """The course and what is wrong in it; what is wrong in the modules is told with them."""
    elsewhere, found = Problems(), Problems()
    routes = directory.read_all(folder, elsewhere)
    modules = loader.read_all(folder, directory=routes, draw=draw, today=today, problems=elsewhere)
    course = reading.read_all(folder, library=modules, directory=routes, today=today, problems=found)
    return course, sorted(set(found))


def warnings(course: Course) -> Iterator[Problem]:
    """What stops nothing and should be looked at."""
    for each in course.pages:
        age = each.page.reading_age.age
        if age > OLDEST_READER:
            yield Problem(each.page.path, 1, f"The reading age is about {age}: shorter sentences and words help.")
    if course.about.next_review < course.read_on:
        path = f"{course.pages[0].page.path.rpartition('/')[0]}/{reading.COURSE}"
        yield Problem(path, 1, f"The course should have been looked at again by {course.about.next_review}.")


def _print(console: Console, problems: list[Problem]) -> None:
    for problem in problems:
        console.print(str(problem), markup=False)


def _table(course: Course) -> Table:
    table = Table("Page", "Words", "Reading age", title=f"The staff course: {course.about.minutes} minutes")
    for each in course.pages:
        found = each.page.reading_age
        age = f"{found.age} (ARI {found.ari}, Flesch-Kincaid {found.flesch_kincaid})"
        table.add_row(each.page.title, str(each.page.words), age)
    return table
