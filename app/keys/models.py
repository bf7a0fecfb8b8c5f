"""The wrapped keys. Whoever has the database alone can open none of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, TrustOwned


class TrustKey(Base):
    """One trust's key, wrapped by a root key. The newest version is in use; an older one is there while it is changed."""

    __tablename__ = "trust_keys"
    __table_args__ = (CheckConstraint("version >= 1", name="from_one"),)

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The root key's fingerprint: which of ENCRYPTION_KEY and ENCRYPTION_KEY_OLD opens this.
    locked_by: Mapped[str]
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class DataKey(TrustOwned, Base):
    """The key of one owner, such as a person's toolbox; wrapped by the trust's. Without it nothing opens, in backups too."""

    __tablename__ = "data_keys"
    # A trust's key cannot go while it is needed.
    __table_args__ = (
        ForeignKeyConstraint(["trust_key_version", "trust_id"], ["trust_keys.version", "trust_keys.trust_id"]),
    )

    # No foreign key: this room knows nobody, and a conversation may own a key as well as a person.
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    trust_key_version: Mapped[int]
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
