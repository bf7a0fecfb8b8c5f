"""Things kept in a toolbox."""

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.toolbox import queries, service
from app.toolbox.queries import Item
from app.toolbox.rules import Kept, Kind


def make_item(person: Person, words: str = "Kettle on", *, source: str = "first-steps/plan", cards: int = 1) -> Item:
    """A saved plan with one line, and a card that says the same once or more often; gives the newest thing in the person's toolbox."""
    assert person.trust_id
    kept = Kept(
        title=f"Plan from {source}",
        answer={"text": words},
        lines=[["First I will", words]],
        href="/modules/first-steps/my-plan#plan",
        card=[["First", words]] * cards,
    )
    with unit_of_work(person.trust_id) as session:
        names = {"person_id": person.id, "trust_id": person.trust_id}
        service.save(session, **names, kind=Kind.ANSWER, source=source, kept=kept, version=1)
    return items_of(person)[0]


def items_of(person: Person) -> list[Item]:
    """Everything in a person's toolbox, the newest first."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return queries.items(session, person_id=person.id)
