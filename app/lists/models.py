"""Lists of people to invite, and their rows. Forgotten some weeks after they are done."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.lists.rules import ListState, RowState, Skipped


class InvitationList(Identified, TrustOwned, Base):
    """A file that was read without a mistake. `once` is the form's own number: a double click makes one list.

    `remarks` say how the file was understood. `confirmed_by` said yes to sending, or to going on, and is who invites.
    Once the rows are forgotten the name of the file and the remarks are empty too.
    """

    __tablename__ = "invitation_lists"
    __table_args__ = (
        known("state", ListState),
        UniqueConstraint("uploaded_by", "once"),
        CheckConstraint(
            "(state = 'checked') = (confirmed_at IS NULL) OR state = 'thrown-away'", name="confirmed_with_time"
        ),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by IS NULL)", name="confirmed_by_somebody"),
        CheckConstraint("(state IN ('finished', 'thrown-away')) = (ended_at IS NOT NULL)", name="ended_with_time"),
        Index(None, "state", "created_at"),
    )

    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"), index=True)
    once: Mapped[UUID]
    file_name: Mapped[str]
    remarks: Mapped[list[str]] = mapped_column(JSONB, default=list)
    state: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None]


class ListRow(TrustOwned, Base):
    """One person on a list. `line` is the line of the file, from 1."""

    __tablename__ = "invitation_list_rows"
    __table_args__ = (
        known("state", RowState),
        known("skipped", Skipped),
        UniqueConstraint("list_id", "line"),
        CheckConstraint("(state = 'skipped') = (skipped IS NOT NULL)", name="skipped_with_reason"),
        CheckConstraint("(state = 'invited') = (invitation_id IS NOT NULL)", name="invited_with_invitation"),
        Index("ix_invitation_list_rows_ready", "list_id", "line", postgresql_where="state = 'ready'"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    list_id: Mapped[UUID] = mapped_column(ForeignKey("invitation_lists.id", ondelete="CASCADE"))
    line: Mapped[int]
    email: Mapped[str]
    first_name: Mapped[str]
    relationship: Mapped[str]
    state: Mapped[str]
    skipped: Mapped[str | None]
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"))
