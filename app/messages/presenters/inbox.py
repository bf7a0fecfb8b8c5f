"""What supporters read in their inbox: each conversation as a line, with its clock in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.london import clock_words
from app.core.templating import date_and_time, plural
from app.messages.queries.conversations import ConversationLine
from app.messages.queries.inbox import InboxLine, Load
from app.messages.queries.replies import ToLookAt
from app.messages.rules import conversations as rules
from app.messages.rules.conversations import State
from app.messages.rules.inbox import Show
from app.messages.rules.promise import Promise
from app.messages.rules.replies import BackBecause, ReplyState
from app.trusts.hours import wording
from app.trusts.hours.clocks import day_words, in_london, london_day
from app.trusts.hours.opening import DAY

Names = Mapping[UUID, str]
GONE = "Somebody who has left"
HEADINGS = {
    Show.UNANSWERED: "Waiting for an answer",
    Show.MINE: "What you look after",
    Show.UNASSIGNED: "What nobody looks after yet",
    Show.SNOOZED: "Put aside until later",
    Show.CLOSED: "Closed",
    Show.ALL: "All conversations",
}
NOTHING = {
    Show.UNANSWERED: "Nobody waits for an answer now.",
    Show.MINE: "You look after no conversation now.",
    Show.UNASSIGNED: "Somebody looks after every open conversation.",
    Show.SNOOZED: "Nothing is put aside.",
    Show.CLOSED: "Nothing is closed yet.",
    Show.ALL: "Nobody has written yet.",
}
_TABS = {
    Show.UNANSWERED: "Unanswered",
    Show.MINE: "Mine",
    Show.UNASSIGNED: "Nobody's",
    Show.SNOOZED: "Put aside",
    Show.CLOSED: "Closed",
    Show.ALL: "All",
}
_REPLIES = {
    ReplyState.FOR_SECOND_READER: ("Waits for a second reader", "yellow"),
    ReplyState.SCHEDULED: ("To be sent later", "blue"),
    ReplyState.SENT_BACK: ("An answer came back", "orange"),
}


@dataclass(frozen=True)
class Line:
    """A conversation in the inbox. `clock`: by when it should be answered, or where it is."""

    id: UUID
    who: str
    topic: str
    clock: str
    is_late: bool
    tags: list[tuple[str, str]]
    about: str


def people_of(lines: Iterable[InboxLine], to_look_at: Iterable[ToLookAt]) -> set[UUID]:
    """Everybody whose name is asked for."""
    found = {who for each in lines for who in (each.conversation.relative_id, each.conversation.owner_id)}
    found |= {who for each in to_look_at for who in (each.relative_id, each.author_id)}
    return {who for who in found if who}


def line(found: InboxLine, *, names: Names, person_id: UUID, now: datetime) -> Line:
    """One conversation, without its messages."""
    conversation = found.conversation
    return Line(
        id=conversation.id,
        who=name(conversation.relative_id, names),
        topic=conversation.topic or "No topic",
        clock=clock(conversation, now=now),
        is_late=is_late(conversation, now=now),
        tags=_tags(found, now),
        about=f"{_owner(found, names, person_id)} Last message {date_and_time(conversation.last_at)}.",
    )


def tabs(load: Load, shown: Show) -> list[dict[str, Any]]:
    """Each tab with how many are in it."""
    return [
        {
            "number": load.counts[show],
            "text": words,
            "href": f"/staff/inbox?show={show.value}",
            "is_shown": show is shown,
        }
        for show, words in _TABS.items()
    ]


def clock(conversation: ConversationLine, *, now: datetime) -> str:
    """By when an answer is due: "Answer by 5pm on Tuesday 24 November", "Late since yesterday at 5pm"."""
    if conversation.due_at is None:
        return "Closed" if conversation.state is State.CLOSED else "Answered"
    if is_late(conversation, now=now):
        return f"Late since {_since(conversation.due_at, now)}"
    return f"Answer {wording.by(conversation.due_at, now=now)}"


def is_late(conversation: ConversationLine, *, now: datetime) -> bool:
    """Whether the promise is broken."""
    return conversation.due_at is not None and conversation.due_at <= now


def promise_words(promise: Promise) -> str:
    """What relatives are promised."""
    return f"You promise an answer within {plural(promise.days, 'working day')}."


def to_look_at(found: ToLookAt, *, names: Names, person_id: UUID) -> dict[str, str]:
    """An answer that is with this supporter now."""
    relative, writer = name(found.relative_id, names), name(found.author_id, names)
    href = f"/staff/inbox/{found.conversation_id}/replies/{found.id}"
    if found.state is ReplyState.FOR_SECOND_READER:
        return {"href": href, "text": f"Read what {writer} would answer {relative}"}
    if found.back_because is BackBecause.WRITER_LEFT and found.author_id != person_id:
        return {"href": href, "text": f"{writer} has left. Finish their answer to {relative}"}
    why = "with advice" if found.back_because is BackBecause.READER else "since something new was written"
    return {"href": href, "text": f"Your answer to {relative} came back {why}"}


def name(person_id: UUID | None, names: Names) -> str:
    """Somebody's name, also of a closed account."""
    return names.get(person_id, GONE) if person_id else GONE


def _owner(found: InboxLine, names: Names, person_id: UUID) -> str:
    owner = found.conversation.owner_id
    if owner is None or not found.has_owner:
        return "Nobody looks after it yet."
    return "You look after it." if owner == person_id else f"{name(owner, names)} looks after it."


def _tags(found: InboxLine, now: datetime) -> list[tuple[str, str]]:
    tags = [("Somebody may not be safe: see the flags", "red")] if found.has_flag else []
    tags += [words for state, words in _REPLIES.items() if state in found.replies]
    if rules.is_snoozed(found.conversation.standing, now=now) and found.conversation.snoozed_until:
        tags.append((f"Put aside, back {wording.when(found.conversation.snoozed_until, now=now)}", "grey"))
    if found.after_hours:
        tags.append(("Written after hours", "purple"))
    return tags


def _since(due_at: datetime, now: datetime) -> str:
    local, today = in_london(due_at), london_day(now)
    at = clock_words(local.time())
    if local.date() == today:
        return f"{at} today"
    return f"yesterday at {at}" if local.date() == today - DAY else f"{day_words(local.date())}"
