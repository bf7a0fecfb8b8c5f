"""The one WebSocket, /live: it says "something is new on topic X", never what. Without it a page shows the same, later.

A page opens it and names its topics, one message each. It is told each topic's newest number at once and whenever
that grows, as {"topic", "number"}. The server speaks with these codes when it ends: 1008, you are not signed in or may
not see that; 1012, this process ends, come back; 1013, the database does not answer, come back later.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import anyio
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.routing import WebSocketRoute

from app.accounts import sessions
from app.accounts.signed_in import SignedIn
from app.core import cookies
from app.core.config import require
from app.core.db import unit_of_work
from app.core.hub import Hub, Listener
from app.core.same_origin import is_own_page
from app.forum.queries import listening

NOT_YOURS, LATER = 1008, 1013
LOOK_AGAIN = 30.0  # seconds for which a look at somebody's rights is good
MOST_TOPICS = 8
LONGEST = 100  # characters of a topic

# What can be listened to, and who knows its newest number: None for what that person may not see.
TOPICS: dict[str, Callable[[Session, SignedIn, UUID], int | None]] = {
    "forum.thread": lambda session, user, thread_id: listening.newest_position(session, user=user, thread_id=thread_id)
}
# Pages come first: however many listen, no more than these look into the database at once.
_LOOKS = anyio.CapacityLimiter(4)


class NotTheirs(Exception):
    """They are not signed in any more, or may not see a topic."""


@dataclass(frozen=True)
class _Line:
    """One open page: its connection, its session's token, and what it listens to."""

    socket: WebSocket
    token: str
    hub: Hub
    listener: Listener
    look_again: float


def install(app: FastAPI, *, look_again: float = LOOK_AGAIN) -> None:
    """Adds the route to the program."""
    app.state.hub = Hub(require("redis_url"))
    app.router.routes.append(WebSocketRoute("/live", partial(_live, look_again=look_again)))


async def _live(socket: WebSocket, *, look_again: float) -> None:
    code = None
    try:
        token = cookies.read(socket) if is_own_page(socket.headers) else None
        person_id = await _off_loop(_person, token)
        await socket.accept()
        hub: Hub = socket.app.state.hub
        with hub.joined() as listener:
            await hub.listen(listener, sessions.topic(person_id))
            await _until_one_ends(_Line(socket, token or "", hub, listener, look_again))
    except NotTheirs:
        code = NOT_YOURS
    except SQLAlchemyError:
        code = LATER
    except WebSocketDisconnect:
        return
    # Before it was accepted this is answered as 403.
    await socket.close(code or NOT_YOURS)


async def _until_one_ends(line: _Line) -> None:
    """Reads what the page asks for and tells it what is new, both until either ends with an error."""
    both = [asyncio.create_task(_take_topics(line)), asyncio.create_task(_tell(line))]
    try:
        await asyncio.gather(*both)
    finally:
        for each in both:
            each.cancel()
        await asyncio.gather(*both, return_exceptions=True)


async def _take_topics(line: _Line) -> None:
    while True:
        topic = await line.socket.receive_text()
        if len(topic) > LONGEST or len(line.listener.topics) > MOST_TOPICS:
            raise NotTheirs
        # First listen, then look: what happens in between is heard twice rather than never.
        await line.hub.listen(line.listener, topic)
        for each, number in (await _off_loop(_newest, line.token, {topic})).items():
            line.listener.tell(each, number)


async def _tell(line: _Line) -> None:
    time = asyncio.get_running_loop().time
    looked = time()
    while True:
        news = await line.listener.heard()
        theirs = {topic: number for topic, number in news.items() if _is_known(topic)}
        if time() - looked >= line.look_again or len(theirs) < len(news):
            await _off_loop(_newest, line.token, tuple(line.listener.topics))
            looked = time()
        for topic, number in theirs.items():
            await line.socket.send_json({"topic": topic, "number": number})


async def _off_loop(work: Callable[..., Any], *given: Any) -> Any:
    return await anyio.to_thread.run_sync(work, *given, limiter=_LOOKS)


def _person(token: str | None) -> UUID:
    with unit_of_work(None) as session:
        return _signed_in(session, token).person_id


def _newest(token: str, topics: Iterable[str]) -> dict[str, int]:
    """The newest number of each topic. Raises NotTheirs."""
    with unit_of_work(None) as session:
        user = _signed_in(session, token)
        return {topic: _number(session, user, topic) for topic in topics if topic != sessions.topic(user.person_id)}


def _signed_in(session: Session, token: str | None) -> SignedIn:
    user = sessions.look(session, token=token) if token else None
    if user is None:
        raise NotTheirs
    return user


def _is_known(topic: str) -> bool:
    return topic.rpartition(".")[0] in TOPICS


def _number(session: Session, user: SignedIn, topic: str) -> int:
    kind, _, named = topic.rpartition(".")
    try:
        number = TOPICS[kind](session, user, UUID(named))
    except (KeyError, ValueError):
        raise NotTheirs from None
    if number is None:
        raise NotTheirs
    return number
