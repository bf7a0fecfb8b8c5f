"""Mails of the forum: why one leaves. The mail itself is a row of app.mail with this id."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.forum.rules.notices import NoticeKind


class Notice(Identified, TrustOwned, Base):
    """One mail to one member."""

    __tablename__ = "forum_notices"
    __table_args__ = (known("kind", NoticeKind), Index(None, "member_id", "kind", "created_at"))

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id", ondelete="CASCADE"))
    kind: Mapped[str]
    # How many threads have news; a mail names none of them.
    threads: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
