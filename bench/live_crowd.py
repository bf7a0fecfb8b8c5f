"""Open pages as light as they can be: one handshake each, then the moment at which each frame arrives."""

import asyncio
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvloop

_MASK = b"\0\0\0\0"
_TEXT, _PING, _PONG = 0x81, 0x89, 0x8A


class Page(asyncio.Protocol):
    """One page; `arrived` has a time in seconds for each text frame."""

    def __init__(self, cookie: str, port: int, topic: str) -> None:
        self.arrived: list[float] = []
        self._hello = (
            f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        ).encode()
        self._topic, self._accepted, self._data = topic, False, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asks to be let in."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(self._hello)

    def data_received(self, data: bytes) -> None:
        """Takes whatever came; frames of ours are shorter than 126 bytes."""
        now = time.perf_counter()
        self._data += data
        if not self._accepted and b"\r\n\r\n" in self._data:
            head, _, self._data = self._data.partition(b"\r\n\r\n")
            assert b" 101 " in head.splitlines()[0], head
            self._accepted = True
            self.say(self._topic)
        while self._accepted and len(self._data) > 1 and len(self._data) >= 2 + self._data[1]:
            kind, length = self._data[0], self._data[1]
            if kind == _TEXT:
                self.arrived.append(now)
            elif kind == _PING:
                self._send(_PONG, self._data[2 : 2 + length])
            self._data = self._data[2 + length :]

    def say(self, text: str) -> None:
        """Sends one text."""
        self._send(_TEXT, text.encode())

    def close(self) -> None:
        """Hangs up."""
        self._transport.abort()

    def _send(self, kind: int, data: bytes) -> None:
        self._transport.write(struct.pack("!BB", kind, 0x80 | len(data)) + _MASK + data)


class Crowd:
    """Pages in a thread of their own."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.pages: list[Page] = []
        # Called when half of the pages are open: what the first ones need is not what one more needs.
        self.at_half: Callable[[], None] = lambda: None

    def come(self, port: int, pages: list[tuple[str, str]]) -> None:
        """Opens a page for each cookie and topic, and waits until each was told something, which is forgotten."""
        half = len(pages) // 2
        self._open(port, pages[:half])
        self.at_half()
        self._open(port, pages[half:])
        for page in self.pages:
            page.arrived.clear()

    def _open(self, port: int, pages: list[tuple[str, str]]) -> None:
        asyncio.run_coroutine_threadsafe(self._come(port, pages), self._loop).result(120)
        self.wait_for(self.pages)

    async def _come(self, port: int, pages: list[tuple[str, str]]) -> None:
        for cookie, topic in pages:
            page = Page(cookie, port, topic)
            await self._loop.create_connection(lambda made=page: made, "127.0.0.1", port)  # type: ignore[misc]
            self.pages.append(page)

    def say(self, page: Page, text: str) -> None:
        """Has one page send something."""
        self._loop.call_soon_threadsafe(page.say, text)

    @staticmethod
    def wait_for(pages: list[Page], seconds: float = 60) -> None:
        """Waits until each was told something."""
        until = time.monotonic() + seconds
        while not all(page.arrived for page in pages):
            assert time.monotonic() < until, "some page was told nothing"
            time.sleep(0.002)


@contextmanager
def crowd() -> Iterator[Crowd]:
    """A crowd, still without anybody."""
    loop = uvloop.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    found = Crowd(loop)
    yield found
    for page in found.pages:
        loop.call_soon_threadsafe(page.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
