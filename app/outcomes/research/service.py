"""Opening, wording anew and closing a study; saying yes to it, and withdrawing."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.outcomes.models import ResearchConsent, ResearchStudy
from app.outcomes.research.rules import LENGTH, SIGNS

OPEN_ALREADY = "Somebody else has opened a study meanwhile. Only one can be open at a time."
CLOSED_ALREADY = "Somebody else has closed this study, or changed its words, while you had it open."
WORDS_CHANGED = "The words have changed since you opened the page. Read them again, then decide."


@dataclass(frozen=True)
class Wording:
    """What a study says of itself."""

    title: str
    approval: str
    contact: str
    words: str


def open_study(session: Session, *, user: SignedIn, wording: Wording) -> UUID:
    """Begins to ask. Raises Conflict while another study is open."""
    study_id = _add(session, user, wording)
    _tell(session, user, study_id, {"study": "opened"})
    return study_id


def word_anew(session: Session, *, user: SignedIn, study_id: UUID, wording: Wording) -> UUID:
    """Other words are another version: everybody is asked again. Raises Conflict when somebody was first."""
    _close(session, user, study_id)
    new_id = _add(session, user, wording)
    _tell(session, user, new_id, {"study": "worded anew", "before": str(study_id)})
    return new_id


def close(session: Session, *, user: SignedIn, study_id: UUID) -> None:
    """Nobody is asked any more, and what is answered from now on is not handed on. Raises Conflict."""
    _close(session, user, study_id)
    _tell(session, user, study_id, {"study": "closed"})


def agree(session: Session, *, user: SignedIn, study_id: UUID) -> None:
    """Somebody takes part; a second time changes nothing. Raises Conflict when these words are no longer asked."""
    # The person is held, so that nobody says yes while their account is closed.
    if accounts.find_open(session, person_id=user.person_id) is None:
        raise NotFound
    # Held, so that nobody changes the words meanwhile.
    asked = select(ResearchStudy.id).where(*_still_open(user, study_id)).with_for_update(read=True)
    if session.scalar(asked) is None:
        raise Conflict(WORDS_CHANGED)
    facts = {"id": uuid4(), "trust_id": user.own_trust, "study_id": study_id, "person_id": user.person_id}
    row = insert(ResearchConsent).values(**facts, pseudonym=_pseudonym(), given_at=clock.now())
    if session.scalar(row.on_conflict_do_nothing().returning(ResearchConsent.id)):
        _tell(session, user, study_id, {}, action=Action.RESEARCH_AGREED)


def withdraw(session: Session, *, user: SignedIn) -> None:
    """Somebody takes part in nothing any more; a second time changes nothing."""
    if _withdraw(session, user.person_id):
        _tell(session, user, user.person_id, {}, action=Action.RESEARCH_WITHDRAWN)


def leave_with_account(session: Session, person_id: UUID) -> None:
    """Whoever closes their account takes part in nothing any more."""
    for trust_id in _withdraw(session, person_id)[:1]:
        facts: dict[str, Any] = {"trust_id": trust_id, "actor_id": person_id, "subject_id": person_id}
        audit.record(session, action=Action.RESEARCH_WITHDRAWN, **facts)


def _withdraw(session: Session, person_id: UUID) -> list[UUID]:
    """Also cuts the only tie between person and pseudonym; gives the trust of each."""
    live = (ResearchConsent.person_id == person_id, ResearchConsent.withdrawn_at.is_(None))
    # Nor when they agreed and stopped: the audit trail has both moments beside their name, and so would tie them again.
    opened = select(ResearchStudy.opened_at).where(ResearchStudy.id == ResearchConsent.study_id).scalar_subquery()
    facts = {"person_id": None, "given_at": opened, "withdrawn_at": opened}
    row = update(ResearchConsent).where(*live).values(facts)
    return list(session.scalars(row.returning(ResearchConsent.trust_id)))


def _add(session: Session, user: SignedIn, wording: Wording) -> UUID:
    last = select(func.coalesce(func.max(ResearchStudy.version), 0)).where(ResearchStudy.trust_id == user.own_trust)
    facts = {"version": last.scalar_subquery() + 1, "opened_at": clock.now(), "opened_by": user.person_id}
    row = insert(ResearchStudy).values(id=uuid4(), trust_id=user.own_trust, **vars(wording), **facts)
    made: UUID | None = session.scalar(row.on_conflict_do_nothing().returning(ResearchStudy.id))
    if made is None:
        raise Conflict(OPEN_ALREADY)
    return made


def _close(session: Session, user: SignedIn, study_id: UUID) -> None:
    closed = update(ResearchStudy).where(*_still_open(user, study_id))
    row = closed.values(closed_at=clock.now(), closed_by=user.person_id).returning(ResearchStudy.id)
    if session.scalar(row) is None:
        raise Conflict(CLOSED_ALREADY)


def _still_open(user: SignedIn, study_id: UUID) -> tuple[Any, ...]:
    mine = ResearchStudy.trust_id == user.own_trust
    return ResearchStudy.id == study_id, mine, ResearchStudy.closed_at.is_(None)


def _pseudonym() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def _tell(
    session: Session,
    user: SignedIn,
    subject_id: UUID,
    facts: dict[str, object],
    *,
    action: Action = Action.RESEARCH_CHANGED,
) -> None:
    """Never with a pseudonym."""
    audit.record(
        session,
        action=action,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=subject_id,
        details=facts,
    )
