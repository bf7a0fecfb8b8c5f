"""What the first page of a relative says about reminders. Handed to it by create_app, since it knows nothing of this room."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.outcomes.rules import TimePoint
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.queries import own, people
from app.reminders.rules import deciding

_LINES = {
    ReminderKind.FIRST_MODULE: "You asked to be reminded: you can begin whenever you like. Five minutes are enough.",
    ReminderKind.CHECK_IN: "You asked to be reminded: it is time for a check-in, if you like.",
    ReminderKind.PAUSE: "You asked to be reminded: you can carry on where you stopped, whenever you like.",
}


_CHECK_INS = {
    TimePoint.START: "Everybody asks how they are. How are you? A short check-in now lets you see later what has changed.",
    TimePoint.WEEK_12: "You came here about 12 weeks ago. A short check-in shows you what has changed.",
    TimePoint.WEEK_24: "You came here about 24 weeks ago. A short check-in shows you what has changed.",
}


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A line with a way to put it away, or else whether to ask if they would like reminders; and what check-in is due."""

    line: str = ""
    put_away: str = ""
    asks: bool = False
    check_in: str = ""


def of(session: Session, *, user: SignedIn) -> FirstPage:
    """One statement for those whom nothing waits for; a second, whether it still holds, for the others."""
    found = own.on_first_page(session, person_id=user.person_id)
    check_in = next((words for point, words in _CHECK_INS.items() if point in found.check_ins), "")
    lying = found.lying
    known = people.one(session, person_id=user.person_id) if lying else None
    if lying is None or known is None:
        return FirstPage(asks=not found.has_chosen, check_in=check_in)
    if not deciding.still_holds(known.facts, lying.item, channel=Channel.SITE, now=clock.now()):
        return FirstPage(check_in=check_in)
    put_away = f"/account/reminders/{lying.id}/put-away"
    return FirstPage(line=_LINES.get(lying.item.kind, ""), put_away=put_away, check_in=check_in)
