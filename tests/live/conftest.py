"""A page's line to the real web program."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from redis import Redis
from sqlalchemy import Engine
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from app import live
from app.accounts.models import Person
from app.core import config, cookies
from app.core.hints import CHANNEL
from app.core.supervisor import ports
from tests.builders.accounts import session_for
from tests.emptying import empty
from tests.web import web_program

PATIENCE = 5  # seconds
Opens = Callable[..., "Line"]


class Line:
    """What the script of an open page does."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def ask(self, topic: str) -> "Line":
        self.connection.send(topic)
        return self

    def hear(self) -> dict[str, Any]:
        return json.loads(self.connection.recv(timeout=PATIENCE))  # type: ignore[no-any-return]

    def code(self) -> int | None:
        """The code with which the server ends the line, whatever it says before."""
        with pytest.raises(ConnectionClosed):
            while True:
                self.connection.recv(timeout=PATIENCE)
        return self.connection.close_code


def connected(address: str, token: str | None, *, origin: str | None = "") -> AbstractContextManager[ClientConnection]:
    """Opens /live as a browser would; without a token nobody is signed in."""
    headers = {"Cookie": f"{cookies.name()}={token}"} if token else {}
    own = address if origin == "" else origin
    where = address.replace("http", "ws", 1) + "/live"
    return connect(where, additional_headers=headers, origin=own, compression=None, proxy=None)  # type: ignore[arg-type]


def until(holds: Callable[[], bool]) -> None:
    """Waits for something that happens in another process."""
    for _try in range(100):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 5 seconds")


def subscriptions() -> int:
    """How many processes listen to hints."""
    with Redis.from_url(config.require("redis_url")) as redis:
        return int(redis.pubsub_numsub(CHANNEL)[0][1])


def publish(hint: str) -> None:
    """Says something on the channel of hints."""
    with Redis.from_url(config.require("redis_url")) as redis:
        redis.publish(CHANNEL, hint)


@pytest.fixture(scope="module")
def site(owner: Engine) -> Iterator[str]:
    """The address of the real web program."""
    empty(owner)  # it would refuse to start with trusts whose keys a test before it locked with another root
    with web_program() as address:
        yield address


@pytest.fixture
def opened(database: None, site: str) -> Iterator[Opens]:
    """Opens a person's line, and hangs up at the end."""
    with ExitStack() as lines:

        def open_for(person: Person, token: str = "", at: str = site) -> Line:
            return Line(lines.enter_context(connected(at, token or session_for(person))))

        yield open_for


@contextmanager
def own_program(*, look_again: float) -> Iterator[str]:
    """A program with nothing but /live, which looks at sessions again after so many seconds."""
    app, port = FastAPI(), ports.free()
    app.add_middleware(live.Live, look_again=look_again)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def passing_program(*options: str, port: int | None = None) -> Iterator[tuple[str, Callable[[], None]]]:
    """A process of its own, and how it is asked to end."""
    port = port or ports.free()
    command = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--port", str(port), *options]
    environment = {**os.environ, "BASE_URL": f"http://127.0.0.1:{port}"}
    with subprocess.Popen([*command, "--log-level", "warning"], env=environment) as web:
        while not ports.answers_ok(port=port, path="/health/live"):
            time.sleep(0.1)
        try:
            yield f"http://127.0.0.1:{port}", web.terminate
        finally:
            web.terminate()
