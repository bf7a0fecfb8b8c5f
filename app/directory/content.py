"""directory.yaml: helplines and crisis routes, each with its source and the dates it was checked."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.core.checked_yaml import Problem, Problems, Strict, fit, read

FILE = "directory.yaml"
FIELDS = ("name", "number", "hours")
Words = Annotated[str, Field(min_length=1)]
Nation = Literal["england", "scotland", "wales", "northern-ireland"]


class Entry(Strict):
    """One helpline or route."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: Words
    number: Words
    reached_by: Literal["phone", "text"] = "phone"
    purpose: Words
    kind: Literal["emergency", "crisis", "support"]
    hours: Words
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    source: Words
    checked_on: date
    next_check: date
    # After this day the number is not shown any more, because it may have become somebody else's.
    expires: date | None = None


@dataclass(frozen=True)
class Route:
    """An entry as people see it on one day. Without a number, `look` says where to find it."""

    id: str
    name: str
    number: str
    href: str
    look: str
    purpose: str
    hours: str
    nations: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Phrase:
    """What stands in a page for {{id.field}}: words, and the address behind them if there is one."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Directory:
    """All entries, by id and in the order of the file, and the line on which each begins."""

    entries: dict[str, Entry]
    lines: dict[str, int]

    def crisis_routes(self, *, today: date) -> tuple[Route, ...]:
        """Everything for /help-now, the most urgent first."""
        order = ("emergency", "crisis", "support")
        return tuple(_route(each, today) for each in sorted(self.entries.values(), key=lambda e: order.index(e.kind)))

    def phrases(self, *, today: date) -> dict[str, Phrase]:
        """What each {{id.field}} of a page stands for, such as "samaritans.number"."""
        return {
            f"{entry.id}.{field}": _phrase(entry, field, today) for entry in self.entries.values() for field in FIELDS
        }


def load(folder: Path) -> Directory:
    """Raises ContentError that lists everything wrong, as file:line: sentence."""
    problems = Problems()
    directory = read_all(folder, problems)
    problems.stop_if_any()
    return directory


def read_all(folder: Path, problems: Problems) -> Directory:
    """The entries that are right; the problems of the others are added to the list."""
    path = f"{folder.name}/{FILE}"
    say = problems.at(path)
    if not (folder / FILE).is_file():
        say(1, "This file is missing: without it no page can name a number to ring.")
        return Directory({}, {})
    tree = read((folder / FILE).read_text(encoding="utf-8"), say)
    if tree is None:
        return Directory({}, {})
    found = [fit(Entry, tree, say, at=(name,), id=str(name)) for name in tree.data]
    return Directory({entry.id: entry for entry in found if entry}, {str(name): tree.line(name) for name in tree.data})


def warnings(directory: Directory, *, folder: Path, today: date) -> list[Problem]:
    """What does not stop the start, and should be looked at soon."""
    return [
        Problem(f"{folder.name}/{FILE}", directory.lines[entry.id], _overdue(entry))
        for entry in directory.entries.values()
        if entry.next_check < today
    ]


def _overdue(entry: Entry) -> str:
    hidden = f" Its number is shown until {entry.expires}." if entry.expires else ""
    return f"{entry.name} should have been checked again by {entry.next_check}.{hidden}"


def _has_expired(entry: Entry, today: date) -> bool:
    return entry.expires is not None and entry.expires < today


def _dial(entry: Entry) -> str:
    digits = "".join(sign for sign in entry.number if sign in "+0123456789")
    return f"{'sms' if entry.reached_by == 'text' else 'tel'}:{digits}"


def _route(entry: Entry, today: date) -> Route:
    gone = _has_expired(entry, today)
    return Route(
        id=entry.id,
        name=entry.name,
        number="" if gone else entry.number,
        href="" if gone else _dial(entry),
        look=f"We have not been able to check this number. You can find it at {entry.source}." if gone else "",
        purpose=entry.purpose,
        hours=entry.hours,
        nations=entry.nations,
        kind=entry.kind,
    )


def _phrase(entry: Entry, field: str, today: date) -> Phrase:
    if field != "number":
        return Phrase(str(getattr(entry, field)))
    if _has_expired(entry, today):
        return Phrase(f"the number at {entry.source}")
    return Phrase(entry.number, _dial(entry))
