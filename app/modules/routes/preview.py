"""`holdfast content preview`: the modules in a browser for whoever writes them. No database, nobody signed in.

It shows the pages of the real program as a member of staff sees them, from the files as they are at each request.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from app.accounts.dependencies import Guard
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock, error_pages, static_files
from app.core.errors import ContentError
from app.core.headers import SecurityHeaders
from app.core.pages import render
from app.core.routing import marks
from app.directory import content as directory
from app.directory.content import Directory
from app.modules import library as modules
from app.modules.content import check
from app.modules.content.library import Library
from app.modules.routes import answering, evidence, paper, reading, words

AUTHOR = SignedIn(
    person_id=UUID(int=0),
    trust_id=None,
    trust_name="",
    crisis_line_name="",
    crisis_line_number="",
    name="",
    email="",
    roles=frozenset(),
    team_ids=(),
    permissions=frozenset({Permission.MODULES_READ}),
    token_hash=b"",
    comes_back=False,
)
_ROUTERS = (paper.router, reading.router, evidence.router, words.router, answering.router)


def create_app(folder: Path) -> FastAPI:
    """The pages for readers of modules, with the content of a folder."""
    app = FastAPI(openapi_url=None, redirect_slashes=False, telemetry={"logs": False})
    app.state.menu = lambda _user: []
    app.get("/")(_start)
    for route in (each for router in _ROUTERS for each in router.routes if isinstance(each, APIRoute)):
        endpoint = inspect.unwrap(route.endpoint)
        if _is_for(AUTHOR, endpoint):
            read_again = Depends(functools.partial(_read_again, folder))
            methods = sorted(route.methods or ())
            app.add_api_route(route.path, _without_database(endpoint), methods=methods, dependencies=[read_again])
    app.mount("/static", static_files.app())
    error_pages.install(app)
    app.add_exception_handler(ContentError, _broken)
    app.add_middleware(error_pages.LastResort)
    app.add_middleware(SecurityHeaders, secure=False)
    return app


def _start() -> Response:
    return RedirectResponse("/modules", 303)


def _is_for(reader: SignedIn, endpoint: Callable[..., Any]) -> bool:
    guards = [mark for mark in marks(endpoint).values() if isinstance(mark, Guard)]
    return all(reader.may(guard.permission) for guard in guards)


def _without_database(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The page for the author. For staff nothing is read or kept, so that it never asks for the session."""
    fixed = {name: AUTHOR if isinstance(mark, Guard) else None for name, mark in marks(endpoint).items()}
    signature = inspect.signature(endpoint, eval_str=True)

    @functools.wraps(endpoint)
    def page(**given: Any) -> Any:
        return endpoint(**given, **fixed)

    others = [each for name, each in signature.parameters.items() if name not in fixed]
    keyword_only = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in others]
    page.__signature__ = signature.replace(parameters=keyword_only)  # type: ignore[attr-defined]
    return page


def _read_again(folder: Path, request: Request) -> None:
    files = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*")) if path.is_file())
    state = request.app.state
    state.directory, state.library = _read(folder, files, clock.london_day(clock.now()))


@functools.lru_cache(maxsize=1)
def _read(folder: Path, _files: tuple[tuple[Path, int], ...], today: date) -> tuple[Directory, Library]:
    routes = directory.load(folder)
    library = modules.load(folder, directory=routes)
    warnings: dict[str, list[str]] = {}
    for each in [*check.problems(folder, today=today), *check.warnings(library, folder=folder, today=today)]:
        warnings.setdefault(each.path, []).append(f"Line {each.line}: {each.sentence}")
    return routes, replace(library, warnings=warnings)


def _broken(request: Request, error: Exception) -> Response:
    return render(request, "modules/broken.html", status=500, problems=str(error).splitlines())
