"""Which pages each module has, by the names of files alone: whoever only counts pages need not read them all."""

from collections.abc import Mapping
from pathlib import Path

from app.modules.content.reading import NUMBERED

Outline = Mapping[str, frozenset[str]]


def of(folder: Path) -> Outline:
    """The pages of each module of modules_content, by module."""
    found = ((NUMBERED.match(path.name), path) for path in (folder / "en").iterdir() if path.is_dir())
    return {named[2]: _pages(path) for named, path in found if named}


def is_finished(outline: Outline, *, module: str, done: frozenset[str]) -> bool:
    """Whether every page of a module is marked as done; one that is there no more has nothing left to read."""
    return outline.get(module, frozenset()) <= done


def _pages(module: Path) -> frozenset[str]:
    return frozenset(named[2] for path in module.glob("*.md") if (named := NUMBERED.match(path.stem)))
