"""What a relative keeps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Identified, TrustOwned


class ToolboxItem(Identified, TrustOwned, Base):
    """One saved answer or plan. `source` names where it came from, such as "what-is-psychosis/my-plan"."""

    __tablename__ = "toolbox_items"
    __table_args__ = (UniqueConstraint("person_id", "source"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    source: Mapped[str]
    title: Mapped[str]
    # What was given, in the shape of the thing that was answered: {"chosen": [...]}, {"text": ...}, {"fields": {...}}.
    answer: Mapped[dict[str, Any]] = mapped_column(JSONB)
    # The same in words to show and print: [["First I will", "put the kettle on"], ...].
    lines: Mapped[list[list[str]]] = mapped_column(JSONB)
    href: Mapped[str]
    saved_at: Mapped[datetime]
