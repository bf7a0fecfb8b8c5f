"""The words of the pages for opening a conversation in an emergency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.templating import date_and_time
from app.messages.queries.conversations import MessageLine
from app.messages.queries.glass import Found, OpeningLine
from app.messages.rules.conversations import Kind
from app.messages.rules.glass import ASKED_FOR, CATEGORIES, OPEN_FOR, Category, GlassState
from app.messages.rules.written import Written

NO_CONVERSATION = "There is no conversation that you could ask for with this address"
_GONE = "Somebody who has left"
_STATES = {
    GlassState.ASKED: ("Waits for a second person", "orange"),
    GlassState.OPEN: ("Open now", "red"),
    GlassState.REFUSED: ("Refused", "grey"),
    GlassState.OVER: ("Over", "grey"),
}
_HINTS = {
    Category.COMPLAINT: "The relative has complained, or has agreed that somebody reads it.",
    Category.COURT_OR_LAW: "There is an order, or a law that leaves no choice. Ask your information governance team first.",
}


@dataclass(frozen=True, slots=True)
class OpeningView:
    """One request with its words."""

    id: UUID
    heading: str
    state: str
    colour: str
    asked: str
    decided: str
    conversation: str
    tells: str
    is_told: bool
    waits: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message, and who wrote it."""

    number: int
    who: str
    written: Written
    when: datetime


def view(line: OpeningLine, *, names: Mapping[UUID, str], now: datetime) -> OpeningView:
    """A request as its list and its page show it."""
    state = line.state(now=now)
    text, colour = _STATES[state]
    told = "can see this request, and gets an email with the first reading" if line.tells_relative else "is not told"
    return OpeningView(
        id=line.id,
        heading=category(line.category),
        state=text,
        colour=colour,
        asked=f"{names.get(line.asked.asked_by, _GONE)} asked on {date_and_time(line.asked.asked_at)}.",
        decided=_decided(line, state, names),
        conversation=spoken_of(Found(line.conversation_id, line.begun_at, line.last_at)),
        tells=f"The relative {told}.",
        is_told=line.tells_relative,
        waits=state is GlassState.ASKED,
        until=line.asked.allowed_at + OPEN_FOR if line.asked.allowed_at else None,
    )


def category(which: Category) -> str:
    """A category as a heading."""
    words = CATEGORIES[which]
    return words[0].upper() + words[1:]


def spoken_of(found: Found) -> str:
    """A conversation by its times, and by nothing else."""
    return f"A conversation begun on {date_and_time(found.begun_at)}, last message on {date_and_time(found.last_at)}"


def conversation_choices(found: list[Found]) -> list[dict[str, str]]:
    """The conversations to choose from."""
    return [{"value": str(each.id), "text": spoken_of(each)} for each in found]


def category_choices() -> list[dict[str, str]]:
    """The categories to choose from."""
    return [{"value": each.value, "text": category(each), "hint": _HINTS.get(each, "")} for each in Category]


def messages(lines: list[MessageLine], *, names: Mapping[UUID, str]) -> list[MessageView]:
    """All messages of a conversation that is open, with those who answered by name and the relative by none."""
    return [MessageView(each.number, _who(each, names), each.written, each.written_at) for each in lines]


def _who(line: MessageLine, names: Mapping[UUID, str]) -> str:
    if line.kind is Kind.RELATIVE:
        return "The relative"
    if line.kind is Kind.AUTOMATIC:
        return "Automatic message"
    return f"{names.get(line.author_id, _GONE) if line.author_id else _GONE}, supporter"


def _decided(line: OpeningLine, state: GlassState, names: Mapping[UUID, str]) -> str:
    asked = line.asked
    if asked.decided_by is None:
        until = date_and_time(asked.asked_at + ASKED_FOR)
        return f"Somebody can agree until {until}." if state is GlassState.ASKED else "Nobody agreed in time."
    who = names.get(asked.decided_by, _GONE)
    if asked.refused_at:
        return f"{who} refused on {date_and_time(asked.refused_at)}."
    assert asked.allowed_at is not None  # noqa: S101 - the database promises it
    words = f"{who} agreed on {date_and_time(asked.allowed_at)}."
    until = date_and_time(asked.allowed_at + OPEN_FOR)
    return f"{words} It can be read until {until}." if state is GlassState.OPEN else f"{words} It is closed again."
