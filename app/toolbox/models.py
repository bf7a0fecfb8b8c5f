"""What a relative keeps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Identified, TrustOwned, known
from app.toolbox.rules import Kind


class ToolboxItem(Identified, TrustOwned, Base):
    """One thing kept. `source` names where it came from, such as "what-is-psychosis/my-plan"; the words are locked."""

    __tablename__ = "toolbox_items"
    __table_args__ = (
        UniqueConstraint("person_id", "source"),
        known("kind", Kind),
        CheckConstraint("(shared_with IS NULL) = (shared_at IS NULL)", name="shared_with_time"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str]
    source: Mapped[str]
    # rules.Kept as JSON, locked with the person's key to this source.
    sealed: Mapped[bytes]
    # The module's version when it was saved; empty for what comes from no module.
    version: Mapped[int | None]
    saved_at: Mapped[datetime]
    # The team that may read it, by the relative's own choice.
    shared_with: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    shared_at: Mapped[datetime | None]
