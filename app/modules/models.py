"""How far a relative has come."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, TrustOwned


class PageProgress(TrustOwned, Base):
    """One page of one module that one relative has opened, and perhaps marked as done."""

    __tablename__ = "page_progress"
    __table_args__ = (CheckConstraint("version >= 1", name="from_one"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(primary_key=True)
    # The last time, so that "carry on" leads to where they stopped; the usage events hold every time.
    opened_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    # On one page of each module that was ever complete: when the last of its pages was opened or marked as done.
    completed_at: Mapped[datetime | None]
    # The module's version at that last time, so that they can be told what has changed since.
    version: Mapped[int]
