"""Reads of one's own hours, and of what an hour costs."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.workload.models import RunningCost, WorkWeek
from app.workload.rules import Costs, Work

Weeks = dict[date, dict[Work, int]]

_W = WorkWeek.__table__.c
_OWN: Select[Any] = (
    select(_W.monday, _W.work, _W.minutes)
    .where(_W.person_id == bindparam("person_id"), _W.monday >= bindparam("first"))
    .order_by(_W.monday.desc())
)


def own_weeks(session: Session, *, person_id: UUID, first: date) -> Weeks:
    """The minutes of one person by week and kind, from a Monday on; the newest first, weeks without any left out."""
    found: Weeks = {}
    for monday, work, minutes in session.execute(_OWN, {"person_id": person_id, "first": first}):
        found.setdefault(monday, {})[Work(work)] = minutes
    return found


def costs(session: Session, *, trust_id: UUID) -> Costs | None:
    """What the trust's lead wrote down; None before that."""
    kept = session.get(RunningCost, trust_id)
    return Costs({work: getattr(kept, work.value) for work in Work}, kept.monthly) if kept else None
