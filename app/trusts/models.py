"""Trusts and teams."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned


class Trust(Identified, Base):
    """A health service that offers Holdfast. Its own policy compares id, since it is the trust."""

    __tablename__ = "trusts"
    __table_args__ = (
        CheckConstraint("crisis_line_name <> '' AND crisis_line_number <> ''", name="crisis_line_is_there"),
        CheckConstraint("usage_months BETWEEN 3 AND 120", name="usage_months_in_bounds"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    # Whom to ring here in a crisis; a trust cannot be made without it.
    crisis_line_name: Mapped[str]
    crisis_line_number: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    # Until then relatives are mailed only if their address is on the guest list.
    live_at: Mapped[datetime | None]
    # Whether anybody may ask for an account at /join, without a code.
    open_joining: Mapped[bool] = mapped_column(default=False, server_default=false())
    # For how long single usage events are kept; what is counted from them stays.
    usage_months: Mapped[int] = mapped_column(default=24, server_default="24")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Team(Identified, TrustOwned, Base):
    """A team of a trust that invites relatives."""

    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("trust_id", "name"),
        Index("uq_teams_takes_unsure", "trust_id", unique=True, postgresql_where="takes_unsure"),
    )

    name: Mapped[str]
    # Those who ask at an open door and do not know their team come to this one.
    takes_unsure: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class GuestAddress(Identified, TrustOwned, Base):
    """An address that may be mailed while the trust is still trying Holdfast out."""

    __tablename__ = "guest_addresses"
    __table_args__ = (UniqueConstraint("trust_id", "email"),)

    email: Mapped[str]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
