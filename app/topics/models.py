"""Topics that relatives ask for, and who would like them too."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.topics.rules import MOST_TITLE, OVER, State

_OVER = ", ".join(f"'{state}'" for state in sorted(OVER))


class Topic(Identified, TrustOwned, Base):
    """One thing that somebody would like to read about. Its title is public in the trust once staff have looked."""

    __tablename__ = "topics"
    __table_args__ = (
        known("state", State),
        CheckConstraint(f"title <> '' AND length(title) <= {MOST_TITLE}", name="title_fits"),
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided_with_time"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("state <> 'written' OR href <> ''", name="written_somewhere"),
        CheckConstraint("state <> 'declined' OR answer <> ''", name="declined_with_reason"),
        CheckConstraint(f"state NOT IN ({_OVER}) OR sealed IS NULL", name="nothing_kept_when_over"),
        CheckConstraint("version >= 1", name="from_one"),
        Index(None, "person_id"),
    )

    # Who asked. Never shown to other relatives; the topic outlives them.
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    title: Mapped[str]
    # What would help them, in their own words, locked with the topic's own key: staff can read it, a backup cannot.
    sealed: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(default=State.ASKED.value)
    # For the one who asked; empty until somebody has answered.
    answer: Mapped[str] = mapped_column(default="")
    # Where on this site it can be read; empty if nowhere.
    href: Mapped[str] = mapped_column(default="")
    # One more with each decision, so that of two members of staff at once the second is told.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class TopicVote(TrustOwned, Base):
    """One relative would like one topic too. Counted when it is shown; no count is stored."""

    __tablename__ = "topic_votes"
    __table_args__ = (Index(None, "person_id"),)

    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
