"""Turns errors into pages: one table from what went wrong to what the reader is told."""

import traceback
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from psycopg.errors import QueryCanceled, UniqueViolation
from sqlalchemy.exc import DBAPIError, IntegrityError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import (
    Conflict,
    Elsewhere,
    HoldfastError,
    NotFound,
    NotReadable,
    SignInNeeded,
    TooManyTries,
    Unavailable,
    WrongMethod,
)
from app.core.pages import render

log = structlog.get_logger()


_SECRET = {"password", "present"}
_WORTH_KEEPING = 10  # characters; shorter is a name or a choice

_BY_STATUS: dict[int, type[HoldfastError]] = {404: NotFound, 405: WrongMethod, 400: NotReadable, 503: Unavailable}


def install(app: FastAPI) -> None:
    """Sets the handlers."""
    handlers: dict[Any, Any] = {
        SignInNeeded: _sign_in,
        Elsewhere: _elsewhere,
        HoldfastError: _known,
        HTTPException: _from_router,
        RequestValidationError: _bad_address,
        IntegrityError: _collision,
        DBAPIError: _database,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


class LastResort:
    """Makes even an unforeseen error a page, inside the middleware that sets the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with the error page unless an answer had begun."""
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            request = Request(scope)
            # The kind and the place; an error's own words may repeat what somebody typed.
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error(  # noqa: TRY400 - see above
                "request.failed",
                route=_route(request),
                error=type(error).__name__,
                at=f"{place.filename}:{place.lineno}",
            )
            await page(request, HoldfastError())(scope, receive, send)


def answer(error: HoldfastError) -> ASGIApp:
    """The page for an error as a small application, for a middleware to answer with."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        await page(Request(scope), error)(scope, receive, send)

    return refuse


def page(request: Request, error: HoldfastError) -> Response:
    """The page for an error."""
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyTries) else None
    return render(
        request, "core/error.html", status=error.status, headers=headers, title=error.title, sentence=error.sentence
    )


def _known(request: Request, error: HoldfastError) -> Response:
    return page(request, error)


async def _elsewhere(_request: Request, error: Elsewhere) -> Response:
    return RedirectResponse(error.href, 303)


async def _sign_in(request: Request, error: SignInNeeded) -> Response:
    if request.method in {"GET", "HEAD"}:
        return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
    # The session ran out while somebody was writing: their words must not go with it.
    fields = (await request.form(max_files=0)).multi_items()
    typed = [str(words) for name, words in fields if name not in _SECRET and len(str(words)) > _WORTH_KEEPING]
    return render(request, "core/signed_out.html", status=error.status, typed=typed)


def _from_router(request: Request, error: HTTPException) -> Response:
    return page(request, _BY_STATUS.get(error.status_code, NotFound)())


def _bad_address(request: Request, _error: RequestValidationError) -> Response:
    return page(request, NotFound())


def _collision(request: Request, error: IntegrityError) -> Response:
    # Two people did the same thing at the same moment; a rule in the database let one of them win.
    log.warning("database.collision", route=_route(request), error=type(error.orig).__name__)
    return page(request, Conflict() if isinstance(error.orig, UniqueViolation) else HoldfastError())


def _database(request: Request, error: DBAPIError) -> Response:
    log.error("database.failed", route=_route(request), error=type(error.orig).__name__)
    return page(request, Unavailable() if error.connection_invalidated or _unreachable(error) else HoldfastError())


def _unreachable(error: DBAPIError) -> bool:
    # A connection that was never made has no SQLSTATE. A statement that took too long waited for somebody else.
    return getattr(error.orig, "sqlstate", None) is None or isinstance(error.orig, QueryCanceled)


def _route(request: Request) -> str:
    # The pattern, never the address itself: it may hold a link's secret.
    return getattr(request.scope.get("route"), "path", "unknown")
