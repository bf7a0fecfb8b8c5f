"""Reads the whole of modules_content. One mistake anywhere stops it, and all mistakes are told at once."""

from datetime import date
from pathlib import Path

from app.core.checked_yaml import Problems, Say
from app.directory.content import FILE as DIRECTORY
from app.directory.content import Directory
from app.modules.content import evidence, figures, ids, jargon, links, reading
from app.modules.content.figures import Figures
from app.modules.content.library import Draw, Library
from app.modules.content.reading import Reading


def load(folder: Path, *, directory: Directory, draw: Draw, today: date) -> Library:
    """Raises ContentError that lists everything wrong, as file:line: sentence."""
    problems = Problems()
    library = read_all(folder, directory=directory, draw=draw, today=today, problems=problems)
    problems.stop_if_any()
    return library


def read_all(folder: Path, *, directory: Directory, draw: Draw, today: date, problems: Problems) -> Library:
    """The modules as far as they can be read; what is wrong is added to the list."""
    claims = evidence.read_all(folder, problems)
    sums = figures.read_all(folder, problems)
    _refuse_same_names(directory, sums, problems.at(f"{folder.name}/{figures.FILE}"))
    english = folder / "en"
    if not english.is_dir():
        problems.at(folder.name)(1, "The folder en/ with the modules is missing.")
        return Library(())
    phrases = directory.phrases(today=today) | sums.phrases(today=today)
    words = jargon.read_all(folder, phrases=phrases, problems=problems)
    shared = Reading(folder, phrases, claims, words, draw, problems)
    folders = [path for path in sorted(english.iterdir()) if path.is_dir()]
    modules = tuple(module for path in folders if (module := reading.read_module(path, shared)))
    library = Library(modules, claims, sums, words, _good_until(directory, sums, today))
    reading.refuse_twice([path.name for path in folders], shared.at(english))
    links.check(shared.links, library, problems)
    ids.check(folder, library, problems)
    return library


def _refuse_same_names(directory: Directory, sums: Figures, say: Say) -> None:
    for name in directory.entries.keys() & sums.entries.keys():
        say(sums.lines[name], f'"{name}" is a name in {DIRECTORY} already: choose another.')


def _good_until(directory: Directory, sums: Figures, today: date) -> date | None:
    """The last day on which every number and sum shown today may be shown."""
    dates = [each.expires for each in directory.entries.values()] + [each.expires for each in sums.entries.values()]
    return min((day for day in dates if day and day >= today), default=None)
