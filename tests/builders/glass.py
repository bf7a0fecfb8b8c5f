"""Conversations that are asked for and opened in an emergency, through the services as the pages do."""

from uuid import UUID

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import unit_of_work
from app.messages.queries import conversations
from app.messages.rules.glass import Category
from app.messages.service import glass
from app.messages.service.glass import Request
from app.trusts.models import Trust
from tests.builders.accounts import make_person
from tests.builders.messages import signed_in

WHY = "Her brother says that she wrote of a plan for tonight. We do not know where she is."
WHY_NOT = "He reads her mail, and she is afraid of him."


def make_safeguarding_lead(trust: Trust, name: str = "Sara") -> Person:
    """Somebody who can ask."""
    return make_person(name, Role.SAFEGUARDING_LEAD, trust=trust)


def ask_for(
    person: Person, conversation_id: UUID, *, category: Category = Category.DANGER_TO_LIFE, why_not_told: str = ""
) -> UUID:
    """The id of the request."""
    request = Request(conversation_id, category, WHY, why_not_told)
    with unit_of_work(person.trust_id) as session:
        return glass.ask(session, user=signed_in(person), request=request)


def agree_to(person: Person, opening_id: UUID) -> None:
    """The second person agrees."""
    with unit_of_work(person.trust_id) as session:
        glass.agree(session, user=signed_in(person), opening_id=opening_id)


def refuse(person: Person, opening_id: UUID) -> None:
    """The second person refuses."""
    with unit_of_work(person.trust_id) as session:
        glass.refuse(session, user=signed_in(person), opening_id=opening_id)


def read_opened(person: Person, opening_id: UUID, conversation_id: UUID) -> list[str]:
    """Who asked looks at it; gives what stands there."""
    with unit_of_work(person.trust_id) as session:
        glass.read(session, user=signed_in(person), opening_id=opening_id)
        return [each.written.text for each in conversations.messages(session, conversation_id=conversation_id)]
