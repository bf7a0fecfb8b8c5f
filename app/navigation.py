"""The menu for whoever is signed in, and what waits for them there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.forum.queries import waiting as posts
from app.messages.queries import glass, inbox, news, waiting
from app.risk import queries as risk


@dataclass(frozen=True)
class Item:
    """One line of the menu."""

    text: str
    href: str


# Each line is shown to those who may open it, in this order.
_LINES: tuple[tuple[Permission, Item], ...] = (
    (Permission.TOOLKIT_USE, Item("Home", "/home")),
    (Permission.STAFF_HOME, Item("Staff home", "/staff")),
    (Permission.MESSAGES_ANSWER, Item("Inbox", "/staff/inbox")),
    (Permission.RISK_WORK, Item("Flags", "/staff/flags")),
    (Permission.FORUM_MODERATE, Item("Moderation", "/staff/moderation")),
    (Permission.INVITATIONS_SEND, Item("Invitations", "/staff/invitations")),
    (Permission.MODULES_READ, Item("Modules", "/modules")),
    (Permission.MODULES_READ, Item("Search", "/search")),
    (Permission.TOOLKIT_USE, Item("Toolbox", "/toolbox")),
    (Permission.MESSAGES_WRITE, Item("Messages", "/messages")),
    (Permission.FORUM_USE, Item("Forum", "/forum")),
    (Permission.MODULES_READ, Item("Directory", "/directory")),
    (Permission.SHARED_READ, Item("Shared with us", "/staff/shared")),
    (Permission.TOPICS_MANAGE, Item("Topics", "/staff/topics")),
    (Permission.MESSAGES_SETTINGS, Item("Messages that wait", "/staff/messages/waiting")),
    (Permission.MESSAGES_AGREE, Item("Emergency access", "/staff/messages/openings")),
    (Permission.COMPLAINTS_ANSWER, Item("Complaints", "/staff/complaints")),
    (Permission.PEOPLE_MANAGE, Item("People", "/staff/people")),
    (Permission.PLATFORM_MANAGE, Item("Trusts", "/staff/trusts")),
    (Permission.REPORTS_READ, Item("Reports", "/staff/reports")),
    (Permission.PEOPLE_MANAGE, Item("Settings", "/staff/settings")),
)


def menu_for(user: SignedIn | None) -> list[Item]:
    """The lines for this person; none for nobody."""
    return _lines(user.permissions) if user else []


def notes_for(session: Session, user: SignedIn) -> dict[str, str]:
    """How much waits behind a line, by address: one count for each line that has one and that they may open."""
    said = {href: words(session, user) for permission, href, words in _NOTES if user.may(permission)}
    return {href: words for href, words in said.items() if words}


def _flags(session: Session, user: SignedIn) -> str:
    is_open, overdue = risk.load(session, viewer=user)
    return ", ".join(filter(None, (_number(is_open, "open"), _number(overdue, "overdue"))))


def _posts(session: Session, user: SignedIn) -> str:
    return _number(posts.number(session, trust_id=user.own_trust, person_id=user.person_id), "waiting")


def _unanswered(session: Session, user: SignedIn) -> str:
    return _number(inbox.unanswered(session, user=user), "unanswered")


def _answers(session: Session, user: SignedIn) -> str:
    return _number(news.new_answers(session, user=user), "new")


def _late(session: Session, user: SignedIn) -> str:
    return _number(waiting.count_overdue(session, trust_id=user.own_trust), "too long")


def _to_agree(session: Session, user: SignedIn) -> str:
    return _number(glass.number_waiting(session, user=user), "to decide")


def _number(number: int, words: str) -> str:
    return f"{number} {words}" if number else ""


_NOTES: tuple[tuple[Permission, str, Callable[[Session, SignedIn], str]], ...] = (
    (Permission.RISK_WORK, "/staff/flags", _flags),
    (Permission.FORUM_MODERATE, "/staff/moderation", _posts),
    (Permission.MESSAGES_ANSWER, "/staff/inbox", _unanswered),
    (Permission.MESSAGES_WRITE, "/messages", _answers),
    (Permission.MESSAGES_SETTINGS, "/staff/messages/waiting", _late),
    (Permission.MESSAGES_AGREE, "/staff/messages/openings", _to_agree),
)


@lru_cache(maxsize=64)
def _lines(permissions: frozenset[Permission]) -> list[Item]:
    return [item for permission, item in _LINES if permission in permissions]
