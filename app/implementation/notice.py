"""What the staff home says of this room: suggestions that wait for the lead, and questions that are open."""

from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.templating import long_date, plural
from app.implementation.queries import rounds, suggestions

Notice = tuple[str, str, str]


def suggestions_wait(session: Session, user: SignedIn) -> Notice | None:
    """A sentence, where it leads and the words of the link; None when nothing waits."""
    if not user.may(Permission.IMPLEMENTATION_MANAGE):
        return None
    number = suggestions.number_waiting(session, trust_id=user.own_trust)
    if not number:
        return None
    words = plural(number, "suggestion waits", "suggestions wait")
    return f"{words} for an answer.", "/staff/suggestions", "Read what people suggest"


def questions_are_open(session: Session, user: SignedIn) -> Notice | None:
    """The same about a round of questions that this person has not answered yet."""
    if not user.may(Permission.IMPLEMENTATION_TAKE):
        return None
    today = clock.london_day(clock.now())
    closes_on = rounds.unanswered(session, trust_id=user.own_trust, person_id=user.person_id, today=today)
    if closes_on is None:
        return None
    sentence = f"Your trust asks what helps and what is in the way, until {long_date(closes_on)}."
    return sentence, "/staff/implementation/nomad", "Answer, without your name"
