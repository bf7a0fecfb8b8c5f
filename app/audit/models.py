"""The audit trail. No foreign keys: it outlives what it tells of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class AuditEntry(Base):
    """One thing that somebody did. Each entry's hash covers the one before it in the same trust."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "trust_id", "id"),
        # The history of a task is looked up on its page, among everything that was ever done in a trust.
        Index(None, "subject_id", postgresql_where="action = 'implementation.changed'"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    trust_id: Mapped[UUID | None]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    subject_id: Mapped[UUID | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    happened_at: Mapped[datetime]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
