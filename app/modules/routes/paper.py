"""A whole module, its main points or one activity, to print; and the modules' pictures and films."""

from fastapi import Request, Response
from fastapi.responses import FileResponse

from app.accounts.dependencies import ModuleReader
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.modules import exercises, presenters, queries, rules
from app.modules.content.reading import MEDIA_TYPES
from app.modules.routes import showing

router = Router()


@router.get("/modules/{module}/print")
def print_module(request: Request, session: Database, user: ModuleReader, module: str) -> Response:
    """All pages of a module as one, with what this person saved."""
    found = showing.find_module(request, module)
    own = showing.own(session, user=user, module=found, pages=found.pages)
    pages = [(page, presenters.paper(page, own)) for page in found.pages]
    return render(request, "modules/print.html", module=found, pages=pages)


@router.get("/modules/{module}/in-short")
def in_short(request: Request, _user: ModuleReader, module: str) -> Response:
    """What to do and to know, on one sheet for the door of the fridge."""
    found = showing.find_module(request, module)
    if not found.in_short:
        raise NotFound
    return render(request, "modules/in_short.html", module=found)


@router.get("/modules/{module}/certificate")
def certificate(request: Request, session: Database, user: ModuleReader, module: str) -> Response:
    """One sheet that says who has worked through a module, and when; for nobody before every page is done."""
    found = showing.find_module(request, module)
    done_at = queries.done_in_module(session, person_id=user.person_id, module=found.slug) if user.is_relative else {}
    finished_at = rules.finished_at(found, done_at)
    if finished_at is None:
        raise NotFound(
            f'There is a certificate for "{found.title}" when you have marked every page of it as done.'
            " Open the module to see which pages are left."
        )
    return render(request, "modules/certificate.html", module=found, finished_at=finished_at)


@router.get("/modules/{module}/print/{name}")
def print_activity(request: Request, session: Database, user: ModuleReader, module: str, name: str) -> Response:
    """One activity on one sheet: filled with what was saved, or with room to write by hand."""
    here = showing.find_module(request, module)
    found = here.activity(name)
    if found is None:
        raise NotFound
    page, activity = found
    own = showing.own(session, user=user, module=here, pages=(page,))
    exercise = exercises.view(activity, own.given.get(name, exercises.NOTHING))
    return render(request, "modules/print_activity.html", page=page, exercise=exercise)


@router.get("/modules/{module}/files/{name}")
def file(request: Request, _user: ModuleReader, module: str, name: str) -> Response:
    """A picture, a film or its captions; kept by the reader's browser for a day."""
    path = showing.find_module(request, module).files.get(name)
    if path is None:
        raise NotFound
    headers = {"Cache-Control": "private, max-age=86400"}
    return FileResponse(path, media_type=MEDIA_TYPES[path.suffix], headers=headers)
