"""Changing the checklist. Of two at once the second is told."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict
from app.implementation.models import ImplementationTask
from app.implementation.queries.tasks import Line
from app.implementation.rules import Construct, TaskState
from app.implementation.service.telling import tell


@dataclass(frozen=True)
class Wanted:
    """What somebody makes of a task. `title` is empty for one of ours."""

    state: TaskState
    owner_id: UUID | None
    due_on: date | None
    evidence: str
    title: str = ""


def change(session: Session, *, user: SignedIn, task: Line, wanted: Wanted) -> None:
    """Writes down what somebody made of a task. Raises Conflict when somebody else changed it first."""
    facts = _changed(task, wanted)
    if not facts:
        return
    task_id = _update(session, user, task, wanted) if task.id else _first(session, user, task, wanted)
    if task_id is None:
        raise Conflict
    tell(session, user=user, subject_id=task_id, facts=facts)


def add(session: Session, *, user: SignedIn, construct: Construct, wanted: Wanted) -> UUID:
    """A task of the trust's own."""
    task = ImplementationTask(trust_id=user.own_trust, construct=construct.value, **_values(user, wanted, None))
    session.add(task)
    session.flush()
    tell(session, user=user, subject_id=task.id, facts={"added": True})
    return task.id


def _first(session: Session, user: SignedIn, task: Line, wanted: Wanted) -> UUID | None:
    facts = {"trust_id": user.own_trust, "key": task.name, "construct": task.construct.value, "version": 1}
    row = insert(ImplementationTask).values(**facts, **_values(user, wanted, task))
    return session.scalar(row.on_conflict_do_nothing().returning(ImplementationTask.id))


def _update(session: Session, user: SignedIn, task: Line, wanted: Wanted) -> UUID | None:
    unchanged = (
        ImplementationTask.id == task.id,
        ImplementationTask.trust_id == user.own_trust,
        ImplementationTask.version == task.version,
    )
    values = _values(user, wanted, task) | {"version": task.version + 1}
    return session.scalar(update(ImplementationTask).where(*unchanged).values(values).returning(ImplementationTask.id))


def _values(user: SignedIn, wanted: Wanted, before: Line | None) -> dict[str, Any]:
    now = clock.now()
    done_on = (before and before.done_on) or clock.london_day(now)
    return {
        "state": wanted.state.value,
        "owner_id": wanted.owner_id,
        "due_on": wanted.due_on,
        "evidence": wanted.evidence,
        "title": wanted.title or None,
        "done_on": done_on if wanted.state is TaskState.DONE else None,
        "changed_by": user.person_id,
        "changed_at": now,
    }


def _changed(task: Line, wanted: Wanted) -> dict[str, Any]:
    """What is different, as facts: never what somebody wrote."""
    pairs = {
        "state": (task.state.value, wanted.state.value),
        "owner": (_text(task.owner_id), _text(wanted.owner_id)),
        "due": (_text(task.due_on), _text(wanted.due_on)),
    }
    facts: dict[str, Any] = {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}
    if task.evidence != wanted.evidence:
        facts["evidence"] = True
    if task.ours is None and task.title != wanted.title:
        facts["title"] = True
    return facts


def _text(value: UUID | date | None) -> str:
    return str(value) if value else ""
