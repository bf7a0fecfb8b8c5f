"""Reads one module's folder: module.yaml, the pages in the order of their numbers, and files/."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.core.checked_yaml import Problems, Say, Strict, fit, read
from app.directory.content import Phrase
from app.modules.content import changes, lines, pages
from app.modules.content.building import Desk
from app.modules.content.changes import Change
from app.modules.content.evidence import Claim
from app.modules.content.fields import Line, Name, Plain
from app.modules.content.jargon import Jargon, Linker
from app.modules.content.library import Draw, Module, Page
from app.modules.content.links import Link
from app.modules.content.writer import Writer

NUMBERED = re.compile(r"^(\d\d)-([a-z][a-z0-9-]*)$")
# Addresses below a module that are not pages.
_RESERVED = {"print", "files", "certificate", "in-short"}
MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


class About(Strict):
    """module.yaml."""

    title: Line
    summary: Line
    audience: Annotated[tuple[Literal["psychosis", "bipolar"], ...], Field(alias="for", min_length=1)]
    minutes: Annotated[int, Field(ge=5, le=60)]
    next: Name | None = None
    version: Annotated[int, Field(ge=1)]
    written_on: date
    reviewed_on: date
    next_review: date
    # What to do and to know, on one sheet for the door of the fridge.
    in_short: Annotated[tuple[Plain, ...], Field(min_length=5, max_length=9)] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What is at hand while all modules are read; `links` remembers those to check at the end."""

    root: Path
    phrases: Mapping[str, Phrase]
    claims: Mapping[str, Claim]
    jargon: Jargon
    draw: Draw
    problems: Problems
    links: list[Link] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """A file's name as it stands in a problem."""
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    def at(self, path: Path) -> Say:
        """How to tell of a problem in a file."""
        return self.problems.at(self.shown(path))


def read_module(folder: Path, shared: Reading) -> Module | None:
    """The module, or None when its folder's name or module.yaml cannot be used."""
    named = NUMBERED.match(folder.name)
    if not named:
        shared.at(folder)(1, "A module's folder is named with two digits and words, such as 01-what-is-psychosis.")
        return None
    about = _about(folder / "module.yaml", named[2], shared)
    files = _files(folder / "files", shared)
    found = _pages(folder, named[2], frozenset(files), shared)
    if about is None:
        return None
    values = about.model_dump() | {"next": about.next or "", "changes": about.changes}
    return Module(slug=named[2], number=int(named[1]), pages=found, files=files, **values)


def refuse_twice(names: Sequence[str], say: Say) -> None:
    """Tells of a number or a name that two folders or two pages share."""
    found = [match for name in names if (match := NUMBERED.match(name))]
    for group, what in ((1, "number"), (2, "name")):
        for each, count in Counter(match[group] for match in found).items():
            if count > 1:
                say(1, f'The {what} "{each}" is used {count} times in this folder: each needs its own.')


def _about(path: Path, module: str, shared: Reading) -> About | None:
    say = shared.at(path)
    if not path.is_file():
        say(1, "This file is missing.")
        return None
    text = path.read_text(encoding="utf-8")
    for line, sentence in lines.faults(text, shared.phrases):
        say(line, sentence)
    tree = read(text, say)
    about = fit(About, tree, say, context=Writer(module, shared.phrases, frozenset())) if tree else None
    if tree and about and (fault := changes.fault(about.changes, version=about.version)):
        say(tree.line("changes"), fault)
    if tree and about and about.next:
        shared.links.append(Link(shared.shown(path), tree.line("next"), f"/modules/{about.next}"))
    return about


def _files(folder: Path, shared: Reading) -> dict[str, Path]:
    found = {path.name: path for path in sorted(folder.iterdir())} if folder.is_dir() else {}
    for path in found.values():
        if path.suffix not in MEDIA_TYPES:
            shared.at(path)(1, f"A file here must end in {', '.join(MEDIA_TYPES)}.")
    return found


def _pages(folder: Path, module: str, files: frozenset[str], shared: Reading) -> tuple[Page, ...]:
    paths = [path for path in sorted(folder.iterdir()) if path.name not in {"module.yaml", "files"}]
    if not paths:
        shared.at(folder)(1, "This module has no pages.")
    refuse_twice([path.stem for path in paths], shared.at(folder))
    names: list[tuple[str, Path, int]] = []
    found: list[Page] = []
    for path in paths:
        desk = Desk(Writer(module, shared.phrases, files), shared.claims, shared.draw, Linker(shared.jargon))
        page = _page(path, desk, shared)
        found += [page] if page else []
        names += [(name, path, line) for line, name in desk.names]
    _refuse_same_names(names, shared)
    return tuple(found)


def _page(path: Path, desk: Desk, shared: Reading) -> Page | None:
    say = shared.at(path)
    named = NUMBERED.match(path.stem)
    if path.suffix != ".md" or not named:
        say(1, "This does not belong here. A page is named with two digits and words, such as 10-first-page.md.")
        return None
    if named[2] in _RESERVED:
        say(1, f'A page cannot be called "{named[2]}": that address is taken.')
        return None
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        say(1, "This file is not saved as UTF-8.")
        return None
    page = pages.read_page(text, place=pages.Place(named[2], shared.shown(path)), desk=desk, say=say)
    where = pages.link_lines(text, desk.writer.links)
    shared.links.extend(Link(shared.shown(path), where[href], href) for href in desk.writer.links)
    return page


def _refuse_same_names(names: Sequence[tuple[str, Path, int]], shared: Reading) -> None:
    counts = Counter(name for name, _path, _line in names)
    for name, path, line in names:
        if counts[name] > 1:
            shared.at(path)(
                line, f'"{name}" is used {counts[name]} times in this module: each needs a name of its own.'
            )
