"""Service codes: with one of them a relative joins without any staff action."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned


class ServiceCode(Identified, TrustOwned, Base):
    """A team's code, as it stands on posters and cards. A newer one lets it go on for a while, or ends it."""

    __tablename__ = "service_codes"
    __table_args__ = (
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_somebody"),
        CheckConstraint("code <> '' AND code = upper(code)", name="code_in_capitals"),
        # A team has one newest code, also when two colleagues make one at once.
        Index(
            "uq_service_codes_newest",
            "team_id",
            unique=True,
            postgresql_where="works_until IS NULL AND revoked_at IS NULL",
        ),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    # Empty as long as it is the team's newest.
    works_until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
