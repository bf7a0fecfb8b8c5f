"""The one WebSocket, /live: it says "something is new on topic X", never what. Without it a page shows the same, later.

A page opens it and names its topics, one message each. It is told each topic's newest number at once and whenever
that grows, as {"topic", "number"}. The server speaks with these codes when it ends: 1008, you are not signed in or may
not see that; 1012, this process ends, come back; 1013, the database does not answer, come back later.

What somebody may see is looked up when they come, when their rights change, when hints may have been lost, and for
messages before each hint. Whether they are still signed in is looked up every LOOK_AGAIN seconds, for all together.
"""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial

from fastapi import WebSocket, WebSocketDisconnect
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from app import live_rights as rights
from app.accounts import sessions
from app.core import cookies, tokens
from app.core.config import require
from app.core.hub import Hub, Listener
from app.core.same_origin import is_own_page

NOT_YOURS, LATER = 1008, 1013
LOOK_AGAIN = 30.0  # seconds
MOST_TOPICS = 8
LONGEST = 100  # characters of a topic


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """One open page: its connection, its session's token, the topic of its person, and what it listens to."""

    socket: WebSocket
    token: str
    own_topic: str
    listener: Listener


@dataclass
class _Lines:
    """All open pages of this process, what tells them of hints, and who looks whether they are still signed in."""

    hub: Hub
    open: set[_Line] = field(default_factory=set)
    watch: asyncio.Task[None] | None = None


class Live:
    """Answers WebSockets before anything else: all that stands further in is for pages, and costs 9 KB for each line."""

    def __init__(self, app: ASGIApp, *, look_again: float = LOOK_AGAIN) -> None:
        self.app = app
        self.look_again = look_again
        self.lines = _Lines(Hub(require("redis_url")))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on every other request."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif scope["path"] == "/live":
            await _live(WebSocket(scope, receive, send), lines=self.lines, look_again=self.look_again)
        else:
            await WebSocketClose(NOT_YOURS)(scope, receive, send)


async def _live(socket: WebSocket, *, lines: _Lines, look_again: float) -> None:
    try:
        token = cookies.read(socket) if is_own_page(socket.headers) else None
        own_topic = sessions.topic(await rights.person(token))
        await socket.accept()
        if lines.watch is None or lines.watch.done():
            lines.watch = asyncio.create_task(_watch(lines, look_again))
        with lines.hub.joined() as listener:
            lines.hub.listen(listener, own_topic)
            await _talk(_Line(socket, token or "", own_topic, listener), lines)
    except rights.NotTheirs:
        code = NOT_YOURS
    except SQLAlchemyError:
        code = LATER
    except (WebSocketDisconnect, OSError):
        return
    with suppress(WebSocketDisconnect):
        # Before it was accepted this is answered as 403.
        await socket.close(code)


async def _talk(line: _Line, lines: _Lines) -> None:
    """Tells the page what is new and reads what it asks for, until either ends with an error."""
    reading = asyncio.create_task(_take_topics(line, lines.hub))
    reading.add_done_callback(partial(_wake, line))
    lines.open.add(line)
    try:
        await _tell(line, reading)
    finally:
        lines.open.discard(line)
        reading.cancel()


def _wake(line: _Line, reading: asyncio.Task[None]) -> None:
    if not reading.cancelled():
        reading.exception()  # seen, even if the line ends for another reason
        line.listener.tell(line.own_topic, None)


async def _take_topics(line: _Line, hub: Hub) -> None:
    while True:
        message = await line.socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        topic = message.get("text")
        if not topic or len(topic) > LONGEST or len(line.listener.topics) > MOST_TOPICS:
            raise rights.NotTheirs
        # First listen, then look: what happens in between is heard twice rather than never.
        hub.listen(line.listener, topic)
        line.listener.tell(topic, None)


async def _tell(line: _Line, reading: asyncio.Task[None]) -> None:
    told: dict[str, int] = {}
    while True:
        news = await line.listener.heard()
        if reading.done():
            reading.result()
        for topic, number in (await _theirs(line, news)).items():
            if number > told.get(topic, -1):
                told[topic] = number
                await line.socket.send_text(_words(topic, number))


async def _watch(lines: _Lines, look_again: float) -> None:
    """Makes each page look whose session has run out, which ends it."""
    while True:
        await asyncio.sleep(look_again)
        now_open = {line: tokens.fingerprint(line.token) for line in lines.open}
        with suppress(SQLAlchemyError):
            alive = await rights.alive(frozenset(now_open.values()))
            for line in [line for line, fingerprint in now_open.items() if fingerprint not in alive]:
                line.listener.tell(line.own_topic, None)


@lru_cache(maxsize=256)
def _words(topic: str, number: int) -> str:
    """Made once for all who hear it."""
    return json.dumps({"topic": topic, "number": number})


async def _theirs(line: _Line, news: dict[str, int | None]) -> dict[str, int]:
    """The number of each topic, for somebody who may still know it. Raises NotTheirs."""
    if line.own_topic in news:
        news = dict.fromkeys(line.listener.topics)
    known = {topic: n for topic, n in news.items() if n is not None and rights.is_told(topic)}
    if len(known) < len(news):
        known |= await rights.newest(line.token, news.keys() - known.keys() - {line.own_topic})
    return known
