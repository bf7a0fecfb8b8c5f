"""Everybody in this process who listens to hints, fed by one subscription in Redis however many they are."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from app.core.hints import CHANNEL, EVERYBODY

log = structlog.get_logger()
PATIENCE = 1.0  # seconds in which Redis must take a connection
QUIET = 20.0  # seconds without a word after which Redis is asked whether it is there


class Listener:
    """One open page. Keeps the newest number of each topic only, so a slow reader holds up nobody and costs nothing."""

    def __init__(self) -> None:
        self.topics: set[str] = set()
        self._news: dict[str, int | None] = {}
        self._woken = asyncio.Event()

    def tell(self, topic: str, number: int | None) -> None:
        """Keeps it until somebody asks. None: there may be something new, and whoever asks must look."""
        kept = self._news.get(topic, number)
        self._news[topic] = None if kept is None or number is None else max(kept, number)
        self._woken.set()

    def tell_to_look(self) -> None:
        """There may be something new on each of its topics."""
        for topic in self.topics:
            self.tell(topic, None)

    async def heard(self) -> dict[str, int | None]:
        """What is new since the last time, by topic; waits until something is."""
        await self._woken.wait()
        self._woken.clear()
        news, self._news = self._news, {}
        return news


class Hub:
    """Gives each hint to those who listen to its topic. Subscribed from the first one on, for good."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._listeners: dict[str, set[Listener]] = {}
        self._here: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def joined(self) -> Iterator[Listener]:
        """Somebody who is here for as long as this lasts."""
        listener = Listener()
        self._here.add(listener)
        # Never cancelled when the last one leaves: while it connects, redis-py can swallow that and go on listening.
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._hear_always())
        try:
            yield listener
        finally:
            self._leave(listener)

    def listen(self, listener: Listener, topic: str) -> None:
        """From now on they hear of the topic. Whoever looks up its newest number afterwards misses nothing.

        Not even while nothing is subscribed: as soon as it is, everybody is told to look.
        """
        listener.topics.add(topic)
        self._listeners.setdefault(topic, set()).add(listener)

    def _leave(self, listener: Listener) -> None:
        self._here.discard(listener)
        for topic in listener.topics:
            self._listeners[topic].discard(listener)
            if not self._listeners[topic]:
                del self._listeners[topic]

    def _tell(self, line: str) -> None:
        topic, _, number = line.rpartition(" ")
        if topic == EVERYBODY:
            self._tell_all_to_look()
        for listener in self._listeners.get(topic, ()):
            listener.tell(topic, int(number))

    def _tell_all_to_look(self) -> None:
        for listener in self._here:
            listener.tell_to_look()

    async def _hear_always(self) -> None:
        while True:
            try:
                await self._hear()
            except (RedisError, OSError, ValueError) as error:  # ValueError: somebody else's words on our channel
                log.warning("hints.unreachable", error=type(error).__name__)
            await asyncio.sleep(random.uniform(0.5, 1.5))  # noqa: S311 - not all processes at the same moment

    async def _hear(self) -> None:
        redis = Redis.from_url(self._url, decode_responses=True, socket_connect_timeout=PATIENCE)
        async with redis, redis.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            async for message in _messages(subscription):
                if message["type"] == "subscribe":
                    self._tell_all_to_look()  # at what was said while nobody heard it
                elif message["type"] == "message":
                    self._tell(message["data"])


async def _messages(subscription: PubSub) -> AsyncIterator[dict[str, str]]:
    """All that comes. Raises ConnectionError when Redis does not even answer a ping."""
    asked = False
    while True:
        message = await subscription.get_message(timeout=QUIET)
        if message is not None:
            asked = False
            yield message
        elif asked:
            raise ConnectionError
        else:
            await subscription.ping()
            asked = True
