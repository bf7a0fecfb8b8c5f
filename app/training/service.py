"""What somebody does in the course. Nothing of the practice leaves the two tables of this room."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.invitations.rules import OFFERED, State, Step
from app.training import queries, rules
from app.training.course import Course, Pretend
from app.training.models import PracticeInvitation, TrainingRound
from app.training.rules import Progress

_KEPT_AS = {Step.CORRECT: "corrected_on", Step.SEND_AGAIN: "sent_again_on", Step.REVOKE: "withdrawn_on"}


def read_page(session: Session, *, user: SignedIn, course: Course, slug: str) -> None:
    """Notes that a page was read."""
    here = _round(session, user)
    if slug not in here.pages:
        here.pages = [*here.pages, slug]
    _settle(session, here, course)


def answer_questions(session: Session, *, user: SignedIn, course: Course, right: int) -> None:
    """Keeps how many answers were right, if that is the best so far, and not which."""
    here = _round(session, user)
    here.right_answers = max(right, here.right_answers or 0)
    _settle(session, here, course)


def invite(session: Session, *, user: SignedIn, course: Course, pretend: Pretend, email: str) -> None:
    """Invites a pretend relative, or one whose invitation was withdrawn. Raises Conflict otherwise."""
    here = _round(session, user)
    row = queries.practice(session, round_id=here.id).get(pretend.id)
    if not pretend.address or _state(here, row, pretend) not in {None, State.REVOKED}:
        raise Conflict
    if row is None:
        row = PracticeInvitation(trust_id=here.trust_id, round_id=here.id, relative=pretend.id)
        session.add(row)
    row.email, row.invited_on, row.since = email, here.practice_days, {}
    session.flush()
    _settle(session, here, course)


def take_step(session: Session, *, user: SignedIn, pretend: Pretend, step: Step, email: str | None = None) -> None:
    """Corrects, sends again or withdraws. Raises Conflict when a real invitation would not allow it either."""
    here = _round(session, user)
    row = queries.practice(session, round_id=here.id).get(pretend.id)
    state = _state(here, row, pretend)
    if row is None or state is None or step not in OFFERED[state]:
        raise Conflict
    row.since = row.since | {_KEPT_AS[step]: here.practice_days}
    row.email = email or row.email


def let_days_go_by(session: Session, *, user: SignedIn, days: int) -> None:
    """Moves the practice on; nothing moves after its last day."""
    here = _round(session, user)
    here.practice_days = min(here.practice_days + days, rules.LONGEST)


def begin_practice_again(session: Session, *, user: SignedIn) -> None:
    """Back to the first day, with nobody invited."""
    here = _round(session, user)
    session.execute(delete(PracticeInvitation).where(PracticeInvitation.round_id == here.id))
    here.practice_days = 0


def refresh(session: Session, *, user: SignedIn) -> None:
    """Begins the next round. Raises Conflict while the last pass holds for long yet, or there is none."""
    known = queries.rounds(session, person_id=user.person_id)
    today = clock.london_day(clock.now())
    if known.passed_on is None or not rules.may_refresh(known.passed_on, today=today):
        raise Conflict
    _begin(session, user)


def progress(session: Session, *, here: TrainingRound | None, course: Course) -> Progress:
    """How far somebody is in a round, or before the first."""
    if here is None:
        return Progress(len(course.pages), 0, None)
    invited = queries.invited_count(session, round_id=here.id)
    return Progress(len(course.left(here.pages)), invited, here.right_answers)


def _settle(session: Session, here: TrainingRound, course: Course) -> None:
    if here.passed_at is not None:
        return
    done = progress(session, here=here, course=course)
    if rules.is_passed(done, to_pass=course.questions.to_pass):
        here.passed_at = clock.now()
        audit.record(
            session,
            action=Action.TRAINING_PASSED,
            trust_id=here.trust_id,
            actor_id=here.person_id,
            subject_id=here.id,
            details={"version": course.about.version},
        )


def _state(here: TrainingRound, row: PracticeInvitation | None, pretend: Pretend) -> State | None:
    invited = queries.deeds_of(row, reached_at=pretend.reached_at) if row else None
    return rules.state(rules.story(pretend.way, invited, day=here.practice_days))


def _round(session: Session, user: SignedIn) -> TrainingRound:
    """The round that somebody is in, or a fresh one; nobody else changes it meanwhile."""
    current = queries.rounds(session, person_id=user.person_id).current
    if current is None:
        _begin(session, user)
        current = queries.rounds(session, person_id=user.person_id).current
        assert current is not None  # noqa: S101 - it has just begun
    mine = select(TrainingRound).where(TrainingRound.id == current.id).with_for_update()
    return session.scalars(mine.execution_options(populate_existing=True)).one()


def _begin(session: Session, user: SignedIn) -> None:
    # Two clicks begin one round: the database holds that only one is open.
    row = insert(TrainingRound).values(
        trust_id=user.own_trust, person_id=user.person_id, begun_at=clock.now(), pages=[], practice_days=0
    )
    session.execute(row.on_conflict_do_nothing())
