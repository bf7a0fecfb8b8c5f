"""Local help: what a trust's supporters add to the national entries of directory.yaml."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned
from app.directory.rules import NEEDS

_NEEDS = ", ".join(f"'{need}'" for need in NEEDS)


class LocalResource(Identified, TrustOwned, Base):
    """One local service. Whatever is not known is empty; one that was removed keeps its row, for the audit trail."""

    __tablename__ = "local_resources"
    __table_args__ = (
        CheckConstraint("number <> '' OR website <> ''", name="can_be_reached"),
        CheckConstraint(f"cardinality(needs) > 0 AND needs <@ ARRAY[{_NEEDS}]", name="needs_known"),
        CheckConstraint("next_check >= checked_on", name="checked_in_order"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
    )

    name: Mapped[str]
    number: Mapped[str]
    website: Mapped[str]
    purpose: Mapped[str]
    needs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    hours: Mapped[str]
    cost: Mapped[str]
    checked_on: Mapped[date]
    next_check: Mapped[date]
    # The last day on which the number is shown.
    expires: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    updated_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
