"""The words for the checklist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.audit.queries import Entry
from app.core.templating import long_date
from app.implementation.content import Part
from app.implementation.queries.tasks import Line
from app.implementation.rules import Construct, TaskState

STATES: dict[TaskState, str] = {
    TaskState.TO_DO: "To do",
    TaskState.DOING: "We are doing it",
    TaskState.DONE: "Done",
    TaskState.NOT_FOR_US: "Not for us",
}
# Short, and never broken on a phone.
_TAGS: dict[TaskState, tuple[str, str]] = {
    TaskState.TO_DO: ("To\u00a0do", "grey"),
    TaskState.DOING: ("Doing", "blue"),
    TaskState.DONE: ("Done", "green"),
    TaskState.NOT_FOR_US: ("Not\u00a0for\u00a0us", "white"),
}
_OVERDUE = ("Overdue", "red")
_NOBODY = "Nobody yet"
_GONE = "Somebody who has left"


@dataclass(frozen=True)
class Row:
    """One task on the page; `hint` says who does it, and by when."""

    href: str
    text: str
    status: str
    colour: str
    is_overdue: bool
    owner: str
    due: str
    hint: str


@dataclass(frozen=True)
class Group:
    """The tasks of one construct, and how many of them are settled."""

    construct: Construct
    title: str
    about: str
    rows: list[Row]
    done: int
    all: int


@dataclass(frozen=True)
class Happened:
    """One line of a task's history."""

    at: datetime
    who: str
    what: str


def row(task: Line, *, names: Mapping[UUID, str], person_id: UUID, today: date) -> Row:
    """A task as staff see it in the list."""
    owner = names.get(task.owner_id, _GONE) if task.owner_id else _NOBODY
    due = long_date(task.due_on) if task.due_on else ""
    is_overdue = task.is_overdue(today=today)
    status, colour = _OVERDUE if is_overdue else _TAGS[task.state]
    who = f"{owner} (you)" if task.owner_id == person_id else owner
    said = (who if task.owner_id else "", f"by {due}" if due else "")
    href = f"/staff/implementation/tasks/{task.name}"
    return Row(href, task.title, status, colour, is_overdue, owner, due, ", ".join(filter(None, said)))


def groups(parts: Mapping[Construct, Part], tasks: Iterable[Line], rows: Mapping[str, Row]) -> list[Group]:
    """The four parts; `rows` by name are those that are shown."""
    every = list(tasks)
    return [
        _group(construct, part, [each for each in every if each.construct is construct], rows)
        for construct, part in parts.items()
    ]


def _group(construct: Construct, part: Part, tasks: list[Line], rows: Mapping[str, Row]) -> Group:
    shown = [rows[each.name] for each in tasks if each.name in rows]
    return Group(construct, part.title, part.about, shown, sum(each.is_settled for each in tasks), len(tasks))


def states() -> list[dict[str, str]]:
    """What can be chosen."""
    return [{"value": each, "text": words} for each, words in STATES.items()]


def history(entries: Iterable[Entry], *, names: Mapping[UUID, str]) -> list[Happened]:
    """What was done to a task, in words, the newest first."""
    return [Happened(each.happened_at, _name(each.actor_id, names), _what(each.details, names)) for each in entries]


def people_in(entries: Iterable[Entry]) -> set[UUID]:
    """Everybody whose name a history needs."""
    every = list(entries)
    owners = {UUID(owner) for each in every for owner in each.details.get("owner", []) if owner}
    return owners | {each.actor_id for each in every if each.actor_id}


def _what(details: Mapping[str, Any], names: Mapping[UUID, str]) -> str:
    said = []
    if "added" in details:
        said.append("added it")
    if "state" in details:
        said.append(f"set it to “{STATES[TaskState(details['state'][1])]}”")
    if "owner" in details:
        owner = details["owner"][1]
        said.append(f"gave it to {_name(UUID(owner), names)}" if owner else "took it back from its owner")
    if "due" in details:
        due = details["due"][1]
        said.append(f"set the day to {long_date(date.fromisoformat(due))}" if due else "took the day away")
    said += [f"changed {words}" for fact, words in _WRITTEN.items() if fact in details]
    return ", ".join(said)


_WRITTEN = {"evidence": "what shows that it is done", "title": "its words"}


def _name(person_id: UUID | None, names: Mapping[UUID, str]) -> str:
    return names.get(person_id, _GONE) if person_id else _GONE
