"""directory.yaml: helplines, crisis routes and other help, each with its source and the dates it was checked."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from app.core.checked_yaml import Problem, Problems, Strict, fit, read
from app.directory import rules
from app.directory.rules import Nation, Need, ReachedBy, web_address

FILE = "directory.yaml"
FIELDS = ("name", "number", "hours")
Words = Annotated[str, Field(min_length=1)]
_URGENT = ("emergency", "crisis")


class Entry(Strict):
    """One helpline, route or service."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: Words
    number: Words | None = None
    reached_by: ReachedBy = "phone"
    website: Annotated[Words, AfterValidator(web_address)] | None = None
    email: Words | None = None
    purpose: Words
    kind: Literal["emergency", "crisis", "support"]
    needs: tuple[Need, ...] = ()
    hours: Words
    cost: str = ""
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    source: Words
    # Empty until somebody has looked; a number must have been seen.
    checked_on: date | None = None
    next_check: date
    # After this day the number is not shown any more, because it may have become somebody else's.
    expires: date | None = None

    @model_validator(mode="after")
    def _can_be_reached_and_found(self) -> Self:
        if not self.number and not self.website:
            raise ValueError(f"{self.name} needs a number or a website: nobody can reach it otherwise.")
        if self.number and not self.checked_on:
            raise ValueError(f"{self.name} has a number without the day on which it was checked.")
        if self.kind == "support" and not self.needs:
            raise ValueError(f"{self.name} needs at least one of the needs: nobody finds it otherwise.")
        return self


@dataclass(frozen=True)
class Route:
    """An entry as people see it on one day. A number that has expired is empty, and `look` says where to find it."""

    id: str
    name: str
    number: str
    href: str
    look: str
    purpose: str
    hours: str
    nations: tuple[Nation, ...]
    kind: str
    needs: tuple[Need, ...] = ()
    cost: str = ""
    website: str = ""
    email: str = ""
    source: str = ""
    checked_on: date | None = None

    @property
    def site(self) -> str:
        """The website's name, as people say it."""
        return rules.host(self.website)

    @property
    def where(self) -> str:
        """Where in the UK it helps; empty when it is near the reader."""
        return rules.where(self.nations)


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

    def routes(self, *, today: date) -> tuple[Route, ...]:
        """Everything as it is shown on a day, in the order of the file."""
        return tuple(_route(each, today) for each in self.entries.values())

    def crisis_routes(self, *, today: date) -> tuple[Route, ...]:
        """What is for today or tonight, the most urgent first."""
        urgent = [each for each in self.routes(today=today) if each.kind in _URGENT]
        return tuple(sorted(urgent, key=lambda each: _URGENT.index(each.kind)))

    def phrases(self, *, today: date) -> dict[str, Phrase]:
        """What each {{id.field}} of a page stands for, such as "samaritans.number"."""
        return {
            f"{entry.id}.{field}": _phrase(entry, field, today)
            for entry in self.entries.values()
            for field in FIELDS
            if getattr(entry, field)
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
        if entry.next_check < today and not _is_hidden(entry, today)
    ]


def expired(directory: Directory, *, folder: Path, today: date) -> list[Problem]:
    """What is hidden by now: it does not stop the start, and a check of the content fails on it."""
    return [
        Problem(f"{folder.name}/{FILE}", directory.lines[entry.id], f"{entry.name} {_gone(entry)}")
        for entry in directory.entries.values()
        if _is_hidden(entry, today)
    ]


def _is_hidden(entry: Entry, today: date) -> bool:
    return entry.number is not None and rules.has_expired(entry.expires, today=today)


def _overdue(entry: Entry) -> str:
    hidden = f" Its number is shown until {entry.expires}." if entry.expires and entry.number else ""
    return f"{entry.name} should have been checked again by {entry.next_check}.{hidden}"


def _gone(entry: Entry) -> str:
    return f"expired on {entry.expires}, so its number is hidden. Check it at {entry.source} and set new dates."


def _route(entry: Entry, today: date) -> Route:
    gone = _is_hidden(entry, today)
    number = "" if gone else entry.number or ""
    website = entry.website or ""
    return Route(
        id=entry.id,
        name=entry.name,
        number=number,
        href=rules.dial(number, entry.reached_by) if number else "",
        look=rules.look(website=website, source=entry.source) if gone else "",
        purpose=entry.purpose,
        hours=entry.hours,
        nations=entry.nations,
        kind=entry.kind,
        needs=entry.needs,
        cost=entry.cost,
        website=website,
        email=entry.email or "",
        source=entry.source,
        checked_on=entry.checked_on,
    )


def _phrase(entry: Entry, field: str, today: date) -> Phrase:
    if field != "number" or entry.number is None:
        return Phrase(str(getattr(entry, field)))
    if _is_hidden(entry, today):
        return Phrase(f"the number at {rules.host(entry.website or '') or entry.source}")
    return Phrase(entry.number, rules.dial(entry.number, entry.reached_by))
