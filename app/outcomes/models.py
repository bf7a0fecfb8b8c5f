"""What relatives answered, which questionnaires a trust uses, and who takes part in research."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.outcomes.rules import TimePoint


class CheckIn(Identified, TrustOwned, Base):
    """One questionnaire as one relative filled it in, perhaps not to its end. Score and answers are locked."""

    __tablename__ = "check_ins"
    __table_args__ = (
        known("time_point", TimePoint),
        CheckConstraint("finished_at IS NULL OR finished_at >= started_at", name="finished_later"),
        CheckConstraint("version >= 1", name="from_one"),
        CheckConstraint("revision >= 1", name="revised_from_one"),
        # One that is begun, and one for each time of the study.
        Index("uq_check_ins_open", "person_id", "instrument", unique=True, postgresql_where="finished_at IS NULL"),
        Index(
            "uq_check_ins_time_point",
            "person_id",
            "instrument",
            "time_point",
            unique=True,
            postgresql_where="time_point <> 'own'",
        ),
        Index(None, "person_id", "finished_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    # The questionnaire's name, the version of its words, and their language.
    instrument: Mapped[str]
    version: Mapped[int]
    language: Mapped[str] = mapped_column(default="en")
    time_point: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]
    # One more with each save, so that of two browsers the second is told.
    revision: Mapped[int] = mapped_column(default=1)
    # {item: number of the option}, locked with the check-in's own key; an item that was skipped is not in it.
    sealed: Mapped[bytes | None]


class TrustInstrument(Identified, TrustOwned, Base):
    """A questionnaire that a trust switched on or off, with the licence and the words where ours has none."""

    __tablename__ = "trust_instruments"
    __table_args__ = (
        UniqueConstraint("trust_id", "instrument"),
        CheckConstraint("(licence_number IS NULL) = (licence_holder IS NULL)", name="licence_whole"),
        CheckConstraint("(licence_number IS NULL) = (licence_expires_on IS NULL)", name="licence_with_end"),
        CheckConstraint("words IS NULL OR licence_number IS NOT NULL", name="words_with_licence"),
        CheckConstraint("version >= 1", name="from_one"),
    )

    instrument: Mapped[str]
    is_on: Mapped[bool]
    licence_number: Mapped[str | None]
    licence_holder: Mapped[str | None]
    licence_expires_on: Mapped[date | None]
    # The licensed text as it was uploaded: {"items": {id: text}, "options": {...}}. It says nothing about anybody.
    words: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    # One more with each change, so that of two leads the second is told.
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))


class ResearchStudy(Identified, TrustOwned, Base):
    """A study that a trust takes part in, and the words that people agree to. Other words are another version."""

    __tablename__ = "research_studies"
    __table_args__ = (
        UniqueConstraint("trust_id", "version"),
        Index("uq_research_studies_open", "trust_id", unique=True, postgresql_where="closed_at IS NULL"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
        CheckConstraint("version >= 1", name="from_one"),
    )

    version: Mapped[int]
    title: Mapped[str]
    # Who approved it, such as "REC 26/NW/0123".
    approval: Mapped[str]
    contact: Mapped[str]
    words: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class ResearchConsent(Identified, TrustOwned, Base):
    """One person's yes to one version. Outlives them without their name, so that older files can be cleared of it."""

    __tablename__ = "research_consents"
    __table_args__ = (
        UniqueConstraint("pseudonym"),
        Index(
            "uq_research_consents_live", "person_id", "study_id", unique=True, postgresql_where="withdrawn_at IS NULL"
        ),
    )

    study_id: Mapped[UUID] = mapped_column(ForeignKey("research_studies.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    # Random, and in no other place: whoever has an exported file cannot get from it to a person.
    pseudonym: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    # Whether, not when: both times are set to the opening of the study then, so that the audit trail ties nobody to it.
    withdrawn_at: Mapped[datetime | None]
