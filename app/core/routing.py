"""Routes: who is signed in, what the page does, and the commit, in one thread and one unit of work.

FastAPI would run a guard, the page and the commit as three jobs for its thread pool, at 0.2 ms of processor time
each, and by default commit after the response has left. Here a parameter marked as FromWork is no dependency of
FastAPI's: the route opens the unit of work, asks for each, calls the page, and commits before it answers.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session

from app.core.db import unit_of_work


@dataclass(frozen=True)
class FromWork:
    """Marks a parameter that is made from the request inside its unit of work, in the order of the parameters."""

    make: Callable[[Request, Session], Any]


Database = Annotated[Session, FromWork(lambda _request, session: session)]


class Route(APIRoute):
    """A route whose endpoint may have parameters marked as FromWork."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        methods = set(options.pop("methods", None) or {"GET"})
        # HEAD is a GET without the body, which the server leaves out; FastAPI alone would refuse it.
        also = {"HEAD"} if "GET" in methods else set()
        super().__init__(path, _in_one_work(endpoint), methods=methods | also, **options)


class Router(APIRouter):
    """A router of such routes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=Route, **options)


def include(app: FastAPI, router: APIRouter) -> None:
    """Adds a router's routes to the program as its own, since FastAPI tries each included router one by one."""
    app.router.routes.extend(router.routes)


def marks(endpoint: Callable[..., Any]) -> dict[str, FromWork]:
    """The marked parameters of an endpoint, by name."""
    parameters = inspect.signature(endpoint, eval_str=True).parameters
    found = {name: _mark(parameter.annotation) for name, parameter in parameters.items()}
    return {name: mark for name, mark in found.items() if mark}


def _mark(annotation: Any) -> FromWork | None:
    return next((each for each in get_args(annotation) if isinstance(each, FromWork)), None)


def _in_one_work(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    marked = marks(endpoint)
    if not marked:
        return endpoint
    signature = inspect.signature(endpoint, eval_str=True)
    wants_request = "request" in signature.parameters

    @functools.wraps(endpoint)
    def page(request: Request, **given: Any) -> Any:
        with unit_of_work(None) as session:
            # For what the frame of a page shows. It ends with the work: a page about an error does without.
            request.state.session = session
            try:
                made = {name: mark.make(request, session) for name, mark in marked.items()}
                return endpoint(**({"request": request} if wants_request else {}), **made, **given)
            finally:
                request.state.session = None

    others = [each for each in signature.parameters.values() if each.name not in {*marked, "request"}]
    request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    keyword_only = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in others]
    page.__signature__ = signature.replace(parameters=[request, *keyword_only])  # type: ignore[attr-defined]
    return page
