"""Maps as they are now, and copies kept to compare with. Names on them are locked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.network.rules import Whose


class NetworkMap(Identified, TrustOwned, Base):
    """One of a relative's two maps, locked with the map's own key."""

    __tablename__ = "network_maps"
    __table_args__ = (
        UniqueConstraint("person_id", "whose"),
        known("whose", Whose),
        CheckConstraint("revision >= 1", name="from_one"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    whose: Mapped[str]
    # One more with each change, so that of two browsers the second is told.
    revision: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class NetworkCopy(Identified, TrustOwned, Base):
    """A map as it was when somebody kept it, locked with the same key."""

    __tablename__ = "network_copies"
    __table_args__ = (Index(None, "map_id", "kept_at"),)

    map_id: Mapped[UUID] = mapped_column(ForeignKey("network_maps.id", ondelete="CASCADE"))
    sealed: Mapped[bytes]
    kept_at: Mapped[datetime] = mapped_column(default=clock.now)
