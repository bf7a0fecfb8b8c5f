"""Suggesting something, taking it back, and what the lead makes of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.implementation.models import Suggestion
from app.implementation.queries import suggestions as queries
from app.implementation.queries.suggestions import PLACE, Said
from app.implementation.rules import MOST_WAITING, TRANSITIONS, SuggestionState
from app.keys import service as keys
from app.risk import service as risk
from app.risk.rules import Source, SubjectKind, Urgency
from app.risk.service import Concern


@dataclass(frozen=True)
class Decision:
    """What is made of a suggestion, and the answer to whoever wrote it."""

    state: SuggestionState
    answer: str


def suggest(session: Session, *, user: SignedIn, words: str) -> UUID | None:
    """Keeps a suggestion, locked with a key of its own; the same words again are the same suggestion.

    None when too many of the person's wait already.
    """
    # Locks the person, so that two browsers cannot both be the fifth.
    if accounts.find_open(session, person_id=user.person_id) is None:
        raise NotFound
    waiting = {each.words: each.id for each in queries.own(session, person_id=user.person_id) if each.is_new}
    if words in waiting or len(waiting) >= MOST_WAITING:
        return waiting.get(words)
    made = Suggestion(trust_id=user.own_trust, person_id=user.person_id, is_staff=not user.is_relative)
    session.add(made)
    session.flush()
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=made.id)
    made.sealed = key.seal(words, place=PLACE)
    return made.id


def take_back(session: Session, *, person_id: UUID, suggestion_id: UUID) -> None:
    """Removes one's own for good, with what was answered. Raises NotFound."""
    own = (Suggestion.id == suggestion_id, Suggestion.person_id == person_id)
    if session.scalar(delete(Suggestion).where(*own).returning(Suggestion.id)) is None:
        raise NotFound
    keys.shred(session, owner_id=suggestion_id)


def decide(session: Session, *, user: SignedIn, said: Said, decision: Decision) -> None:
    """Takes a step. Raises Conflict when it may not be, or somebody was first."""
    if decision.state not in TRANSITIONS[said.state]:
        raise Conflict
    changes = {
        "state": decision.state.value,
        "answer": decision.answer,
        "version": said.version + 1,
        "decided_at": clock.now(),
        "decided_by": user.person_id,
    }
    mine = (Suggestion.id == said.id, Suggestion.trust_id == user.own_trust, Suggestion.version == said.version)
    if session.scalar(update(Suggestion).where(*mine).values(changes).returning(Suggestion.id)) is None:
        raise Conflict
    audit.record(
        session,
        action=Action.SUGGESTION_DECIDED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=said.id,
        details={"from": said.state.value, "to": decision.state.value},
    )


def tell_of_worry(session: Session, *, user: SignedIn, said: Said, urgency: Urgency) -> None:
    """Has those who work on flags look at it: they see who wrote it, and whoever told them does not."""
    risk.raise_flag(
        session,
        trust_id=user.own_trust,
        kind=SubjectKind.SUGGESTION,
        subject_id=said.id,
        writer_id=queries.writer(session, trust_id=user.own_trust, suggestion_id=said.id),
        concern=Concern(source=Source.STAFF, urgency=urgency, key=f"read/{urgency.value}", text=said.words),
        actor_id=user.person_id,
    )


def leave_with_account(session: Session, person_id: UUID) -> None:
    """For an account that is being closed: the words are destroyed; that something was suggested stays counted."""
    # The row before its key, as when somebody takes one back at the same moment.
    theirs = select(Suggestion.id).where(Suggestion.person_id == person_id).with_for_update()
    for suggestion_id in session.scalars(theirs).all():
        keys.shred(session, owner_id=suggestion_id)
    new = (Suggestion.person_id == person_id, Suggestion.state == SuggestionState.NEW.value)
    session.execute(delete(Suggestion).where(*new))
    session.execute(update(Suggestion).where(Suggestion.person_id == person_id).values(sealed=None, person_id=None))
