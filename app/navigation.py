"""The menu for whoever is signed in, and what waits for them there."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
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
    (Permission.RISK_WORK, Item("Flags", "/staff/flags")),
    (Permission.FORUM_MODERATE, Item("Moderation", "/staff/moderation")),
    (Permission.INVITATIONS_SEND, Item("Invitations", "/staff/invitations")),
    (Permission.MODULES_READ, Item("Modules", "/modules")),
    (Permission.MODULES_READ, Item("Search", "/search")),
    (Permission.TOOLKIT_USE, Item("Toolbox", "/toolbox")),
    (Permission.FORUM_USE, Item("Forum", "/forum")),
    (Permission.MODULES_READ, Item("Directory", "/directory")),
    (Permission.SHARED_READ, Item("Shared with us", "/staff/shared")),
    (Permission.TOPICS_MANAGE, Item("Topics", "/staff/topics")),
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
    """How much waits behind a line, by address. One count for those who work on flags, nothing for anybody else."""
    if not user.may(Permission.RISK_WORK):
        return {}
    is_open, overdue = risk.load(session, viewer=user)
    words = ", ".join(filter(None, (f"{is_open} open" if is_open else "", f"{overdue} overdue" if overdue else "")))
    return {"/staff/flags": words} if words else {}


@lru_cache(maxsize=64)
def _lines(permissions: frozenset[Permission]) -> list[Item]:
    return [item for permission, item in _LINES if permission in permissions]
