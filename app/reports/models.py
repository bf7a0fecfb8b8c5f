"""What was made ready of the figures. All of it can be made again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import TrustOrPlatform
from app.core.db import Base, Identified, known
from app.reports.periods import Period


class UseReport(Identified, TrustOrPlatform, Base):
    """What is shown of the use in one period up to one Sunday, and nothing that is hidden; without a trust: of all trusts."""

    __tablename__ = "use_reports"
    __table_args__ = (
        UniqueConstraint("trust_id", "period", "sunday", postgresql_nulls_not_distinct=True),
        known("period", Period),
    )

    period: Mapped[str]
    sunday: Mapped[date]
    shown: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counted_to: Mapped[datetime]
