"""What `holdfast content check` looks for besides mistakes: what a module still lacks, and what is overdue."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from markupsafe import Markup

from app.core.checked_yaml import Problem, Problems
from app.directory import content as directory
from app.modules.content import loader
from app.modules.content.library import Library, Module

SHORTEST, LONGEST = 250, 700  # words of a page
FEWEST_PAGES = 5
_EVERY_MODULE_HAS = {"story": "a story", "activity": "an activity", "quiz": "a quiz", "evidence": "evidence"}


def problems(folder: Path, *, today: date) -> list[Problem]:
    """Everything that would stop the start, in the order of files and lines."""
    found = Problems()
    routes = directory.read_all(folder, found)
    loader.read_all(folder, directory=routes, draw=_nothing, today=today, problems=found)
    return sorted(set(found))


def warnings(library: Library, *, folder: Path, today: date) -> list[Problem]:
    """What stops nothing and should be looked at."""
    found = [warning for module in library.modules for warning in _of_module(module, folder, today)]
    return found + [warning for module in library.modules for warning in _of_pages(module)]


def _of_module(module: Module, folder: Path, today: date) -> Iterator[Problem]:
    path = f"{folder.name}/en/{module.number:02}-{module.slug}/module.yaml"
    blocks = {block for page in module.pages for block in page.blocks}
    if len(module.pages) < FEWEST_PAGES:
        yield Problem(path, 1, f"The number of pages is {len(module.pages)}: there should be {FEWEST_PAGES} or more.")
    for block, noun in _EVERY_MODULE_HAS.items():
        if block not in blocks:
            yield Problem(path, 1, f"The module does not have {noun}.")
    if module.next_review < today:
        yield Problem(path, 1, f"The module should have been looked at again by {module.next_review}.")


def _of_pages(module: Module) -> Iterator[Problem]:
    for page in module.pages:
        if not SHORTEST <= page.words <= LONGEST:
            yield Problem(
                page.path, 1, f"The number of words is {page.words}: there should be {SHORTEST} to {LONGEST}."
            )


def _nothing(_block: str, /, **_values: object) -> Markup:
    return Markup()
