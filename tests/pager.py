"""A real HTTP server that keeps what it is posted, and can be told to refuse."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self

import pytest

from app.core import config


class Pager:
    """Starts with the context, in which pagers on this machine are allowed.

    `answers` are HTTP statuses given to the next posts instead of 204.
    """

    def __init__(self) -> None:
        self.posts: list[dict[str, str]] = []
        self.answers: list[int] = []
        self._settings = pytest.MonkeyPatch()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}/page?team=early-help"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        pager = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = pager.answers.pop(0) if pager.answers else 204
                if status == 204:
                    pager.posts.append(json.loads(body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                """Says nothing."""

        return Handler

    def __enter__(self) -> Self:
        self._settings.setenv("PRIVATE_PAGERS", "1")
        config.settings.cache_clear()
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._settings.undo()
        config.settings.cache_clear()
        self._server.shutdown()
        self._server.server_close()
