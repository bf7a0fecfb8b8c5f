"""Carers whom a team knows of. No name, no address: initials and a reference that means something to the team only."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.carers.rules import Offer, Way
from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known


class Carer(Identified, TrustOwned, Base):
    """One carer on a team's list, and what became of the offer."""

    __tablename__ = "carers"
    __table_args__ = (
        known("offer", Offer),
        known("way", Way),
        CheckConstraint("(offer = 'not-yet') = (offered_on IS NULL)", name="offered_with_date"),
        CheckConstraint("(offer = 'invited') = (invitation_id IS NOT NULL)", name="invited_with_invitation"),
        CheckConstraint("(offer = 'otherwise') = (way IS NOT NULL)", name="otherwise_with_way"),
        Index("uq_carers_reference", "team_id", "reference", unique=True, postgresql_where="removed_at IS NULL"),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"), index=True)
    initials: Mapped[str]
    reference: Mapped[str]
    identified_on: Mapped[date]
    offer: Mapped[str] = mapped_column(default=Offer.NOT_YET)
    offered_on: Mapped[date | None]
    way: Mapped[str | None]
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitations.id"))
    added_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    # Off the list: no longer known to the team, or put on it by mistake.
    removed_at: Mapped[datetime | None]
