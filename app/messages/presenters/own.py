"""The words for a relative's own conversations: what each is called, where it is, and what is new."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core import clock
from app.core.templating import long_date
from app.messages.queries.conversations import DESTROYED, ConversationLine
from app.messages.rules import seen
from app.messages.rules.conversations import Escalation
from app.messages.rules.seen import Progress
from app.trusts.hours import wording
from app.trusts.hours.clocks import day_words, london_day

STATES = {
    Progress.SENT: ("Sent", "white"),
    Progress.SEEN: ("Seen by the team", "blue"),
    Progress.ANSWERED: ("Answered", "green"),
    Progress.FINISHED: ("Finished", "grey"),
}
_TO_SAY = {
    Progress.SENT: "Your message has arrived. The supporters have not opened it yet.",
    Progress.SEEN: "A supporter has opened your message. You do not have an answer yet.",
    Progress.ANSWERED: "",
    Progress.FINISHED: "A supporter has closed this conversation. If something is left to say, or you still need an answer, write below.",
}

_LATE = "This has waited longer than we promised. We are sorry."
_TOLD = {
    Escalation.NONE: "",
    Escalation.SECOND: "The other supporters have been told.",
    Escalation.LEAD: "The lead of the service has been told that you are waiting, but not what you wrote.",
}
_CANNOT_WAIT = "If you cannot wait, ring one of the numbers on this page."


@dataclass(frozen=True)
class Line:
    """A conversation in the list. `href` leads to what is new in it."""

    address: str
    href: str
    name: str
    mark: str
    state: str
    colour: str
    waits: str
    is_begun: bool
    last_at: datetime


def line(conversation: ConversationLine, *, is_begun: bool) -> Line:
    """One of the list; `is_begun`: something that was not sent lies in its box."""
    progress = progress_of(conversation)
    state, colour = STATES[progress]
    is_new = conversation.last_number > conversation.relative_seen_number
    address = f"/messages/{conversation.id}"
    return Line(
        address=address,
        href=f"{address}#m{conversation.relative_seen_number + 1}" if is_new else address,
        name=topic(conversation) or name(conversation),
        mark="New message" if is_new else "",
        state=state,
        colour=colour,
        waits=waits(conversation),
        is_begun=is_begun,
        last_at=conversation.last_at,
    )


def topic(conversation: ConversationLine) -> str:
    """What the relative called it; empty when they gave it no name, or its words are gone."""
    return "" if conversation.topic == DESTROYED else conversation.topic


def name(conversation: ConversationLine) -> str:
    """What a conversation without a topic is called. It stands in the browser's history, where a topic must not."""
    day = london_day(conversation.opened_at)
    return f"Your conversation from {day_words(day)}{_year(day)}"


def progress_of(conversation: ConversationLine) -> Progress:
    """Where it is, for its relative."""
    return seen.of_conversation(
        conversation.state, last_number=conversation.last_number, seen_number=conversation.seen_number
    )


def state_words(conversation: ConversationLine) -> str:
    """Where it is, as a sentence or two; empty when the answer stands there."""
    return " ".join(filter(None, (_TO_SAY[progress_of(conversation)], waits(conversation))))


def waits(conversation: ConversationLine) -> str:
    """By when an answer should be there; when it is late, what was done about it."""
    if conversation.due_at is None:
        return ""
    if clock.now() <= conversation.due_at:
        return f"You should have an answer {wording.by(conversation.due_at, now=clock.now())}."
    return " ".join(filter(None, (_LATE, _TOLD[conversation.escalation], _CANNOT_WAIT)))


def day_name(day: date) -> str:
    """A heading above a day's messages."""
    return f"Today, {day_words(day)}" if day == london_day(clock.now()) else long_date(day)


def _year(day: date) -> str:
    return "" if day.year == london_day(clock.now()).year else f" {day.year}"
