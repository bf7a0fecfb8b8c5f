"""Hours that staff logged, and what an hour costs here."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, TrustOwned, known
from app.workload.rules import MOST_MINUTES_A_WEEK, Work


class WorkWeek(TrustOwned, Base):
    """The minutes of one person, in one week, for one kind of work. Nobody but that person sees them singly."""

    __tablename__ = "work_weeks"
    __table_args__ = (
        known("work", Work),
        CheckConstraint(f"minutes BETWEEN 1 AND {MOST_MINUTES_A_WEEK}", name="within_a_week"),
        CheckConstraint("extract(isodow FROM monday) = 1", name="begins_on_monday"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    monday: Mapped[date] = mapped_column(primary_key=True)
    work: Mapped[str] = mapped_column(primary_key=True)
    minutes: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class RunningCost(TrustOwned, Base):
    """What an hour of each kind of work costs a trust, and what it pays each month besides, in pence."""

    __tablename__ = "running_costs"
    __table_args__ = (
        CheckConstraint("least(supporting, moderating, inviting, running, monthly) >= 0", name="not_below_nothing"),
    )

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    supporting: Mapped[int]
    moderating: Mapped[int]
    inviting: Mapped[int]
    running: Mapped[int]
    monthly: Mapped[int]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
