"""What waits for moderators, what members report, what was done, and what can be said against it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.forum.rules.moderation import Decided, Reason, ReportReason, ReviewKind, ReviewState, SanctionKind, Verb


class Review(Identified, TrustOwned, Base):
    """A post that a person must look at, by a time. One open review a post; a new reason adds to it."""

    __tablename__ = "forum_reviews"
    __table_args__ = (
        known("kind", ReviewKind),
        known("state", ReviewState),
        CheckConstraint("(state = 'taken') = (lease_until IS NOT NULL)", name="taken_with_lease"),
        CheckConstraint("(taken_by IS NULL) = (lease_until IS NULL)", name="taken_by_somebody"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_with_time"),
        CheckConstraint("version >= 1", name="from_one"),
        Index("uq_forum_reviews_open", "post_id", unique=True, postgresql_where="state <> 'done'"),
        Index("ix_forum_reviews_due", "board_id", "due_at", postgresql_where="state <> 'done'"),
        Index("ix_forum_reviews_raised", "board_id", "raised_at"),
    )

    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    post_id: Mapped[UUID] = mapped_column(ForeignKey("forum_posts.id"))
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=ReviewState.OPEN.value)
    raised_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime]
    # When somebody was told that it waits for too long.
    alerted_at: Mapped[datetime | None]
    taken_by: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    # No foreign key: in a commons it may be another trust's moderator, whose name stays with that trust.
    done_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)


class Report(Identified, TrustOwned, Base):
    """What a member told the moderators about a post; `trust_id` is the reporter's. The post's writer never sees it."""

    __tablename__ = "forum_reports"
    __table_args__ = (
        known("reason", ReportReason),
        known("decided", Decided),
        CheckConstraint("(decided IS NULL) = (decided_at IS NULL)", name="decided_with_time"),
        Index("uq_forum_reports_once", "post_id", "member_id", unique=True, postgresql_where="decided IS NULL"),
        Index(None, "board_id", "created_at"),
        Index("ix_forum_reports_unflagged", "created_at", postgresql_where="reason = 'worried' AND flagged_at IS NULL"),
    )

    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    post_id: Mapped[UUID] = mapped_column(ForeignKey("forum_posts.id"))
    # The post's writer's trust: a worry about somebody is theirs to look at.
    about_trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"))
    reason: Mapped[str]
    words: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    flagged_at: Mapped[datetime | None]
    decided: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    # What the reporter is told.
    answer: Mapped[str] = mapped_column(default="")


class Act(TrustOwned, Base):
    """One thing that a moderator did; `trust_id` is the trust of the member it was done to. Nobody can change it."""

    __tablename__ = "forum_acts"
    __table_args__ = (
        known("verb", Verb),
        known("reason", Reason),
        Index(None, "post_id"),
        Index(None, "thread_id"),
        Index(None, "member_id", "done_at"),
        Index(None, "moderator_id", "done_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum_threads.id"))
    post_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum_posts.id"))
    # Whose post or thread it was, or who was warned or stopped.
    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"))
    # A person's id; their name can be found in their own trust only.
    moderator_id: Mapped[UUID]
    verb: Mapped[str]
    reason: Mapped[str | None]
    # For the writer, from the moderator.
    words: Mapped[str] = mapped_column(default="")
    until: Mapped[datetime | None]
    done_at: Mapped[datetime] = mapped_column(default=clock.now)


class Sanction(Identified, TrustOwned, Base):
    """A time in which a member may not write, or not come in. `board_id` empty: everywhere; only their own trust can."""

    __tablename__ = "forum_sanctions"
    __table_args__ = (
        known("kind", SanctionKind),
        CheckConstraint("until > since", name="ends_later"),
        Index(None, "member_id", "until"),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"))
    board_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum_boards.id"))
    act_id: Mapped[int] = mapped_column(ForeignKey("forum_acts.id"))
    kind: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime]
    lifted_at: Mapped[datetime | None]


class Appeal(Identified, TrustOwned, Base):
    """A member says that something was done wrongly; another moderator answers."""

    __tablename__ = "forum_appeals"
    __table_args__ = (
        known("decided", Decided),
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint("(decided IS NULL) = (decided_at IS NULL)", name="decided_with_time"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
        Index("uq_forum_appeals_act", "act_id", unique=True),
        Index("ix_forum_appeals_due", "due_at", postgresql_where="decided IS NULL"),
    )

    act_id: Mapped[int] = mapped_column(ForeignKey("forum_acts.id"))
    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"))
    words: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime]
    decided: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    answer: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)


class Note(Identified, TrustOwned, Base):
    """What moderators of a member's own trust tell each other about them, locked."""

    __tablename__ = "forum_notes"
    __table_args__ = (Index(None, "member_id", "written_at"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id", ondelete="CASCADE"))
    sealed: Mapped[bytes]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)


class Complaint(Identified, TrustOwned, Base):
    """A complaint about the service, with a reference that can be quoted and a time by which it is answered."""

    __tablename__ = "forum_complaints"
    __table_args__ = (
        known("decided", Decided),
        CheckConstraint("(decided IS NULL) = (decided_at IS NULL)", name="decided_with_time"),
        Index("uq_forum_complaints_reference", "reference", unique=True),
        Index(None, "person_id"),
        Index("ix_forum_complaints_due", "acknowledge_by", postgresql_where="acknowledged_at IS NULL"),
    )

    reference: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    # Locked with the complaint's own key: a list of what was said by whom and when, the answers included.
    sealed: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    acknowledge_by: Mapped[datetime]
    answer_by: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    decided: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    version: Mapped[int] = mapped_column(default=1)
