"""People, the roles they hold, and their sign-in sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.roles import Role
from app.core import clock
from app.core.db import Base, Identified, known


class TrustOrPlatform:
    """Like TrustOwned, but empty for the platform administrator, who belongs to no trust."""

    trust_id: Mapped[UUID | None] = mapped_column(ForeignKey("trusts.id"), index=True)


class Person(Identified, TrustOrPlatform, Base):
    """Somebody with an account. The email address is kept in lower case and names one person everywhere."""

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    # Somebody of the staff trying it out as a relative: in no figure. The lead asked, and the owner agreed: if the lead
    # could leave anybody out, the difference between two reports would show what one relative did.
    is_test: Mapped[bool] = mapped_column(default=False, server_default=false())
    test_asked_at: Mapped[datetime | None]


class RoleGrant(Identified, TrustOrPlatform, Base):
    """One role of one person, in one team or in the whole trust."""

    __tablename__ = "role_grants"
    __table_args__ = (
        UniqueConstraint("person_id", "role", "team_id", postgresql_nulls_not_distinct=True),
        known("role", Role),
        CheckConstraint("(trust_id IS NULL) = (role = 'platform_administrator')", name="only_platform_without_trust"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    role: Mapped[str]
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))


class SignInSession(TrustOrPlatform, Base):
    """A browser that is signed in. Only the fingerprint of its cookie is kept."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (Index(None, "person_id"),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    device: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime]
