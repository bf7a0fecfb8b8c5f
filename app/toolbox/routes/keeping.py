"""A relative's own toolbox: everything kept, one thing, and removing."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.audit import service as audit
from app.audit.actions import Action
from app.core.pages import render
from app.core.routing import Database, Router
from app.toolbox import pdf, queries, service
from app.toolbox.rules import Kind
from app.trusts import queries as trusts
from app.usage import service as usage
from app.usage.events import Event

router = Router()


@router.get("/toolbox")
def toolbox(request: Request, session: Database, user: Relative) -> Response:
    """Everything kept, newest first; what they wrote about the person stands apart."""
    items = queries.items(session, person_id=user.person_id)
    usage.record(session, event=Event.TOOLBOX_OPENED, trust_id=user.own_trust, person_id=user.person_id)
    about = next((item for item in items if item.kind is Kind.ABOUT), None)
    others = [item for item in items if item is not about]
    return render(request, "toolbox/list.html", about=about, items=others, removed="removed" in request.query_params)


@router.get("/toolbox/remove-everything")
def ask_remove_all(request: Request, session: Database, user: Relative) -> Response:
    """Asks before everything is gone for good."""
    return render(request, "toolbox/remove_all.html", count=queries.count(session, person_id=user.person_id))


@router.post("/toolbox/remove-everything")
def remove_all(session: Database, user: Relative) -> Response:
    """Empties the toolbox and destroys its key."""
    service.remove_all(session, person_id=user.person_id)
    audit.record(
        session,
        action=Action.TOOLBOX_EMPTIED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=user.person_id,
    )
    return RedirectResponse("/toolbox?removed=1", 303)


@router.get("/toolbox/{item_id}")
def item(request: Request, session: Database, user: Relative, item_id: UUID) -> Response:
    """One thing, on a page that prints well."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    team = trusts.team_names(session, trust_id=user.own_trust)[found.shared_with] if found.shared_with else ""
    return render(request, "toolbox/item.html", item=found, team=team, makes_pdf=pdf.is_available())


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
