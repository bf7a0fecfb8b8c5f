"""Topics for tests."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.topics import queries, service
from app.topics.models import Topic
from app.topics.queries import Wish
from app.topics.rules import State
from app.topics.service import Decision

PLACE = "/words"


def make_topic(
    person: Person,
    title: str = "Sleeping all day",
    *,
    details: str = "",
    state: State = State.ASKED,
    by: Person | None = None,
    days_old: int = 0,
) -> Topic:
    """A topic that somebody asked for; in any other state than asked, `by` has decided so."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        made = service.ask(session, trust_id=person.trust_id, person_id=person.id, title=title, details=details)
        topic = session.scalars(select(Topic).where(Topic.id == made)).one()
        topic.created_at -= timedelta(days=days_old)
    if state is not State.ASKED:
        assert by
        decide(topic, state, by=by)
    return now_of(topic)


def decide(topic: Topic, state: State, *, by: Person, title: str = "") -> None:
    """A member of staff takes a step, with an answer and a place."""
    decision = Decision(state, title or topic.title, "Because.", PLACE if state is State.WRITTEN else "")
    with unit_of_work(topic.trust_id) as session:
        asked = queries.topic(session, trust_id=topic.trust_id, topic_id=topic.id)
        service.decide(session, topic=asked, decision=decision, trust_id=topic.trust_id, actor_id=by.id)


def now_of(topic: Topic) -> Topic:
    """The row as it is now."""
    with unit_of_work(topic.trust_id) as session:
        return session.scalars(select(Topic).where(Topic.id == topic.id)).one()


def wishes_of(person: Person) -> list[Wish]:
    """What somebody sees."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return queries.wishes(session, trust_id=person.trust_id, person_id=person.id)


def votes(topic: Topic) -> int:
    """How many would like it."""
    with unit_of_work(topic.trust_id) as session:
        return queries.topic(session, trust_id=topic.trust_id, topic_id=topic.id).votes
