"""What a supporter reads in a conversation: its messages, notes, and answers that have not left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from markupsafe import Markup

from app.core.london import clock_words
from app.core.markdown import members_html
from app.core.templating import date_and_time, long_date
from app.messages.presenters.inbox import Names, name
from app.messages.queries.conversations import ConversationLine, MessageLine, NoteLine
from app.messages.queries.replies import ReplyLine
from app.messages.rules import replies as rules
from app.messages.rules.conversations import Kind
from app.messages.rules.replies import BackBecause, ReplyState
from app.messages.rules.written import Attached
from app.trusts.hours import wording
from app.trusts.hours.clocks import day_words, in_london, london_day

_LOOKS = {Kind.RELATIVE: "relative", Kind.SUPPORTER: "answer", Kind.AUTOMATIC: "automatic"}
_BECAUSE = {
    BackBecause.READER: "It came back with advice.",
    BackBecause.WROTE_AGAIN: "It came back: something new was written before it could be sent. Read that first.",
    BackBecause.ANSWERED: "It came back: another answer was sent before it. Read that first.",
    BackBecause.WRITER_LEFT: "Its writer has left. Any of you can finish it.",
}


@dataclass(frozen=True)
class View:
    """A message as supporters see it. `is_new`: nobody had seen it before, or it came while they wrote."""

    id: UUID
    number: int
    who: str
    looks: str
    when: str
    html: Markup
    attached: tuple[Attached, ...]
    after_hours: bool
    is_new: bool


@dataclass(frozen=True)
class Day:
    """A day with its messages."""

    name: str
    messages: list[View]


@dataclass(frozen=True)
class ReplyView:
    """An answer that has not left. `verbs`: what this supporter can do with it."""

    id: UUID
    href: str
    version: int
    heading: str
    said: str
    html: Markup
    attached: tuple[Attached, ...]
    advice: str
    verbs: frozenset[str]
    is_timed: bool


def people_of(
    conversation: ConversationLine,
    messages: Iterable[MessageLine],
    notes: Iterable[NoteLine],
    replies: Iterable[ReplyLine],
) -> set[UUID]:
    """Everybody whose name is asked for."""
    found = {conversation.relative_id, conversation.owner_id}
    found |= {each.author_id for each in messages} | {each.author_id for each in notes}
    found |= {who for each in replies for who in (each.author_id, each.reader_id)}
    return {who for who in found if who}


def days(messages: Sequence[MessageLine], *, relative: str, names: Names, seen: int, now: datetime) -> list[Day]:
    """All messages by day; those above `seen` are new."""
    views = [(london_day(each.written_at), _view(each, relative, names, seen)) for each in messages]
    return [
        Day(_day_name(day, now), [view for _day, view in group])
        for day, group in groupby(views, key=lambda pair: pair[0])
    ]


def note(found: NoteLine, *, names: Names) -> dict[str, str]:
    """A private note."""
    return {"when": date_and_time(found.written_at), "who": name(found.author_id, names), "words": found.text}


def reply(found: ReplyLine, *, names: Names, person_id: UUID, now: datetime) -> ReplyView:
    """An answer that was put by, with what this supporter can do."""
    return ReplyView(
        id=found.id,
        href=f"/staff/inbox/{found.conversation_id}/replies/{found.id}",
        version=found.version,
        heading=_heading(found, names, person_id),
        said=_said(found, names, now),
        html=members_html(found.written.text),
        attached=found.written.attached,
        advice=found.advice,
        verbs=frozenset(verb.value for verb in rules.offered(found.standing, person_id=person_id)),
        is_timed=found.send_at is not None,
    )


def after(kept: str, more: str) -> str:
    """What is put into the box goes after what stands there."""
    return f"{kept.rstrip()}\n\n{more}" if kept.strip() else more


def _view(message: MessageLine, relative: str, names: Names, seen: int) -> View:
    who = {Kind.AUTOMATIC: "Automatic message", Kind.RELATIVE: relative}
    return View(
        id=message.id,
        number=message.number,
        who=who.get(message.kind) or name(message.author_id, names),
        looks=_LOOKS[message.kind],
        when=clock_words(in_london(message.written_at).time()),
        html=members_html(message.written.text),
        attached=message.written.attached,
        after_hours=message.after_hours and message.kind is Kind.RELATIVE,
        is_new=message.number > seen and message.kind is not Kind.AUTOMATIC,
    )


def _heading(found: ReplyLine, names: Names, person_id: UUID) -> str:
    whose = "Your answer" if found.author_id == person_id else f"The answer of {name(found.author_id, names)}"
    words: dict[ReplyState, Any] = {
        ReplyState.FOR_SECOND_READER: "waits for a second reader",
        ReplyState.SCHEDULED: "will be sent later",
        ReplyState.SENT_BACK: "came back",
        ReplyState.SENT: "was sent",
        ReplyState.CANCELLED: "was not sent",
    }
    return f"{whose} {words[found.state]}"


def _said(found: ReplyLine, names: Names, now: datetime) -> str:
    written = f"Written on {date_and_time(found.made_at)}."
    if found.state is ReplyState.SENT_BACK and found.back_because:
        return f"{_BECAUSE[found.back_because]} {written}"
    read = f" {name(found.reader_id, names)} has read it." if found.reader_id else ""
    return f"{written}{read}{_leaves(found, now)}"


def _leaves(found: ReplyLine, now: datetime) -> str:
    if found.send_at is None or found.state not in rules.WAITS:
        return ""
    return f" It leaves {wording.when(found.send_at, now=now)}, unless something new is written before."


def _day_name(day: Any, now: datetime) -> str:
    return f"Today, {day_words(day)}" if day == london_day(now) else long_date(day)
