"""What happened to a conversation, in words: for its relative ("you"), and for the supporters ("the relative")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts.roles import ROLES, Role
from app.messages.queries.readers import Happened
from app.messages.rules.conversations import Act
from app.messages.rules.glass import CATEGORIES, Category

# What somebody who is neither the relative nor a supporter does, and every reading: what a relative looks for first.
READINGS = frozenset({Act.READ, Act.GLASS_ASKED, Act.GLASS_ALLOWED, Act.GLASS_REFUSED, Act.GLASS_READ})
_WORDS = {
    Act.STARTED: "{who} began this conversation.",
    Act.WROTE: "{who} wrote message {number}.",
    Act.ANSWERED: "{who} answered: message {number}.",
    Act.SAID_BY_PROGRAM: "The program added message {number}, an automatic one.",
    Act.READ: "{who} read {whose} messages up to number {number}.",
    Act.TAKEN: "{who} looks after this conversation from now on.",
    Act.ASSIGNED: "{who} asked another supporter to look after this conversation.",
    Act.RELEASED: "{who} put this conversation back for all supporters.",
    Act.HANDED_OVER: "{who} handed this conversation over to another supporter.",
    Act.SNOOZED: "{who} put this conversation aside until later.",
    Act.WOKEN: "{who} took this conversation up again.",
    Act.CLOSED: "{who} closed this conversation. It can be written in again.",
    Act.OPENED_AGAIN: "{who} opened this conversation again.",
    Act.NOTED: "{who} wrote a note for the other supporters.",
    Act.REPLY_PUT_BY: "{who} wrote an answer that waits.",
    Act.REPLY_APPROVED: "{who} read that answer before it was sent.",
    Act.REPLY_SENT_BACK: "{who} gave that answer back to its writer.",
    Act.REPLY_CANCELLED: "{who} took back an answer before it was sent.",
    Act.OVERDUE_TOLD: "The program reminded others that an answer is overdue.",
    Act.FLAGGED: "{who} asked that somebody looks whether everybody is safe.",
    Act.GLASS_ASKED: "{who} asked to read this conversation, because {because}.",
    Act.GLASS_ALLOWED: "A second person, {who}, agreed that it can be read for an hour.",
    Act.GLASS_REFUSED: "A second person, {who}, refused it. Nothing was read.",
    Act.GLASS_READ: "{who} read this conversation up to message {number}, because {because}.",
    Act.WORDS_DESTROYED: "{destroyed}",
}
_READ_AGAIN = "{who} looked at this conversation again."
# How the supporters work on an answer before it is sent; and a worry about safety, which may be about the relative,
# or put them in danger if somebody looks over their shoulder.
_TEAM_ONLY = frozenset(
    {
        Act.REPLY_PUT_BY,
        Act.REPLY_APPROVED,
        Act.REPLY_SENT_BACK,
        Act.REPLY_CANCELLED,
        Act.NOTED,
        Act.SNOOZED,
        Act.WOKEN,
        Act.FLAGGED,
    }
)
_GLASS = frozenset({Act.GLASS_ASKED, Act.GLASS_ALLOWED, Act.GLASS_REFUSED, Act.GLASS_READ})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened, as a sentence."""

    when: datetime
    text: str
    is_reading: bool


def lines(history: Sequence[Happened], *, relative_id: UUID | None, for_relative: bool) -> list[HistoryLine]:
    """What happened, in order, each as a sentence. A role, and no name, for whoever opened it in an emergency."""
    return [
        HistoryLine(each.at, _sentence(each, relative_id, for_relative=for_relative), each.act in READINGS)
        for each in history
        if not (for_relative and each.act in _TEAM_ONLY)
    ]


def _sentence(happened: Happened, relative_id: UUID | None, *, for_relative: bool) -> str:
    who = _who(happened, relative_id, for_relative=for_relative)
    category = happened.facts.get("category")
    words = (_READ_AGAIN if happened.facts.get("again") else _WORDS[happened.act]).format(
        who=who,
        whose="your" if for_relative else "the",
        number=happened.facts.get("number", ""),
        because=CATEGORIES[Category(category)] if category else "",
        destroyed=_destroyed(happened, who),
    )
    return words[0].upper() + words[1:]


def _who(happened: Happened, relative_id: UUID | None, *, for_relative: bool) -> str:
    if happened.act in _GLASS:
        return f"a {ROLES[Role(happened.facts['role'])].name.lower()}"
    if happened.actor_id is None:
        return "the program"
    if happened.actor_id == relative_id:
        return "you" if for_relative else "the relative"
    return f"{happened.name or 'somebody who has left'}, supporter,"


def _destroyed(happened: Happened, who: str) -> str:
    if happened.actor_id is None:
        return "The words were destroyed, since they had been kept for as long as they may be."
    return f"{who} had all words of this conversation destroyed."
