"""The wrapped keys. Whoever has the database alone can open none of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, TrustOwned


class TrustKey(Base):
    """One trust's key, wrapped by the root key."""

    __tablename__ = "trust_keys"

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class DataKey(TrustOwned, Base):
    """The key of one owner, such as a person's toolbox; wrapped by the trust's. Without it nothing opens, in backups too."""

    __tablename__ = "data_keys"

    # No foreign key: this room knows nobody, and a conversation may own a key as well as a person.
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
