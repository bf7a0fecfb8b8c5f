"""How far somebody is in the staff course, and whom they invited in practice. Pretend relatives get no mail."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned


class TrainingRound(Identified, TrustOwned, Base):
    """One time through the course; each year has a fresh one."""

    __tablename__ = "training_rounds"
    __table_args__ = (
        CheckConstraint("passed_at IS NULL OR right_answers IS NOT NULL", name="passed_with_answers"),
        Index("uq_training_rounds_open", "person_id", unique=True, postgresql_where="passed_at IS NULL"),
        Index(None, "person_id", "passed_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    # The pages that were read, by their names.
    pages: Mapped[list[str]] = mapped_column(JSONB, default=list)
    # Days that have gone by in the practice team.
    practice_days: Mapped[int] = mapped_column(default=0)
    right_answers: Mapped[int | None]
    passed_at: Mapped[datetime | None]


class PracticeInvitation(Identified, TrustOwned, Base):
    """A pretend relative whom somebody has invited, on which day of the practice, and what was done about it since."""

    __tablename__ = "practice_invitations"
    __table_args__ = (UniqueConstraint("round_id", "relative"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("training_rounds.id", ondelete="CASCADE"))
    relative: Mapped[str]
    email: Mapped[str]
    invited_on: Mapped[int]
    # Such as {"corrected_on": 2}.
    since: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
