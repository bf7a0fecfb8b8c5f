"""What was made ready of the figures."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import TrustOrPlatform
from app.core.db import Base, Identified, known


class Kind(StrEnum):
    """What is made ready: what is told of the use, of each trust and all; who was invited and joined, of all trusts."""

    USE = "use"
    UPTAKE = "uptake"


class UseReport(Identified, TrustOrPlatform, Base):
    """What is shown up to one Sunday, and nothing that is hidden; without a trust: of all trusts.

    Of the use it cannot be made again: what may be told next depends on what was told last.
    """

    __tablename__ = "use_reports"
    __table_args__ = (
        UniqueConstraint("trust_id", "kind", postgresql_nulls_not_distinct=True),
        known("kind", Kind),
    )

    kind: Mapped[str]
    sunday: Mapped[date]
    shown: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counted_to: Mapped[datetime]


class CheckInReport(Identified, TrustOrPlatform, Base):
    """What is shown of the change between check-ins of one questionnaire; without a trust: of all trusts."""

    __tablename__ = "check_in_reports"
    __table_args__ = (UniqueConstraint("trust_id", "instrument", postgresql_nulls_not_distinct=True),)

    instrument: Mapped[str]
    shown: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counted_to: Mapped[datetime]
