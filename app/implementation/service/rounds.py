"""NoMAD's words, and opening and closing a round."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict
from app.implementation.models import NomadDraft, NomadReplier, NomadReply, NomadRound, NomadText
from app.implementation.service.telling import tell
from app.keys import service as keys

_OPEN = "A round is open, and its questions stay as they are. Close it first."


def put_in_words(session: Session, *, user: SignedIn, items: list[str], licence: str) -> None:
    """Keeps the items that a trust may use, by whose word. Raises Conflict while a round is open."""
    facts = {"items": items, "licence": licence, "confirmed_by": user.person_id, "confirmed_at": clock.now()}
    row = upsert(NomadText).values(trust_id=user.own_trust, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["trust_id"], set_=facts))
    # After they are held: whoever opens a round holds them too, and one of both waits for the other.
    if session.scalar(select(NomadRound.id).where(*_open_in(user.own_trust))):
        raise Conflict(_OPEN)
    tell(session, user=user, subject_id=user.own_trust, facts={"words": len(items)})


def open_round(session: Session, *, user: SignedIn, name: str, closes_on: date) -> UUID:
    """Begins to ask. Raises Conflict without words, or while another round is open."""
    words = select(NomadText.trust_id).where(NomadText.trust_id == user.own_trust).with_for_update(read=True)
    if session.scalar(words) is None:
        raise Conflict("The questions are not there yet. Put them in first.")
    today = clock.london_day(clock.now())
    close_due(session, today=today, trust_id=user.own_trust)
    facts = {"name": name, "opened_on": today, "closes_on": closes_on, "opened_by": user.person_id}
    row = upsert(NomadRound).values(trust_id=user.own_trust, **facts)
    made: UUID | None = session.scalar(row.on_conflict_do_nothing().returning(NomadRound.id))
    if made is None:
        raise Conflict(_OPEN)
    tell(session, user=user, subject_id=made, facts={"round": "opened", "closes_on": closes_on.isoformat()})
    return made


def close(session: Session, *, user: SignedIn, round_id: UUID) -> None:
    """Ends a round before its last day. Raises Conflict when it is over already."""
    if not _close(session, round_id, user.person_id):
        raise Conflict("This round is closed already.")
    tell(session, user=user, subject_id=round_id, facts={"round": "closed"})


def close_due(session: Session, *, today: date, trust_id: UUID | None = None) -> None:
    """Ends the rounds whose last day has passed, in one trust or all."""
    past = select(NomadRound.id).where(NomadRound.closed_at.is_(None), NomadRound.closes_on < today)
    for round_id in session.scalars(past.where(NomadRound.trust_id == trust_id) if trust_id else past).all():
        _close(session, round_id, None)


def _close(session: Session, round_id: UUID, actor_id: UUID | None) -> bool:
    still = (NomadRound.id == round_id, NomadRound.closed_at.is_(None))
    row = update(NomadRound).where(*still).values(closed_at=clock.now(), closed_by=actor_id)
    # Waits for whoever is sending just now.
    if session.scalar(row.returning(NomadRound.id)) is None:
        return False
    _forget_who(session, round_id)
    return True


def _forget_who(session: Session, round_id: UUID) -> None:
    """Nothing is left that could say whose answers are whose: not who answered, and not when."""
    for draft_id in session.scalars(select(NomadDraft.id).where(NomadDraft.round_id == round_id)).all():
        keys.shred(session, owner_id=draft_id)
    for kept in (NomadDraft, NomadReplier):
        session.execute(delete(kept).where(kept.round_id == round_id))
    mix(session, round_id=round_id)


def mix(session: Session, *, round_id: UUID) -> None:
    """Writes all answers anew in random order: not even the database's own bookkeeping shows which came with whom."""
    of_round = select(NomadReply.trust_id, NomadReply.answers).where(NomadReply.round_id == round_id)
    replies = session.execute(of_round.order_by(func.random())).all()
    session.execute(delete(NomadReply).where(NomadReply.round_id == round_id))
    if replies:
        rows = [{"trust_id": each.trust_id, "round_id": round_id, "answers": each.answers} for each in replies]
        session.execute(insert(NomadReply), rows)


def _open_in(trust_id: UUID) -> tuple[ColumnElement[bool], ...]:
    today = clock.london_day(clock.now())
    return NomadRound.trust_id == trust_id, NomadRound.closed_at.is_(None), NomadRound.closes_on >= today
