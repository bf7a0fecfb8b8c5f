"""Trusts and teams."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned


class Trust(Identified, Base):
    """A health service that offers Holdfast. Its own policy compares id, since it is the trust."""

    __tablename__ = "trusts"
    __table_args__ = (
        CheckConstraint("crisis_line_name <> '' AND crisis_line_number <> ''", name="crisis_line_is_there"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    # Whom to ring here in a crisis; a trust cannot be made without it.
    crisis_line_name: Mapped[str]
    crisis_line_number: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Team(Identified, TrustOwned, Base):
    """A team of a trust that invites relatives."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("trust_id", "name"),)

    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
