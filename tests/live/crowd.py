"""Many open pages at once, in one thread, each with the rules of app/core/static/live.js."""

import asyncio
import json
import random
import resource
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import uvloop
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from app.core import cookies

GONE, ENDED = 1008, 1012
LONGEST = 300.0  # seconds


@dataclass
class Page:
    """One open page: what it was told on each connection, when each began to tell, and how each ended."""

    token: str
    topic: str
    heard: list[list[int]] = field(default_factory=list)
    began: list[float] = field(default_factory=list)
    codes: Counter[int | None] = field(default_factory=Counter)

    @property
    def known(self) -> int:
        """The newest number that it has heard of."""
        return max((line[-1] for line in self.heard if line), default=-1)

    async def lie_open(self, address: str) -> None:
        """Connects, and comes back after each end of the line until it is told that this is no use."""
        failures = 0
        while True:
            code = await self._line(address)
            self.codes[code] += 1
            if code == GONE:
                return
            failures = 1 if self.heard[-1] else failures + 1
            await asyncio.sleep(_pause(code, failures))

    async def _line(self, address: str) -> int | None:
        """One connection; the code of its end, or None when there was none."""
        headers = {"Cookie": f"{cookies.name()}={self.token}"}
        where = address.replace("http", "ws", 1) + "/live"
        self.heard.append([])
        options = {"compression": None, "proxy": None, "ping_interval": None, "open_timeout": None}
        try:
            async with connect(where, additional_headers=headers, origin=address, **options) as line:  # type: ignore[arg-type]
                await line.send(self.topic)
                while True:
                    self._hear(json.loads(await line.recv())["number"])
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else None
        except (OSError, InvalidHandshake):
            return None

    def _hear(self, number: int) -> None:
        if not self.heard[-1]:
            self.began.append(time.monotonic())
        self.heard[-1].append(number)


def _pause(code: int | None, failures: int) -> float:
    """Seconds until a page comes back, as in live.js."""
    most = 20.0 if code == ENDED else min(LONGEST, 2.0 * 2**failures)
    return most * (0.5 + random.random() / 2)


@contextmanager
def opened(pages: Sequence[Page], address: str) -> Iterator[None]:
    """All of them lie open meanwhile."""
    loop = uvloop.new_event_loop()
    everybody: list[asyncio.Task[None]] = []

    async def open_all() -> None:
        everybody.extend(asyncio.create_task(each.lie_open(address)) for each in pages)
        await asyncio.gather(*everybody, return_exceptions=True)

    def close_all() -> None:
        for each in everybody:
            each.cancel()

    thread = threading.Thread(target=loop.run_until_complete, args=(open_all(),))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(close_all)
        thread.join()
        loop.close()


@contextmanager
def many_files(needed: int) -> Iterator[None]:
    """Lets this process and those that it starts hold so many files open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        pytest.fail(f"This machine lets a process hold {hard} files open (ulimit -Hn); this test needs {needed}.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
