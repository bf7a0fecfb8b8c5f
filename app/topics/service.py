"""Asking for a topic, wishing for it too, and what staff make of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.keys import service as keys
from app.topics import queries
from app.topics.models import Topic, TopicVote
from app.topics.queries import Asked
from app.topics.rules import MOST_WAITING, OVER, OWN_TO_REMOVE, State, may_become


@dataclass(frozen=True)
class Decision:
    """What staff make of a topic: its state, the title that everybody may read, and an answer to the one who asked."""

    state: State
    title: str
    answer: str
    href: str


def ask(session: Session, *, trust_id: UUID, person_id: UUID, title: str, details: str) -> UUID | None:
    """Asks for a topic; only staff see it yet. None when too many of the person's are still waiting."""
    # Locks the person, so that two browsers cannot both be the fifth.
    if accounts.find_open(session, person_id=person_id) is None:
        raise NotFound
    if queries.waiting(session, person_id=person_id) >= MOST_WAITING:
        return None
    topic = Topic(trust_id=trust_id, person_id=person_id, title=title)
    session.add(topic)
    session.flush()
    if details:
        key = keys.key_for(session, trust_id=trust_id, owner_id=topic.id)
        topic.sealed = key.seal(details, place="details")
    return topic.id


def take_back(session: Session, *, person_id: UUID, topic_id: UUID) -> None:
    """Removes one's own for good. Raises Conflict when it has gone on the list meanwhile."""
    own = (Topic.id == topic_id, Topic.person_id == person_id, Topic.state.in_(sorted(OWN_TO_REMOVE)))
    if session.scalar(delete(Topic).where(*own).returning(Topic.id)) is None:
        raise Conflict("A member of staff has put it on the list meanwhile, and others may wish for it by now.")
    keys.shred(session, owner_id=topic_id)


def vote(session: Session, *, trust_id: UUID, person_id: UUID, topic_id: UUID) -> None:
    """The person would like it too; a second time changes nothing."""
    row = insert(TopicVote).values(trust_id=trust_id, person_id=person_id, topic_id=topic_id, created_at=clock.now())
    session.execute(row.on_conflict_do_nothing())


def take_vote_back(session: Session, *, person_id: UUID, topic_id: UUID) -> None:
    """The person would not any more."""
    session.execute(delete(TopicVote).where(TopicVote.topic_id == topic_id, TopicVote.person_id == person_id))


def decide(session: Session, *, topic: Asked, decision: Decision, trust_id: UUID, actor_id: UUID) -> None:
    """Takes a step, or words what is shown anew. Raises Conflict when it may not be, or somebody was first."""
    if not may_become(topic.state, decision.state):
        raise Conflict
    changes: dict[str, object] = {
        "state": decision.state.value,
        "title": decision.title,
        "answer": decision.answer,
        "href": decision.href,
        "version": topic.version + 1,
        "decided_at": clock.now(),
        "decided_by": actor_id,
    }
    if decision.state in OVER:
        changes["sealed"] = None
    unchanged = (Topic.id == topic.id, Topic.trust_id == trust_id, Topic.version == topic.version)
    if session.scalar(update(Topic).where(*unchanged).values(changes).returning(Topic.id)) is None:
        raise Conflict
    if decision.state in OVER:
        keys.shred(session, owner_id=topic.id)
    facts = {"from": topic.state.value, "to": decision.state.value, "reworded": topic.title != decision.title}
    audit.record(
        session, action=Action.TOPIC_DECIDED, trust_id=trust_id, actor_id=actor_id, subject_id=topic.id, details=facts
    )


def look_up_who_asked(session: Session, *, topic: Asked, trust_id: UUID, actor_id: UUID) -> UUID | None:
    """Whose words they are, because somebody may not be safe; that it was looked up is written down."""
    audit.record(session, action=Action.TOPIC_WRITER_SHOWN, trust_id=trust_id, actor_id=actor_id, subject_id=topic.id)
    return queries.who_asked(session, trust_id=trust_id, topic_id=topic.id)
