"""Reads how far somebody is in the course, whom they invited in practice, and when everybody passed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.training.models import PracticeInvitation, TrainingRound
from app.training.rules import Deed, Happened, Invited, Standing, standing

# How a deed of the trainee's is kept in `since`.
DEEDS = {"corrected_on": Deed.CORRECTED, "sent_again_on": Deed.SENT_AGAIN, "withdrawn_on": Deed.WITHDRAWN}


@dataclass(frozen=True)
class Rounds:
    """The round that somebody is in, if they are in one, and their newest pass."""

    current: TrainingRound | None
    passed: TrainingRound | None

    @property
    def passed_on(self) -> date | None:
        """The day of the newest pass, in London."""
        return clock.london_day(self.passed.passed_at) if self.passed and self.passed.passed_at else None

    @property
    def standing(self) -> Standing:
        """Whether the newest pass still holds."""
        return standing(self.passed_on, today=clock.london_day(clock.now()))


def rounds(session: Session, *, person_id: UUID) -> Rounds:
    """Where somebody is with the course. A pass that no longer holds is no round to go on with."""
    mine = select(TrainingRound).where(TrainingRound.person_id == person_id)
    found = session.scalars(mine.order_by(TrainingRound.passed_at.desc().nulls_first())).all()
    is_open = next((each for each in found if each.passed_at is None), None)
    passed = next((each for each in found if each.passed_at is not None), None)
    known = Rounds(is_open, passed)
    return Rounds(passed, passed) if is_open is None and known.standing is Standing.DONE else known


def practice(session: Session, *, round_id: UUID) -> dict[str, PracticeInvitation]:
    """Who was invited in practice, by the names of the pretend relatives."""
    of_round = select(PracticeInvitation).where(PracticeInvitation.round_id == round_id)
    return {row.relative: row for row in session.scalars(of_round)}


def invited_count(session: Session, *, round_id: UUID) -> int:
    """How many pretend relatives were invited."""
    of_round = PracticeInvitation.round_id == round_id
    return session.scalar(select(func.count()).select_from(PracticeInvitation).where(of_round)) or 0


def deeds_of(row: PracticeInvitation, *, reached_at: str) -> Invited:
    """What the trainee did about a pretend relative, whose real address this is."""
    since = [Happened(day, DEEDS[name]) for name, day in row.since.items()]
    return Invited(row.email == reached_at, (Happened(row.invited_on, Deed.INVITED), *since))


def passed_at(session: Session, *, trust_id: UUID) -> dict[UUID, datetime]:
    """When each person of a trust passed last; those who never did are left out."""
    newest = select(TrainingRound.person_id, func.max(TrainingRound.passed_at)).group_by(TrainingRound.person_id)
    rows = session.execute(newest.where(TrainingRound.trust_id == trust_id, TrainingRound.passed_at.is_not(None)))
    return {person_id: moment for person_id, moment in rows if moment}
