"""The course as this program shows it: read at start, and again each day, since numbers in it may expire."""

from dataclasses import replace
from pathlib import Path

import structlog

from app.core import clock
from app.core.errors import ContentError
from app.directory.content import Directory
from app.modules.content.library import Library
from app.training import reading
from app.training.course import Course

log = structlog.get_logger()


def load(folder: Path, *, library: Library, directory: Directory) -> Course:
    """The course of today. Raises ContentError that lists everything wrong, as file:line: sentence."""
    return reading.load(folder, library=library, directory=directory, today=clock.london_day(clock.now()))


def of_today(course: Course, *, folder: Path, library: Library, directory: Directory) -> Course:
    """The same course until midnight; after it the one of the new day, or the old one while its files are broken."""
    today = clock.london_day(clock.now())
    if course.read_on == today:
        return course
    try:
        return load(folder, library=library, directory=directory)
    except ContentError as error:
        log.error("training.not_read_again", problems=error.sentence)  # noqa: TRY400 - the sentence says where
        return replace(course, read_on=today)
