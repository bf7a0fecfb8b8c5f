"""The modules as this program shows them: read once at start, drawn with the site's own components."""

from pathlib import Path

from app.core import clock
from app.directory.content import Directory
from app.modules.content import loader
from app.modules.content.library import Library
from app.modules.drawing import draw


def load(folder: Path, *, directory: Directory) -> Library:
    """All modules of modules_content. Raises ContentError that lists everything wrong, as file:line: sentence."""
    return loader.load(folder, directory=directory, draw=draw, today=clock.london_day(clock.now()))
