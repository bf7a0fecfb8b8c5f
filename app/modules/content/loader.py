"""Reads the whole of modules_content. One mistake anywhere stops it, and all mistakes are told at once."""

from datetime import date
from pathlib import Path

from app.core.checked_yaml import Problems
from app.directory.content import Directory
from app.modules.content import evidence, links, reading
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
    english = folder / "en"
    if not english.is_dir():
        problems.at(folder.name)(1, "The folder en/ with the modules is missing.")
        return Library(())
    shared = Reading(folder, directory.phrases(today=today), claims, draw, problems)
    folders = [path for path in sorted(english.iterdir()) if path.is_dir()]
    library = Library(tuple(module for path in folders if (module := reading.read_module(path, shared))))
    reading.refuse_twice([path.name for path in folders], shared.at(english))
    links.check(shared.links, library, problems)
    return library
