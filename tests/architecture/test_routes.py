"""Every route has a guard or is marked public."""

import inspect
import re
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from app.accounts.dependencies import Anyone, Guard
from app.core.routing import Database, Route, Router, marks
from tests.page import Browser

# What may be seen without signing in: the list of design/interface.md, and the demo's mail.
PUBLIC = {
    "/",
    "/sign-in",
    "/sign-out",
    "/leave",
    "/forgot-password",
    "/reset-password/{token}",
    "/invitation/{token}",
    "/invitation/{token}/account",
    "/invitation/{token}/decline",
    "/invitation/{token}/new-link",
    "/join",
    "/join/at/{trust_id}",
    "/join/under-16",
    "/join/{code}",
    "/mail/stop/{token}",
    "/mail/notify",
    "/mail/bounces",
    "/help-now",
    "/accessibility",
    "/privacy",
    "/house-rules",
    "/forum/mails/stop/{token}",
    "/digests/stop/{token}",
    "/reminders/stop/{token}",
    "/health/live",
    "/health/ready",
    "/demo/mail",
    "/demo/mail/{name}",
}


def _routes(app: FastAPI) -> list[RouteContext]:
    return [each for each in iter_route_contexts(app.routes) if isinstance(each.route, APIRoute)]


def _program(browser: Browser) -> FastAPI:
    app = browser.client.app
    assert isinstance(app, FastAPI)
    return app


def _is_guarded(route: RouteContext) -> bool:
    assert isinstance(route.route, APIRoute)
    return any(isinstance(mark, Guard) for mark in marks(inspect.unwrap(route.route.endpoint)).values())


def _unguarded(app: FastAPI) -> set[str]:
    return {str(route.path) for route in _routes(app) if not _is_guarded(route)}


def test_every_route_has_a_guard_or_is_on_the_public_list(stranger: Browser) -> None:
    app = _program(stranger)

    assert len(_routes(app)) > 40
    assert _unguarded(app) <= PUBLIC


def test_every_public_route_is_marked_public_and_no_other(stranger: Browser) -> None:
    for route in _routes(_program(stranger)):
        assert ("public" in route.tags) == (route.path in PUBLIC), route.path


def test_the_walker_finds_an_open_route_in_a_nested_router() -> None:
    inner, outer, app = Router(), Router(), FastAPI()

    @inner.get("/open")
    def _open(session: Database) -> None: ...

    @inner.get("/closed")
    def _closed(user: Anyone) -> None: ...

    outer.include_router(inner)
    app.include_router(outer)

    assert _unguarded(app) == {"/open"}


def test_every_route_is_of_the_kind_that_knows_units_of_work(stranger: Browser) -> None:
    assert all(isinstance(route.route, Route) for route in _routes(_program(stranger)))


def test_there_is_one_websocket_which_guards_itself(stranger: Browser) -> None:
    assert not [each for each in _program(stranger).routes if isinstance(each, WebSocketRoute)]

    for path in ("/live", "/home"):
        with pytest.raises(WebSocketDisconnect) as refused, stranger.client.websocket_connect(path):
            pass
        assert refused.value.code == 1008


def test_a_stranger_is_sent_to_sign_in_from_every_guarded_page(stranger: Browser) -> None:
    for route in _routes(_program(stranger)):
        if _is_guarded(route) and "GET" in (route.methods or ()):
            path = re.sub(r"\{[^}]*\}", str(uuid4()), str(route.path))
            answer = stranger.client.get(path, follow_redirects=False)
            assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), route.path
