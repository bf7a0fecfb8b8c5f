"""Copies of a map as it was on a day, and two of them beside each other."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.forms import Errors
from app.core.pages import render
from app.core.routing import Database, Router
from app.network import queries, service
from app.network.comparing import compare
from app.network.figures import figures
from app.network.layout import like
from app.network.presenters import changes, drawing, tables
from app.network.presenters.voices import VOICES
from app.network.queries import Copy
from app.network.routes.chosen import ThisMap
from app.network.rules import Whose

router = Router()

_DONE = {
    "kept": "A copy is kept. Come back in some weeks and look what has changed.",
    "removed": "The copy is removed.",
}


@router.get("/network-map/{whose}/copies")
def list_page(request: Request, session: Database, user: Relative, whose: ThisMap, done: str = "") -> Response:
    """Every copy of one map, the newest first."""
    return _list(request, session, user, whose, done=_DONE.get(done, ""))


@router.post("/network-map/{whose}/copies")
def keep(request: Request, session: Database, user: Relative, whose: ThisMap) -> Response:
    """Keeps the map as it is now; a second time changes nothing."""
    try:
        service.keep_copy(session, user=user, whose=whose)
    except service.Full as full:
        return _list(request, session, user, whose, errors={"form": full.sentence})
    return RedirectResponse(f"/network-map/{whose}/copies?done=kept", 303)


@router.get("/network-map/{whose}/copies/{copy_id}")
def compare_page(
    request: Request,
    session: Database,
    user: Relative,
    whose: ThisMap,
    copy_id: UUID,
    other: Annotated[str, Query(alias="with")] = "",
) -> Response:
    """A copy beside the map as it is now, or beside another copy; the older one first."""
    kept = queries.copies(session, person_id=user.person_id, whose=whose)
    copy = queries.chosen(kept, copy_id)
    found = queries.map_of(session, person_id=user.person_id, whose=whose)
    second = next((each for each in kept if str(each.id) == other and each is not copy), None)
    older, newer = sorted((copy, second), key=lambda each: each.kept_at) if second else (copy, None)
    compared = compare(older.drawn, newer.drawn if newer else found.drawn)
    return render(
        request,
        "network/compare.html",
        whose=whose,
        voice=VOICES[whose],
        copy=copy,
        older=older,
        newer=newer,
        others=[each for each in kept if each is not copy],
        form={"with": str(second.id) if second else ""},
        heads=changes.heads(older.kept_at, newer.kept_at if newer else None),
        pairs=changes.pairs(compared, whose),
        figures=changes.figures(figures(compared.before), figures(compared.after)),
        new_links=tables.links(compared.after, compared.new_links),
        gone_links=tables.links(compared.before, compared.gone_links),
        pictures=[drawing.of(each, whose) for each in (like(compared.before, compared.after), compared.after)],
    )


@router.get("/network-map/{whose}/copies/{copy_id}/remove")
def ask_remove(request: Request, session: Database, user: Relative, whose: ThisMap, copy_id: UUID) -> Response:
    """Asks before a copy is gone for good."""
    return render(request, "network/remove_copy.html", whose=whose, copy=_own(session, user, whose, copy_id))


@router.post("/network-map/{whose}/copies/{copy_id}/remove")
def remove(session: Database, user: Relative, whose: ThisMap, copy_id: UUID) -> Response:
    """Removes it."""
    service.remove_copy(session, copy_id=_own(session, user, whose, copy_id).id)
    return RedirectResponse(f"/network-map/{whose}/copies?done=removed", 303)


def _own(session: Database, user: SignedIn, whose: Whose, copy_id: UUID) -> Copy:
    return queries.chosen(queries.copies(session, person_id=user.person_id, whose=whose), copy_id)


def _list(
    request: Request,
    session: Database,
    user: SignedIn,
    whose: Whose,
    *,
    done: str = "",
    errors: Errors | None = None,
) -> Response:
    return render(
        request,
        "network/copies.html",
        status=422 if errors else 200,
        whose=whose,
        voice=VOICES[whose],
        copies=queries.copies(session, person_id=user.person_id, whose=whose),
        done=done,
        errors=errors,
    )
