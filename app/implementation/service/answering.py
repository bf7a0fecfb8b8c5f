"""Answering a round: a draft that is one's own, and answers that are nobody's."""

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict
from app.implementation.models import NomadDraft, NomadReplier, NomadReply, NomadRound
from app.implementation.queries import rounds as queries
from app.implementation.queries.rounds import PLACE, Answers
from app.implementation.service import rounds
from app.keys import service as keys

_CLOSED = "The questions were closed meanwhile. What you had not sent was destroyed, and nobody has seen it."
_TWICE = "You have sent your answers already. They cannot be changed, since nobody knows which are yours."


def keep(session: Session, *, user: SignedIn, round_id: UUID, answers: dict[int, int | None]) -> None:
    """Keeps answers, by the item's place, with what was answered before. Raises Conflict when it is too late."""
    _hold_open(session, user, round_id)
    draft = _draft(session, user, round_id)
    # After the draft is held: another browser may just have sent it.
    if queries.has_answered(session, round_id=round_id, person_id=user.person_id):
        raise Conflict(_TWICE)
    kept = queries.draft(session, round_id=round_id, person_id=user.person_id)
    whole = [answers.get(place, value) for place, value in enumerate(kept)]
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=draft.id)
    draft.sealed = key.seal(whole, place=PLACE)
    session.flush()


def send(session: Session, *, user: SignedIn, round_id: UUID) -> None:
    """Makes the draft an answer that is nobody's. Raises Conflict when it is too late, or the second time."""
    _hold_open(session, user, round_id, alone=True)
    draft = _draft(session, user, round_id)
    answers = queries.draft(session, round_id=round_id, person_id=user.person_id)
    replier = insert(NomadReplier).values(trust_id=user.own_trust, round_id=round_id, person_id=user.person_id)
    if session.scalar(replier.on_conflict_do_nothing().returning(NomadReplier.person_id)) is None:
        raise Conflict(_TWICE)
    if is_empty(answers):
        raise Conflict("There is nothing to send yet. Answer at least one question first.")
    session.add(NomadReply(trust_id=user.own_trust, round_id=round_id, answers=answers))
    keys.shred(session, owner_id=draft.id)
    session.delete(draft)
    session.flush()
    rounds.mix(session, round_id=round_id)


def is_empty(answers: Answers) -> bool:
    """Whether every question was skipped."""
    return all(each is None for each in answers)


def _hold_open(session: Session, user: SignedIn, round_id: UUID, *, alone: bool = False) -> None:
    """Whoever closes the round waits until this is written; `alone`: so does everybody else. Raises Conflict."""
    today = clock.london_day(clock.now())
    mine = (NomadRound.id == round_id, NomadRound.trust_id == user.own_trust)
    still = (NomadRound.closed_at.is_(None), NomadRound.closes_on >= today)
    if session.scalar(select(NomadRound.id).where(*mine, *still).with_for_update(read=not alone)) is None:
        raise Conflict(_CLOSED)


def _draft(session: Session, user: SignedIn, round_id: UUID) -> NomadDraft:
    names = {"trust_id": user.own_trust, "round_id": round_id, "person_id": user.person_id}
    session.execute(insert(NomadDraft).values(id=uuid4(), **names).on_conflict_do_nothing())
    mine = select(NomadDraft).where(NomadDraft.round_id == round_id, NomadDraft.person_id == user.person_id)
    held = session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if held is None:  # another browser has just sent it
        raise Conflict(_TWICE)
    return held
