"""Who may hear what on the live line: looked up in the database, off the loop, by a few at a time."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar
from uuid import UUID

import anyio
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.signed_in import SignedIn
from app.core.db import unit_of_work
from app.forum.queries import listening as forum
from app.messages.queries import listening as messages

T = TypeVar("T")

# What can be listened to, and who knows its newest number: None for what that person may not see.
TOPICS: dict[str, Callable[..., int | None]] = {
    "forum.thread": forum.newest_position,
    "messages.conversation": messages.newest_number,
    "messages.inbox": messages.inbox_number,
}
# A hint on these is a reason to look, and its own number is not told: few listen to one of them, a thread has many.
_LOOKED_UP_EACH_TIME = "messages."
# Pages come first: however many listen, no more than these look into the database at once.
_LOOKS = anyio.CapacityLimiter(4)


class NotTheirs(Exception):
    """They are not signed in any more, or may not see a topic."""


def is_told(topic: str) -> bool:
    """Whether the number that comes with a hint is told as it is."""
    return not topic.startswith(_LOOKED_UP_EACH_TIME)


async def person(token: str | None) -> UUID:
    """Whose session this is. Raises NotTheirs."""
    return await _off_loop(partial(_person, token))


async def alive(fingerprints: frozenset[bytes]) -> frozenset[bytes]:
    """Which of these sessions still sign somebody in."""
    return await _off_loop(partial(_alive, fingerprints))


async def newest(token: str, topics: Iterable[str]) -> dict[str, int]:
    """The newest number of each topic, for whose session this is. Raises NotTheirs."""
    return await _off_loop(partial(_newest, token, topics))


async def _off_loop(work: Callable[[], T]) -> T:
    return await anyio.to_thread.run_sync(work, limiter=_LOOKS)


def _person(token: str | None) -> UUID:
    with unit_of_work(None) as session:
        return _signed_in(session, token).person_id


def _alive(fingerprints: frozenset[bytes]) -> frozenset[bytes]:
    with unit_of_work(None) as session:
        return sessions.alive(session, fingerprints=fingerprints)


def _newest(token: str, topics: Iterable[str]) -> dict[str, int]:
    with unit_of_work(None) as session:
        user = _signed_in(session, token)
        return {topic: _number(session, user, topic) for topic in topics}


def _signed_in(session: Session, token: str | None) -> SignedIn:
    user = sessions.look(session, token=token) if token else None
    if user is None:
        raise NotTheirs
    return user


def _number(session: Session, user: SignedIn, topic: str) -> int:
    kind, _, named = topic.rpartition(".")
    try:
        number = TOPICS[kind](session, user=user, named=UUID(named))
    except (KeyError, ValueError):
        raise NotTheirs from None
    if number is None:
        raise NotTheirs
    return number
