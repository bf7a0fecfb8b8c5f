"""Every route has a guard or is marked public."""

from collections.abc import Iterator

from fastapi import APIRouter, Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from app.accounts.dependencies import requires
from app.accounts.roles import Permission
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
    "/help-now",
    "/accessibility",
    "/privacy",
    "/house-rules",
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


def _dependencies(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _dependencies(each)


def _is_guarded(route: RouteContext) -> bool:
    return any(hasattr(call, "permission") for call in _dependencies(route.dependant))


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
    inner, outer, app = APIRouter(), APIRouter(), FastAPI()
    inner.get("/open")(lambda: None)
    inner.get("/closed", dependencies=[Depends(requires(Permission.ACCOUNT_OWN))])(lambda: None)
    outer.include_router(inner)
    app.include_router(outer)

    assert _unguarded(app) == {"/open"}


def test_a_stranger_is_sent_to_sign_in_from_every_guarded_page(stranger: Browser) -> None:
    for route in _routes(_program(stranger)):
        if _is_guarded(route) and "GET" in (route.methods or ()):
            answer = stranger.client.get(str(route.path), follow_redirects=False)
            assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), route.path
