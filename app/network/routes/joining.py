"""What is linked with what, and where something is moved to."""

from dataclasses import replace

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.accounts.dependencies import Relative
from app.core import forms
from app.core.errors import Conflict
from app.core.forms import Errors, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.network import service
from app.network.forms import joining, revision_of
from app.network.layout import settled
from app.network.model import Node, linked, put
from app.network.presenters import words
from app.network.queries import Found
from app.network.routes.changing import CHANGED, found_node
from app.network.routes.chosen import ThisMap

router = Router()


@router.get("/network-map/{whose}/items/{node_id}/links")
def links_page(request: Request, session: Database, user: Relative, whose: ThisMap, node_id: str) -> Response:
    """A box for everything else on the map."""
    found, node = found_node(session, user, whose, node_id)
    return _boxes(request, found, node, [each.id for each in found.drawn.linked_to(node_id)])


@router.post("/network-map/{whose}/items/{node_id}/links")
def link(request: Request, session: Database, user: Relative, whose: ThisMap, node_id: str, fields: Form) -> Response:
    """Links it with what is ticked and with nothing else."""
    found, node = found_node(session, user, whose, node_id)
    ticked = joining.ticked(fields)
    try:
        service.change(
            session,
            user=user,
            whose=whose,
            edit=lambda drawn: linked(drawn, node_id, ticked),
            revision=revision_of(fields),
        )
    except Conflict:
        return _boxes(request, found, node, ticked, errors={"form": CHANGED})
    return RedirectResponse(f"/network-map/{whose}?done=linked", 303)


@router.post("/network-map/{whose}/items/{node_id}/move")
def move(session: Database, user: Relative, whose: ThisMap, node_id: str, fields: Form) -> Response:
    """Moves it, for the drawing's script: says the map's new revision, or with 409 the one that it has meanwhile."""
    found, node = found_node(session, user, whose, node_id)
    form, _errors = forms.parse(joining.MoveForm, fields)
    if form is None:
        return JSONResponse({"revision": found.revision}, 422)
    moved = replace(node, closeness=form.ring, angle=form.angle)
    try:
        revision = service.change(
            session, user=user, whose=whose, edit=lambda drawn: put(settled(drawn), moved), revision=revision_of(fields)
        )
    except Conflict:
        return JSONResponse({"revision": found.revision}, 409)
    return JSONResponse({"revision": revision})


def _boxes(request: Request, found: Found, node: Node, ticked: list[str], *, errors: Errors | None = None) -> Response:
    return render(
        request,
        "network/links.html",
        status=409 if errors else 200,
        whose=found.whose,
        revision=found.revision,
        node=node,
        groups=[
            (words.KINDS[kind].many, kind, options) for kind, options in joining.boxes(found.drawn, node.id).items()
        ],
        ticked=ticked,
        errors=errors,
    )
