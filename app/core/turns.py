"""Turns: work on one thing, one transaction at a time, where there is no row to lock. They end with the transaction."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session


class Turn(StrEnum):
    """What is done by one transaction at a time; some of them apart for each trust, person, post or address."""

    AUDIT = "audit"
    DIGESTS = "digests"
    FLAG = "flag"
    FORUM_NOTICES = "forum notices"
    FORUM_REPORT = "forum report"
    FORUM_REVIEW = "forum review"
    INVITATION = "invitation"
    KEYS = "keys"
    LIST = "list"
    NEW_CONVERSATION = "conversation"
    PLAN = "plan"
    REMINDERS = "reminders"
    SEARCH = "search"
    USAGE = "usage"


_WAIT = text("SELECT pg_advisory_xact_lock(hashtext(:turn), hashtext(:of))")
_TAKE = text("SELECT pg_try_advisory_xact_lock(hashtext(:turn), hashtext(:of))")
# Always in the same order, so that two who want the same ones both get on.
_WAIT_FOR_ALL = text(
    """SELECT pg_advisory_xact_lock(hashtext(:turn), place)
    FROM (SELECT DISTINCT hashtext(each) AS place FROM unnest(CAST(:of AS text[])) AS each ORDER BY place) AS places"""
)


def wait(session: Session, turn: Turn, *, of: object = "") -> None:
    """Waits until whoever has this turn is done; `of` is the id or the word that it is apart for."""
    session.execute(_WAIT, {"turn": turn.value, "of": str(of)})


def wait_for_all(session: Session, turn: Turn, *, of: Iterable[str]) -> None:
    """The same for several at once."""
    session.execute(_WAIT_FOR_ALL, {"turn": turn.value, "of": list(of)})


def take(session: Session, turn: Turn, *, of: object = "") -> bool:
    """Takes this turn if nobody has it; says whether it did."""
    return bool(session.scalar(_TAKE, {"turn": turn.value, "of": str(of)}))
