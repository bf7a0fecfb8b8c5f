"""The two maps, and each of them on the screen and on paper."""

from typing import Any

from fastapi import Request, Response

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.pages import render
from app.core.routing import Database, Router
from app.network import queries
from app.network.figures import figures
from app.network.model import Kind
from app.network.presenters import drawing, summary, tables, words
from app.network.presenters.voices import VOICES
from app.network.routes.chosen import ThisMap
from app.network.rules import MOST_NODES, Whose
from app.network.shape import shape
from app.network.trying import to_strengthen, to_try

router = Router()

DONE = {
    "changed": "It is changed.",
    "linked": "The links are kept.",
    "taken-off": "It is off the map, and its links with it.",
    "removed": "The map is removed, with every copy of it. It cannot be brought back.",
}


@router.get("/network-map")
def list_page(request: Request, session: Database, user: Relative, done: str = "") -> Response:
    """What a network map is, and both of them."""
    found = queries.maps(session, person_id=user.person_id)
    return render(request, "network/list.html", maps=found, voices=VOICES, done=DONE.get(done))


@router.get("/network-map/{whose}")
def map_page(
    request: Request, session: Database, user: Relative, whose: ThisMap, done: str = "", added: str = ""
) -> Response:
    """One map, drawn and as tables, and what it says as a whole."""
    shown = _shown(session, user, whose)
    is_full = len(shown["drawn"].nodes) >= MOST_NODES
    added_node = shown["drawn"].node(added)
    return render(request, "network/map.html", done=DONE.get(done), added=added_node, is_full=is_full, **shown)


@router.get("/network-map/{whose}/print")
def print_page(request: Request, session: Database, user: Relative, whose: ThisMap) -> Response:
    """The same on paper."""
    return render(request, "network/print.html", **_shown(session, user, whose))


def _shown(session: Database, user: SignedIn, whose: Whose) -> dict[str, Any]:
    found = queries.map_of(session, person_id=user.person_id, whose=whose)
    counted, drawn = figures(found.drawn), found.drawn
    return {
        "whose": whose,
        "voice": VOICES[whose],
        "kinds": {kind: words.KINDS[kind] for kind in Kind},
        "found": found,
        "drawn": drawn,
        "picture": drawing.of(drawn, whose),
        "tables": tables.tables(drawn, whose),
        "head": tables.HEAD,
        "summary": summary.summary(counted, shape(counted), (to_strengthen(drawn), to_try(drawn)), whose),
        "figures_head": summary.HEAD,
        "is_hard": summary.is_hard(drawn),
    }
