"""The checklist: our tasks with what a trust made of them, and the trust's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.implementation.content import Task, Workspace
from app.implementation.models import ImplementationTask
from app.implementation.rules import SETTLED, Construct, TaskState, is_overdue

_T = ImplementationTask.__table__.c
_OF_TRUST: Select[Any] = select(
    _T.id, _T.key, _T.title, _T.construct, _T.state, _T.owner_id, _T.due_on, _T.evidence, _T.done_on, _T.version
).where(_T.trust_id == bindparam("trust_id"))
_ORDERED = _OF_TRUST.order_by(_T.id)


@dataclass(frozen=True, slots=True)
class Line:
    """One task. `name` stands in its address; a task of ours that nobody has touched has no id and version 0."""

    name: str
    id: UUID | None
    construct: Construct
    title: str
    ours: Task | None
    state: TaskState
    owner_id: UUID | None
    due_on: date | None
    evidence: str
    done_on: date | None
    version: int

    def is_overdue(self, *, today: date) -> bool:
        """Whether it should have been done before today."""
        return is_overdue(self.state, self.due_on, today=today)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.state in SETTLED


def checklist(session: Session, *, trust_id: UUID, workspace: Workspace) -> list[Line]:
    """Every task in the order of the constructs: what is open before what is settled, the soonest due first."""
    rows = list(session.execute(_ORDERED, {"trust_id": trust_id}))
    touched = {row.key: row for row in rows if row.key}
    lines = [*_ours(workspace, touched), *(_own(row) for row in rows if row.key is None)]
    order = tuple(Construct)
    # Sorting keeps what is equal in the order of the file.
    return sorted(lines, key=lambda each: (order.index(each.construct), each.is_settled, each.due_on or date.max))


def one(session: Session, *, trust_id: UUID, workspace: Workspace, name: str) -> Line:
    """One task by its name. Raises NotFound."""
    lines = checklist(session, trust_id=trust_id, workspace=workspace)
    found = next((each for each in lines if each.name == name), None)
    if found is None:
        raise NotFound("There is no task at this address. You find them all on the checklist.")
    return found


def _ours(workspace: Workspace, touched: dict[str, Row[Any]]) -> Iterator[Line]:
    for construct, part in workspace.parts.items():
        for name, task in part.tasks.items():
            row = touched.get(name)
            if row is None:
                yield Line(name, None, construct, task.title, task, TaskState.TO_DO, None, None, "", None, 0)
            else:
                yield _line(name, row, construct, task.title, task)


def _own(row: Row[Any]) -> Line:
    return _line(str(row.id), row, Construct(row.construct), row.title, None)


def _line(name: str, row: Row[Any], construct: Construct, title: str, ours: Task | None) -> Line:
    state = TaskState(row.state)
    found = (row.owner_id, row.due_on, row.evidence, row.done_on, row.version)
    return Line(name, row.id, construct, title, ours, state, *found)
