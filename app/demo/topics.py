"""What relatives of the demo trust asked to read about, and who would like it too. All made up."""

from sqlalchemy.orm import Session

from app.demo.past import Here
from app.topics import queries, service
from app.topics.rules import State
from app.topics.service import Decision

_LISTED = Decision(State.LISTED, "Going on holiday together", "A good question. We see who else would like it.", "")
_PLANNED = Decision(
    State.PLANNED, "What to tell the younger children", "We hear this often, and have begun to write.", ""
)
# Who asked, their words, what Sue has made of it (nothing yet: it waits), and who would like it too.
_ASKED: tuple[tuple[str, str, Decision | None, tuple[str, ...]], ...] = (
    ("Chidi", "Can we still go to Spain with our son", _LISTED, ("Alice", "Bola", "Gwen")),
    ("Dilys", "What do I tell his little sisters", _PLANNED, ("Bola", "Emrys", "Farah", "Gwen", "Hamid", "Jarek")),
    ("Farah", "Driving and tablets", None, ()),
)


def add(session: Session, here: Here) -> None:
    """Adds them, with votes."""
    for who, title, decision, voters in _ASKED:
        topic_id = service.ask(
            session, trust_id=here.trust_id, person_id=here.people[who], title=title, details="Just the main points."
        )
        if topic_id and decision:
            topic = queries.topic(session, trust_id=here.trust_id, topic_id=topic_id)
            sue = here.people["Sue"]
            service.decide(session, topic=topic, decision=decision, trust_id=here.trust_id, actor_id=sue)
            for voter in voters:
                service.vote(session, trust_id=here.trust_id, person_id=here.people[voter], topic_id=topic_id)
