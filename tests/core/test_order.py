"""Endpoint, commit, hand-over, response: in this order, and an error page when the commit fails."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import event, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app import navigation
from app.core import db, error_pages
from app.core.hand_over import after_commit
from app.core.routing import Database, Route
from app.trusts.models import Team
from tests.people import Cast


@pytest.fixture
def order() -> Iterator[list[str]]:
    """What happened, in order; commits are seen where SQLAlchemy makes them."""
    seen: list[str] = []

    def committed(_session: Session) -> None:
        seen.append("commit")

    event.listen(Session, "after_commit", committed)
    yield seen
    event.remove(Session, "after_commit", committed)


def _program(order: list[str]) -> TestClient:
    app = FastAPI()
    app.router.route_class = Route
    app.state.menu = navigation.menu_for
    error_pages.install(app)

    @app.post("/works")
    def works(session: Database) -> dict[str, str]:
        session.execute(text("SELECT 1"))
        after_commit(session, lambda: order.append("hand-over"))
        order.append("endpoint")
        return {}

    @app.post("/fails-at-commit")
    def fails_at_commit(session: Database) -> dict[str, str]:
        after_commit(session, lambda: order.append("hand-over"))
        # No such trust: the row is only sent to the database by the commit.
        session.add(Team(trust_id=uuid4(), name="Nobody's"))
        order.append("endpoint")
        return {}

    @app.post("/waits")
    def waits(session: Database) -> dict[str, str]:
        session.execute(text("SET LOCAL statement_timeout = '50ms'"))
        session.execute(text("SELECT pg_sleep(1)"))
        return {}

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                order.append(f"response {message['status']}")
            await send(message)

        await app(scope, receive, watch)

    return TestClient(watched, raise_server_exceptions=False)


def test_the_answer_leaves_after_the_commit_and_the_hand_over(cast: Cast, order: list[str]) -> None:
    _program(order).post("/works")

    assert order == ["endpoint", "commit", "hand-over", "response 200"]


def test_a_failing_commit_shows_an_error_and_hands_nothing_over(cast: Cast, order: list[str]) -> None:
    answer = _program(order).post("/fails-at-commit")

    assert order == ["endpoint", "response 500"]
    assert "Sorry, something went wrong" in answer.text


def test_who_waited_too_long_for_somebody_else_is_asked_to_try_again(cast: Cast, order: list[str]) -> None:
    answer = _program(order).post("/waits")

    assert order == ["response 503"]
    assert "Try again in a few minutes" in answer.text


def test_what_waits_for_the_commit_is_dropped_when_the_work_fails(cast: Cast, order: list[str]) -> None:
    with pytest.raises(ZeroDivisionError), db.unit_of_work(cast.riverside.id) as session:
        after_commit(session, lambda: order.append("hand-over"))
        raise ZeroDivisionError

    assert order == []


def test_a_savepoint_does_not_hand_over_early(cast: Cast) -> None:
    order = []
    with db.unit_of_work(cast.riverside.id) as session:
        with session.begin_nested():
            after_commit(session, lambda: order.append("hand-over"))
        order.append("savepoint released")

    assert order == ["savepoint released", "hand-over"]
