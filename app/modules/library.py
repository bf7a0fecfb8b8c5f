"""The modules as this program shows them: read at start and when something in them expires, drawn with our components."""

from dataclasses import replace
from pathlib import Path

import structlog

from app.core import clock
from app.core.errors import ContentError
from app.directory.content import Directory
from app.modules.content import loader
from app.modules.content.library import Library
from app.modules.drawing import draw

log = structlog.get_logger()


def load(folder: Path, *, directory: Directory) -> Library:
    """All modules of modules_content. Raises ContentError that lists everything wrong, as file:line: sentence."""
    return loader.load(folder, directory=directory, draw=draw, today=clock.london_day(clock.now()))


def has_expired(library: Library) -> bool:
    """Whether a number or a sum in its pages has expired since it was read."""
    return library.good_until is not None and clock.london_day(clock.now()) > library.good_until


def read_again(library: Library, *, folder: Path, directory: Directory) -> Library:
    """The library of today; the same one while its files are broken."""
    try:
        return load(folder, directory=directory)
    except ContentError as error:
        # Files that somebody is changing under a running program: pages stay as they are until the next start.
        log.error("content.not_read_again", problems=error.sentence)  # noqa: TRY400 - the sentence says where
        return replace(library, good_until=None)
