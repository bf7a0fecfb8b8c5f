"""What the first page of a relative says about reminders. Handed to it by create_app, since it knows nothing of this room."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.queries import own, people
from app.reminders.rules import deciding

_LINES = {
    ReminderKind.FIRST_MODULE: "You asked to be reminded: you can begin whenever you like. Five minutes are enough.",
    ReminderKind.PAUSE: "You asked to be reminded: you can carry on where you stopped, whenever you like.",
}


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A line with a way to put it away, or else whether to ask if they would like reminders."""

    line: str = ""
    put_away: str = ""
    asks: bool = False


def of(session: Session, *, user: SignedIn) -> FirstPage:
    """One statement for those whom nothing waits for; a second, whether it still holds, for the others."""
    has_chosen, lying = own.on_first_page(session, person_id=user.person_id)
    known = people.one(session, person_id=user.person_id) if lying else None
    if lying is None or known is None:
        return FirstPage(asks=not has_chosen)
    if not deciding.still_holds(known.facts, lying.item, channel=Channel.SITE, now=clock.now()):
        return FirstPage()
    return FirstPage(line=_LINES.get(lying.item.kind, ""), put_away=f"/account/reminders/{lying.id}/put-away")
