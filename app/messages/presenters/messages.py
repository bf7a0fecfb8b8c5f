"""The words for the messages of a conversation, as its relative reads them: day by day, from whom, and how far they came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from markupsafe import Markup

from app.core.london import clock_words
from app.core.markdown import members_html
from app.messages.presenters.own import STATES, day_name
from app.messages.queries.conversations import ConversationLine, MessageLine
from app.messages.rules import seen
from app.messages.rules.conversations import Kind
from app.messages.rules.written import Attached
from app.trusts.hours.clocks import in_london, london_day

A_SUPPORTER = "A supporter"
_LOOKS = {Kind.RELATIVE: "own", Kind.SUPPORTER: "team", Kind.AUTOMATIC: "automatic"}


@dataclass(frozen=True)
class MessageView:
    """A message as it is printed. `looks` is own, team or automatic; `state` is empty but for their own."""

    number: int
    who: str
    role: str
    looks: str
    when: str
    state: str
    html: Markup
    attached: tuple[Attached, ...]
    is_first_new: bool


@dataclass(frozen=True)
class Day:
    """A day with its messages."""

    name: str
    messages: list[MessageView]


def days(messages: Sequence[MessageLine], *, conversation: ConversationLine, names: Mapping[UUID, str]) -> list[Day]:
    """All of a conversation's messages; `conversation` as it was before this look, so that what is new is marked."""
    answered = max((each.number for each in messages if each.kind is Kind.SUPPORTER), default=0)
    views = [(london_day(each.written_at), _view(each, conversation, names, answered)) for each in messages]
    return [
        Day(day_name(day), [view for _day, view in group]) for day, group in groupby(views, key=lambda pair: pair[0])
    ]


def _view(
    message: MessageLine, conversation: ConversationLine, names: Mapping[UUID, str], answered: int
) -> MessageView:
    is_own = message.kind is Kind.RELATIVE
    came = seen.of_message(message.number, answered_number=answered, seen_number=conversation.seen_number)
    return MessageView(
        number=message.number,
        who=_who(message, names),
        role="Supporter" if message.kind is Kind.SUPPORTER else "",
        looks=_LOOKS[message.kind],
        when=clock_words(in_london(message.written_at).time()),
        state=STATES[came][0] if is_own else "",
        html=members_html(message.written.text),
        attached=message.written.attached,
        is_first_new=message.number == conversation.relative_seen_number + 1,
    )


def _who(message: MessageLine, names: Mapping[UUID, str]) -> str:
    if message.kind is Kind.AUTOMATIC:
        return "Automatic message"
    if message.kind is Kind.RELATIVE:
        return "You"
    return names.get(message.author_id, A_SUPPORTER) if message.author_id else A_SUPPORTER
