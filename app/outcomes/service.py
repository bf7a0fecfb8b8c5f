"""Filling in a check-in: begun, kept as it goes, finished, and removed for good."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts import queries as accounts
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.keys import service as keys
from app.outcomes import queries, rules
from app.outcomes.instruments import Instrument, Item, Risk
from app.outcomes.models import CheckIn
from app.outcomes.queries import PLACE, Begun, Done
from app.outcomes.rules import TimePoint
from app.outcomes.scoring import Answers, risks_in
from app.risk.receipt import Receipt
from app.risk.rules import Source, SubjectKind, Urgency
from app.risk.service import Concern
from app.risk.service import answering as risk
from app.toolbox import service as toolbox
from app.toolbox.rules import Kept, Kind
from app.usage import service as usage
from app.usage.events import Event

TOO_EARLY = "It is less than two weeks since you did this one. Sooner, it would say more about the day than about you."
_GONE = "This check-in was finished or removed in another window meanwhile. Nothing of it is lost if you finished it."


class Overtaken(Conflict):
    """Other answers were kept in another window since this page was opened."""


def begin(session: Session, *, user: SignedIn, instrument: Instrument) -> None:
    """Begins a check-in; one that is begun stays, unless it is too old to go on with. Raises Conflict when it is too early."""
    # Locks the person, so that two browsers do not both begin, nor one while the account is closed.
    if accounts.find_open(session, person_id=user.person_id) is None:
        raise NotFound
    own, now = queries.all_of(session, person_id=user.person_id), clock.now()
    begun = own.begun.get(instrument.name)
    if begun and goes_on(begun, instrument):
        return
    past = [each for each in own.past if each.instrument == instrument.name]
    if not rules.may_begin(past, now=now):
        raise Conflict(TOO_EARLY)
    discard(session, person_id=user.person_id, instrument=instrument.name)
    session.add(
        CheckIn(
            trust_id=user.own_trust,
            person_id=user.person_id,
            instrument=instrument.name,
            version=instrument.version,
            language=instrument.language,
            time_point=TimePoint.OWN.value,
            started_at=now,
        )
    )
    session.flush()


def goes_on(begun: Begun, instrument: Instrument) -> bool:
    """Whether what is begun can be gone on with: it is not too old, and the questions are still the same."""
    return begun.version == instrument.version and not rules.is_forgotten(begun.started_at, now=clock.now())


def keep(
    session: Session,
    *,
    user: SignedIn,
    instrument: Instrument,
    items: Iterable[Item],
    answers: Answers,
    revision: int,
) -> Receipt | None:
    """Keeps the answers to some questions in place of what was answered to them; what was skipped has none.

    Gives what is said at once when a person must look at one of them: they are told in the same transaction. Raises
    Overtaken when another window kept others since this revision, and Conflict when there is nothing to go on with.
    """
    row = _held(session, user, instrument)
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=row.id)
    kept: dict[str, int] = key.unseal(row.sealed, place=PLACE) if row.sealed else {}
    asked = {item.id for item in items}
    whole = {name: value for name, value in kept.items() if name not in asked} | dict(answers)
    # The same answers once more, as when a page is sent twice, are no news to anybody.
    if whole != kept:
        if row.revision != revision:
            raise Overtaken
        row.sealed, row.revision = key.seal(whole, place=PLACE), row.revision + 1
    session.flush()
    return tell(session, user=user, check_in_id=row.id, instrument=instrument, answers=answers)


def tell(
    session: Session, *, user: SignedIn, check_in_id: UUID, instrument: Instrument, answers: Answers
) -> Receipt | None:
    """Has a person look at each answer that asks for it, kept or not; gives what is said about the most urgent one."""
    found = sorted(risks_in(instrument, answers), key=lambda each: list(Urgency).index(Urgency(each.urgency)))
    receipts = [
        risk.told(
            session,
            trust_id=user.own_trust,
            writer_id=user.person_id,
            kind=SubjectKind.CHECK_IN,
            subject_id=check_in_id,
            concern=_concern(instrument, each, answers),
            readers=user.trust_name,
        )
        for each in found
    ]
    return receipts[0] if receipts else None


def finish(session: Session, *, user: SignedIn, instrument: Instrument) -> UUID:
    """Finishes what is begun; gives its id. Raises Conflict when nothing was answered, or there is none."""
    row = _held(session, user, instrument)
    begun = queries.all_of(session, person_id=user.person_id).begun.get(instrument.name)
    if begun is None or not begun.answers:
        raise Conflict("There is nothing to finish yet. Answer at least one question, or leave it.")
    now = clock.now()
    if not instrument.is_activity:
        joined_at = people.open_account(session, person_id=user.person_id).created_at
        taken = _taken(session, user, instrument)
        row.time_point = rules.time_point(joined_at=joined_at, now=now, taken=taken).value
    row.finished_at = now
    session.flush()
    usage.record(
        session,
        event=Event.CHECK_IN_FINISHED,
        trust_id=user.own_trust,
        person_id=user.person_id,
        subject=instrument.name,
    )
    return row.id


def discard(session: Session, *, person_id: UUID, instrument: str) -> None:
    """Destroys what is begun and not finished of one questionnaire, if anything."""
    mine = (CheckIn.person_id == person_id, CheckIn.instrument == instrument, CheckIn.finished_at.is_(None))
    _remove(session, session.scalars(select(CheckIn.id).where(*mine).with_for_update()).all())


def remove(session: Session, *, person_id: UUID, check_in_id: UUID) -> None:
    """Destroys one that was finished, and what was kept of it in the toolbox. What a person was told of it stays told."""
    mine = (CheckIn.person_id == person_id, CheckIn.id == check_in_id)
    _remove(session, session.scalars(select(CheckIn.id).where(*mine).with_for_update()).all())
    toolbox.remove_source(session, person_id=person_id, source=source(check_in_id))


def put_in_toolbox(session: Session, *, user: SignedIn, done: Done, kept: Kept) -> None:
    """Keeps a result as it is in words, from where it can be shared."""
    whose = {"person_id": user.person_id, "trust_id": user.own_trust}
    toolbox.save(session, **whose, kind=Kind.CHECK_IN, source=source(done.id), kept=kept, version=done.version)


def source(check_in_id: UUID) -> str:
    """Where a thing in the toolbox came from that was made of this check-in."""
    return f"check-ins/{check_in_id}"


def leave_with_account(session: Session, person_id: UUID) -> None:
    """For an account that is being closed: everything goes; what was counted of many stays counted."""
    _remove(session, session.scalars(select(CheckIn.id).where(CheckIn.person_id == person_id).with_for_update()).all())


def _remove(session: Session, ids: Iterable[UUID]) -> None:
    # The row is held before its key, as when answers are kept at the same moment.
    for check_in_id in ids:
        keys.shred(session, owner_id=check_in_id)
        session.execute(delete(CheckIn).where(CheckIn.id == check_in_id))


def _taken(session: Session, user: SignedIn, instrument: Instrument) -> set[TimePoint]:
    """The times of the study for which there is one; too if it cannot be read."""
    mine = (CheckIn.person_id == user.person_id, CheckIn.instrument == instrument.name)
    return {
        TimePoint(each)
        for each in session.scalars(select(CheckIn.time_point).where(*mine, CheckIn.finished_at.is_not(None)))
    }


def _held(session: Session, user: SignedIn, instrument: Instrument) -> CheckIn:
    mine = (CheckIn.person_id == user.person_id, CheckIn.instrument == instrument.name)
    found = select(CheckIn).where(*mine, CheckIn.finished_at.is_(None)).with_for_update()
    row = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise Conflict(_GONE)
    return row


def _concern(instrument: Instrument, each: Risk, answers: Mapping[str, int]) -> Concern:
    """Which question and which answer, and nothing else of what was answered."""
    item, value = instrument.item(each.item), answers[each.item]
    # The words of a licence that is over are not there any more; the reason says what was asked.
    question = " ".join(filter(None, (instrument.stem, item.text))) or "its words are not in use any more"
    return Concern(
        source=Source.QUESTIONNAIRE,
        urgency=Urgency(each.urgency),
        # Sent twice on a day it is one answer; given again on another day somebody looks again.
        key=f"{each.item}/{value}/{clock.london_day(clock.now())}",
        text=f"The question ({instrument.short}, number {item.number}): {question}\nThe answer: {item.text_of(value) or value}",
        reasons=(each.reason,),
    )
