"""When something is slow, silent or gone: pages come first, nobody is kept for ever, nothing is lost."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager

import pytest
from sqlalchemy import Engine, text
from websockets.sync.client import ClientConnection

from app.core import config, cookies, hints
from app.core.db import unit_of_work
from app.core.supervisor import ports
from tests.builders.accounts import session_for
from tests.builders.messages import answer_to, fresh, make_conversation
from tests.live.conftest import Line, Opens, connected, passing_program
from tests.people import Cast


def _port(address: str) -> int:
    return int(address.rsplit(":", 1)[1])


def test_while_the_database_hangs_other_pages_answer_and_afterwards_everybody_is_let_in(
    cast: Cast, site: str, owner: Engine
) -> None:
    tokens = [session_for(cast.alice) for _ in range(12)]
    topic = f"messages.conversation.{make_conversation(cast.alice)}"
    with ExitStack() as lines, ThreadPoolExecutor(len(tokens)) as pool:
        with owner.begin() as connection:
            connection.execute(text("LOCK TABLE sign_in_sessions IN ACCESS EXCLUSIVE MODE"))
            opening = [pool.submit(_enter, lines, site, token) for token in tokens]
            began = time.monotonic()
            assert all(ports.answers_ok(port=_port(site), path="/health/live") for _ in range(20))
            assert time.monotonic() - began < 2
            assert not any(each.done() for each in opening)

        assert {Line(each.result()).ask(topic).hear()["topic"] for each in opening} == {topic}


def _enter(lines: ExitStack, site: str, token: str) -> ClientConnection:
    return lines.enter_context(connected(site, token))


def test_a_telephone_that_has_gone_silent_is_let_go(cast: Cast) -> None:
    with passing_program("--ws-ping-interval", "0.2", "--ws-ping-timeout", "0.2") as (address, _end):
        with _silent_line(address, session_for(cast.alice)) as telephone:
            heard = b"".join(iter(lambda: telephone.recv(4096), b""))

    assert heard.startswith(b"HTTP/1.1 101")
    assert b"keepalive ping timeout" in heard


@contextmanager
def _silent_line(address: str, token: str) -> Iterator[socket.socket]:
    """Accepted, and then it answers no ping."""
    request = (
        f"GET /live HTTP/1.1\r\nHost: {address[7:]}\r\nOrigin: {address}\r\nCookie: {cookies.name()}={token}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", _port(address)), timeout=5) as telephone:
        telephone.sendall(request.encode())
        yield telephone


@pytest.fixture
def silent_redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One that takes connections and says nothing."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{server.getsockname()[1]}/0")
        config.settings.cache_clear()
        hints._redis.cache_clear()
        yield
    monkeypatch.undo()
    config.settings.cache_clear()
    hints._redis.cache_clear()


def test_a_silent_redis_holds_up_a_page_for_two_seconds_at_most(cast: Cast, silent_redis: None) -> None:
    began = time.monotonic()
    with unit_of_work(cast.riverside.id) as session:
        hints.send(session, topic="messages.inbox.1", number=1)
        hints.send(session, topic="messages.inbox.2", number=1)

    assert time.monotonic() - began < 2.5


def test_what_was_written_between_two_lines_is_told_to_the_second_and_nothing_twice(cast: Cast, opened: Opens) -> None:
    conversation_id = make_conversation(cast.alice)
    topic = f"messages.conversation.{conversation_id}"
    first = opened(cast.alice).ask(topic)
    before = first.hear()["number"]
    first.connection.close()
    answer_to(cast.sue, conversation_id)
    answer_to(cast.sue, conversation_id)
    second = opened(cast.alice).ask(topic)

    assert second.hear()["number"] == fresh(conversation_id).last_number == before + 2
    with pytest.raises(TimeoutError):
        second.connection.recv(timeout=0.5)
