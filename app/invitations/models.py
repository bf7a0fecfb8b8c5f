"""Invitations. One row for each time that somebody was invited; a repeat points at the one before it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.invitations.rules import LIVE, CameBy, State

_LIVE = ", ".join(f"'{state}'" for state in sorted(LIVE))


class Invitation(Identified, TrustOwned, Base):
    """An invitation by a member of staff to one email address, for a role in a team."""

    __tablename__ = "invitations"
    __table_args__ = (
        known("state", State),
        known("came_by", CameBy),
        CheckConstraint("(inviter_id IS NULL) = (came_by IN ('code', 'open'))", name="invited_or_asked"),
        CheckConstraint("(came_by = 'code') = (code_id IS NOT NULL)", name="code_is_known"),
        CheckConstraint("(came_by = 'list') = (list_id IS NOT NULL)", name="list_is_known"),
        CheckConstraint("(accepted_at IS NULL) = (person_id IS NULL)", name="accepted_by_somebody"),
        CheckConstraint("(revoked_at IS NULL) = (state <> 'revoked')", name="revoked_with_time"),
        # One live invitation for an address in a trust: inviting again replaces it.
        Index("uq_invitations_live", "trust_id", "email", unique=True, postgresql_where=f"state IN ({_LIVE})"),
        Index(None, "team_id", "created_at"),
        Index(None, "email"),
        Index(None, "repeats_id"),
    )

    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    # Nobody, if they asked for it themselves.
    inviter_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    came_by: Mapped[str] = mapped_column(default=CameBy.STAFF, server_default=CameBy.STAFF)
    code_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_codes.id"), index=True)
    list_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitation_lists.id", ondelete="RESTRICT"), index=True)
    repeats_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitations.id"))
    role: Mapped[str]
    email: Mapped[str]
    first_name: Mapped[str]
    relationship: Mapped[str]
    state: Mapped[str]
    # Changed by resending, so that only the newest link works. The link itself is nowhere but in the mail.
    nonce: Mapped[UUID]
    failure: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    declined_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
