"""Putting somebody or something on a map, changing it, and taking it off."""

from dataclasses import replace

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.network import queries, service
from app.network.forms import nodes, revision_of
from app.network.model import Kind, Map, Node, put, taken_off
from app.network.presenters import choices, words
from app.network.presenters.voices import VOICES
from app.network.queries import Found
from app.network.routes.chosen import ThisKind, ThisMap
from app.network.rules import Whose

router = Router()

CHANGED = "You changed this map in another window meanwhile. What you chose is below. Look at it again, then save."
_STILL_ON_IT = "You changed this map in another window meanwhile, so this is still on it. Look at it again."
GONE = (
    "You took this off the map in another window meanwhile. What you typed is below. You can put it on the map again."
)


@router.get("/network-map/{whose}/add/{kind}")
def new_page(request: Request, _user: Relative, whose: ThisMap, kind: ThisKind) -> Response:
    """An empty form."""
    return _form(request, whose, kind, {"id": nodes.new_id()})


@router.post("/network-map/{whose}/add/{kind}")
def add(request: Request, session: Database, user: Relative, whose: ThisMap, kind: ThisKind, fields: Form) -> Response:
    """Puts it on the map. That takes nothing from what another window did, so it needs no revision."""
    form, errors = nodes.parse(fields, kind=kind)
    if form is None:
        return _form(request, whose, kind, fields, errors=errors)
    typed = fields.get("id", "")
    node = form.node(typed if nodes.is_id(typed) else nodes.new_id(), kind, before=None)
    try:
        service.change(session, user=user, whose=whose, edit=lambda drawn: _added(drawn, node))
    except service.Full as full:
        return _form(request, whose, kind, fields, errors={"form": full.sentence})
    return RedirectResponse(f"/network-map/{whose}?added={node.id}", 303)


@router.get("/network-map/{whose}/items/{node_id}")
def change_page(request: Request, session: Database, user: Relative, whose: ThisMap, node_id: str) -> Response:
    """The form as it was filled in."""
    found, node = found_node(session, user, whose, node_id)
    return _form(request, whose, node.kind, _filled(node, found), node=node)


@router.post("/network-map/{whose}/items/{node_id}")
def change(request: Request, session: Database, user: Relative, whose: ThisMap, node_id: str, fields: Form) -> Response:
    """Changes it, unless another window changed the map meanwhile: then the words stay, and the person looks again."""
    if gone := _gone(session, user, whose, node_id, fields):
        return _form(request, whose, gone, {**fields, "id": node_id}, errors={"form": GONE}, status=409)
    found, before = found_node(session, user, whose, node_id)
    form, errors = nodes.parse(fields, kind=before.kind)
    if form is None:
        return _form(request, whose, before.kind, fields, node=before, errors=errors)
    node = form.node(node_id, before.kind, before=before)
    try:
        service.change(
            session, user=user, whose=whose, edit=lambda drawn: put(drawn, node), revision=revision_of(fields)
        )
    except Conflict:
        again = {**fields, "revision": str(found.revision)}
        return _form(request, whose, before.kind, again, node=before, errors={"form": CHANGED}, status=409)
    return RedirectResponse(f"/network-map/{whose}?done=changed", 303)


@router.get("/network-map/{whose}/items/{node_id}/remove")
def ask_remove(request: Request, session: Database, user: Relative, whose: ThisMap, node_id: str) -> Response:
    """Asks before it is taken off."""
    found, node = found_node(session, user, whose, node_id)
    return _ask_remove(request, found, node)


@router.post("/network-map/{whose}/items/{node_id}/remove")
def remove(request: Request, session: Database, user: Relative, whose: ThisMap, node_id: str, fields: Form) -> Response:
    """Takes it off with its links."""
    found, node = found_node(session, user, whose, node_id)
    try:
        service.change(
            session, user=user, whose=whose, edit=lambda drawn: taken_off(drawn, node_id), revision=revision_of(fields)
        )
    except Conflict:
        return _ask_remove(request, found, node, errors={"form": _STILL_ON_IT})
    return RedirectResponse(f"/network-map/{whose}?done=taken-off", 303)


def found_node(session: Database, user: SignedIn, whose: Whose, node_id: str) -> tuple[Found, Node]:
    """The map, and one thing on it. Raises NotFound when it is not, or not any more."""
    found = queries.map_of(session, person_id=user.person_id, whose=whose)
    node = found.drawn.node(node_id)
    if node is None:
        raise NotFound("This is not on your map any more. Perhaps you took it off in another window.")
    return found, node


def _gone(session: Database, user: SignedIn, whose: Whose, node_id: str, fields: Fields) -> Kind | None:
    """What it was, if another window took it off while this one was open: the words are not lost with it."""
    drawn = queries.map_of(session, person_id=user.person_id, whose=whose).drawn
    is_gone = nodes.is_id(node_id) and drawn.node(node_id) is None and fields.get("kind") in {*Kind}
    return Kind(fields["kind"]) if is_gone else None


def _added(drawn: Map, node: Node) -> Map:
    # The same form sent twice adds one; a form that the browser brought back, and that says another name, adds another.
    there = drawn.node(node.id)
    if there and replace(there, angle=None) == node:
        return drawn
    return put(drawn, replace(node, id=nodes.new_id()) if there else node)


def _filled(node: Node, found: Found) -> Fields:
    return {**nodes.filled(node), "revision": str(found.revision)}


def _form(
    request: Request,
    whose: Whose,
    kind: Kind,
    form: Fields,
    *,
    node: Node | None = None,
    errors: Errors | None = None,
    status: int = 422,
) -> Response:
    return render(
        request,
        "network/item.html",
        status=status if errors else 200,
        whose=whose,
        voice=VOICES[whose],
        naming=words.KINDS[kind],
        kind=kind,
        node=node,
        form=form,
        errors=errors,
        choices=choices.of(kind, whose),
    )


def _ask_remove(request: Request, found: Found, node: Node, *, errors: Errors | None = None) -> Response:
    return render(
        request,
        "network/remove_item.html",
        status=409 if errors else 200,
        whose=found.whose,
        revision=found.revision,
        node=node,
        links=len(found.drawn.linked_to(node.id)),
        errors=errors,
    )
