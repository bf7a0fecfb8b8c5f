"""What has been read from modules_content/implementation: the go-live checklist, and what is new in Holdfast."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from app.core.checked_yaml import Problems, Strict, Tree, fit, read
from app.implementation.rules import MOST_TITLE, Construct

FOLDER, CHECKLIST, CHANGES = "implementation", "checklist.yaml", "changes.yaml"
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Line = Annotated[str, Field(min_length=1)]
M = TypeVar("M", bound=Strict)


class Task(Strict):
    """One thing to do: why it helps, what would show that it is done, and where in Holdfast it is done, if there."""

    title: Annotated[str, Field(min_length=1, max_length=MOST_TITLE)]
    why: Line
    shows: Line
    href: Annotated[str, Field(pattern=r"^/[a-z/-]+$")] | None = None


class Part(Strict):
    """The tasks of one construct, by their names."""

    title: Line
    about: Line
    tasks: Annotated[dict[Name, Task], Field(min_length=1)]


class Change(Strict):
    """One thing that is new in Holdfast, and for whom."""

    day: date
    title: Line
    words: Line
    whom: Literal["everybody", "relatives", "staff"] = "everybody"


class Changes(Strict):
    """changes.yaml."""

    changes: tuple[Change, ...]

    def seen_by(self, *, is_relative: bool) -> list[Change]:
        """What concerns somebody, the newest first."""
        theirs = {"everybody", "relatives" if is_relative else "staff"}
        return sorted((each for each in self.changes if each.whom in theirs), key=lambda each: each.day, reverse=True)


@dataclass(frozen=True)
class Workspace:
    """Both files."""

    parts: dict[Construct, Part]
    changes: Changes

    def task(self, name: str) -> tuple[Construct, Task] | None:
        """One of our tasks with its construct."""
        return next(((each, part.tasks[name]) for each, part in self.parts.items() if name in part.tasks), None)


def load(folder: Path) -> Workspace:
    """Both files. Raises ContentError that lists everything wrong, as file:line: sentence."""
    problems = Problems()
    workspace = read_all(folder, problems)
    problems.stop_if_any()
    assert workspace is not None  # noqa: S101 - else there were problems
    return workspace


def read_all(folder: Path, problems: Problems) -> Workspace | None:
    """Both files, or None when one cannot be used; what is wrong is added to the list."""
    checklist, changes = _tree(folder, CHECKLIST, problems), _tree(folder, CHANGES, problems)
    if checklist is None or changes is None:
        return None
    parts = _parts(checklist, folder, problems)
    news = fit(Changes, changes, problems.at(_shown(folder, CHANGES)))
    return Workspace(parts, news) if news and len(parts) == len(Construct) else None


def _parts(tree: Tree, folder: Path, problems: Problems) -> dict[Construct, Part]:
    say = problems.at(_shown(folder, CHECKLIST))
    for name in tree.data.keys() - set(Construct):
        say(tree.line(name), f'"{name}" is none of the four parts: {", ".join(Construct)}.')
    for name in set(Construct) - tree.data.keys():
        say(1, f'The part "{name}" is missing.')
    there = [each for each in Construct if each.value in tree.data]
    parts = {each: part for each in there if (part := fit(Part, tree, say, at=(each.value,)))}
    seen: set[str] = set()
    for each, part in parts.items():
        for name in sorted(seen & part.tasks.keys()):
            say(
                tree.line(each.value, "tasks", name),
                f'"{name}" stands in another part too: each task has its own name.',
            )
        seen |= part.tasks.keys()
    return parts


def _tree(folder: Path, name: str, problems: Problems) -> Tree | None:
    say = problems.at(_shown(folder, name))
    try:
        return read((folder / FOLDER / name).read_text(encoding="utf-8"), say)
    except FileNotFoundError:
        say(1, "This file is missing.")
    except UnicodeDecodeError:
        say(1, "This file is not saved as UTF-8.")
    return None


def _shown(folder: Path, name: str) -> str:
    return f"{folder.name}/{FOLDER}/{name}"
