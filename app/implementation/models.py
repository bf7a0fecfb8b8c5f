"""The implementation workspace of a trust."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.implementation.rules import ITEMS, Construct, SuggestionState, TaskState


class ImplementationTask(Identified, TrustOwned, Base):
    """One line of the checklist: from our content (`key`), or a trust's own (`title`)."""

    __tablename__ = "implementation_tasks"
    __table_args__ = (
        UniqueConstraint("trust_id", "key"),
        known("construct", Construct),
        known("state", TaskState),
        CheckConstraint("(key IS NULL) = (title IS NOT NULL)", name="ours_or_theirs"),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done_with_day"),
        CheckConstraint("version >= 1", name="from_one"),
    )

    key: Mapped[str | None]
    title: Mapped[str | None]
    construct: Mapped[str]
    state: Mapped[str] = mapped_column(default=TaskState.TO_DO.value)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date | None]
    # What shows that it is done: a sentence, a link to the trust's own paper.
    evidence: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class NomadText(TrustOwned, Base):
    """The words of NoMAD's items, put in by a trust that confirmed that it may use them. We ship none."""

    __tablename__ = "nomad_texts"
    __table_args__ = (
        CheckConstraint(f"cardinality(items) = {ITEMS}", name="all_items"),
        CheckConstraint("licence <> ''", name="licence_said"),
    )

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    items: Mapped[list[str]] = mapped_column(ARRAY(Text))
    # Under what licence or leave, in the trust's own words.
    licence: Mapped[str]
    confirmed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime] = mapped_column(default=clock.now)


class NomadRound(Identified, TrustOwned, Base):
    """A time in which staff are asked."""

    __tablename__ = "nomad_rounds"
    __table_args__ = (
        CheckConstraint("closes_on >= opened_on", name="ends_after_it_begins"),
        # Nobody closes what has come to its last day.
        CheckConstraint("closed_by IS NULL OR closed_at IS NOT NULL", name="closed_with_time"),
        Index("uq_nomad_rounds_open", "trust_id", unique=True, postgresql_where="closed_at IS NULL"),
    )

    name: Mapped[str]
    opened_on: Mapped[date]
    closes_on: Mapped[date]
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class NomadReply(Identified, TrustOwned, Base):
    """One person's answers, without the person: nobody can say whose they are."""

    __tablename__ = "nomad_replies"
    __table_args__ = (
        CheckConstraint(f"cardinality(answers) = {ITEMS}", name="all_items"),
        Index(None, "round_id"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("nomad_rounds.id", ondelete="CASCADE"))
    # For each item: 0-10 or 1-5; empty if it was skipped; -1 to -3 for the three kinds of "not relevant".
    answers: Mapped[list[int | None]] = mapped_column(ARRAY(SmallInteger))


class NomadReplier(TrustOwned, Base):
    """Who has answered, so that nobody answers twice; not what, and not when. Forgotten when the round closes."""

    __tablename__ = "nomad_repliers"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("nomad_rounds.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)


class NomadDraft(Identified, TrustOwned, Base):
    """What somebody has answered and not sent yet, locked with a key of its own that is destroyed as it is sent."""

    __tablename__ = "nomad_drafts"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("nomad_rounds.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    sealed: Mapped[bytes | None]


class Suggestion(Identified, TrustOwned, Base):
    """What somebody would like to be different."""

    __tablename__ = "suggestions"
    __table_args__ = (
        known("state", SuggestionState),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(state = 'new') = (decided_at IS NULL)", name="decided_with_time"),
        CheckConstraint("state <> 'declined' OR answer <> ''", name="declined_with_reason"),
        CheckConstraint("version >= 1", name="from_one"),
        Index(None, "person_id"),
    )

    # Who wrote it; shown to nobody but themself.
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    is_staff: Mapped[bool]
    # Their words, locked with a key of the suggestion's own.
    sealed: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(default=SuggestionState.NEW.value)
    # For the one who wrote it.
    answer: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class Improvement(Identified, TrustOwned, Base):
    """A line of "You said, we did": one that everybody in the trust can read."""

    __tablename__ = "improvements"
    __table_args__ = (CheckConstraint("said <> '' AND did <> ''", name="both_halves"),)

    said: Mapped[str]
    did: Mapped[str]
    done_on: Mapped[date]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]
