"""A relative's own toolbox: everything kept, one thing to print, and removing it."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.core.pages import render
from app.core.routing import Database, Router
from app.toolbox import queries, service
from app.usage import service as usage
from app.usage.events import Event

router = Router()


@router.get("/toolbox")
def toolbox(request: Request, session: Database, user: Relative) -> Response:
    """Everything kept, newest first."""
    items = queries.items(session, person_id=user.person_id)
    usage.record(session, event=Event.TOOLBOX_OPENED, trust_id=user.own_trust, person_id=user.person_id)
    return render(request, "toolbox/list.html", items=items, removed="removed" in request.query_params)


@router.get("/toolbox/{item_id}")
def item(request: Request, session: Database, user: Relative, item_id: UUID) -> Response:
    """One thing, on a page that prints well."""
    return render(request, "toolbox/item.html", item=queries.item(session, person_id=user.person_id, item_id=item_id))


@router.get("/toolbox/{item_id}/remove")
def ask_remove(request: Request, session: Database, user: Relative, item_id: UUID) -> Response:
    """Asks before something is gone for good."""
    return render(request, "toolbox/remove.html", item=queries.item(session, person_id=user.person_id, item_id=item_id))


@router.post("/toolbox/{item_id}/remove")
def remove(session: Database, user: Relative, item_id: UUID) -> Response:
    """Removes it; somebody else's is not found."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    service.remove(session, person_id=user.person_id, item_id=found.id)
    return RedirectResponse("/toolbox?removed=1", 303)
