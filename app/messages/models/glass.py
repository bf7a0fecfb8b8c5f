"""A conversation opened in an emergency by somebody who is not its supporter."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.messages.rules.glass import Category


class Opening(Identified, TrustOwned, Base):
    """One request to read one conversation, and what a second person decided. The reasons are locked with its key."""

    __tablename__ = "message_openings"
    __table_args__ = (
        known("category", Category),
        CheckConstraint("asked_by <> decided_by", name="two_people"),
        CheckConstraint("(allowed_at IS NULL) OR (refused_at IS NULL)", name="one_decision"),
        CheckConstraint(
            "(decided_by IS NOT NULL) = (allowed_at IS NOT NULL OR refused_at IS NOT NULL)", name="decided_by_somebody"
        ),
        Index(None, "conversation_id"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    category: Mapped[str]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    # {"why", "why_not_told"}, locked with the conversation's key to this id.
    sealed: Mapped[bytes]
    # The relative is told, unless that raises danger; why not is in the sealed words.
    tells_relative: Mapped[bool] = mapped_column(default=True)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    allowed_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
