"""What leaves a map: into the toolbox, from where it can be shared, or for good."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.network import queries, service
from app.network.presenters import keeping
from app.network.presenters.voices import VOICES
from app.network.routes.chosen import ThisMap
from app.network.rules import Whose
from app.toolbox import queries as toolbox_queries
from app.toolbox import service as toolbox
from app.toolbox.rules import Kind

router = Router()

_NAMES = ("with", "without")
_CHOOSE = "Choose whether the names stand on it"


@router.get("/network-map/{whose}/keep")
def ask_keep(request: Request, _user: Relative, whose: ThisMap) -> Response:
    """With the names, or without."""
    return _ask(request, whose)


@router.post("/network-map/{whose}/keep")
def keep(request: Request, session: Database, user: Relative, whose: ThisMap, fields: Form) -> Response:
    """Keeps the map as it is now in the toolbox, in place of what was kept there before in the same way."""
    names = fields.get("names", "")
    if names not in _NAMES:
        return _ask(request, whose, error=_CHOOSE)
    drawn = queries.map_of(session, person_id=user.person_id, whose=whose).drawn
    if not drawn.nodes:
        raise NotFound
    with_names = names == "with"
    source = keeping.source(whose, with_names=with_names)
    toolbox.save(
        session,
        person_id=user.person_id,
        trust_id=user.own_trust,
        kind=Kind.MAP,
        source=source,
        kept=keeping.kept(drawn, whose, with_names=with_names),
    )
    kept = toolbox_queries.by_source(session, person_id=user.person_id, sources=[source])
    return RedirectResponse(f"/toolbox/{kept[source].id}", 303)


@router.get("/network-map/{whose}/remove")
def ask_remove(request: Request, session: Database, user: Relative, whose: ThisMap) -> Response:
    """Asks before a map is gone for good."""
    found = queries.map_of(session, person_id=user.person_id, whose=whose)
    if found.id is None:
        raise NotFound
    copies = len(queries.copies(session, person_id=user.person_id, whose=whose))
    return render(request, "network/remove.html", whose=whose, voice=VOICES[whose], copies=copies)


@router.post("/network-map/{whose}/remove")
def remove(session: Database, user: Relative, whose: ThisMap) -> Response:
    """Destroys it with its copies and its key."""
    service.remove(session, user=user, whose=whose)
    return RedirectResponse("/network-map?done=removed", 303)


def _ask(request: Request, whose: Whose, *, error: str = "") -> Response:
    errors = {"names": error} if error else None
    status = 422 if errors else 200
    return render(request, "network/keep.html", status=status, whose=whose, voice=VOICES[whose], errors=errors)
