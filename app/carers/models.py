"""Carers whom a team knows of. No name, no address: initials and a reference that means something to the team only."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.carers.rules import Activity, Offer, Way
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


class Caseload(Identified, TrustOwned, Base):
    """How many people a team worked with on a day, as somebody counted them: the number that invitations are held against."""

    __tablename__ = "caseloads"
    __table_args__ = (
        UniqueConstraint("team_id", "counted_on"),
        CheckConstraint("people BETWEEN 0 AND 100000", name="a_team_at_most"),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"))
    counted_on: Mapped[date]
    people: Mapped[int]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ActivityCode(TrustOwned, Base):
    """The SNOMED CT code and term under which a trust's record system wants an activity."""

    __tablename__ = "activity_codes"
    __table_args__ = (known("activity", Activity), CheckConstraint("code ~ '^[0-9]{6,18}$'", name="looks_like_a_code"))

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    activity: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    term: Mapped[str]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
