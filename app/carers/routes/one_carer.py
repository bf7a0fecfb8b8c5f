"""One carer: invite them, write down what was offered, undo a wrong click, take them off the list."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import queries as accounts
from app.accounts.dependencies import CarersLister
from app.accounts.signed_in import SignedIn
from app.carers import forms, presenters, queries, service
from app.carers.models import Carer
from app.carers.routes.listing import states_of
from app.carers.rules import Offer
from app.core import clock
from app.core import forms as core_forms
from app.core.forms import Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import refusal_words
from app.invitations.forms import InvitationForm
from app.invitations.refusals import Refused
from app.invitations.rules import RELATIONSHIPS
from app.invitations.service import Invitee

router = Router()


@router.get("/staff/carers/{carer_id}")
def carer_page(request: Request, session: Database, user: CarersLister, carer_id: UUID, done: str = "") -> Response:
    """What became of the offer, and what can be done."""
    carer = queries.one(session, team_ids=user.team_ids, carer_id=carer_id)
    return _page(request, session, user, carer, done=presenters.DONE.get(done))


@router.post("/staff/carers/{carer_id}/invite")
def invite(request: Request, session: Database, user: CarersLister, carer_id: UUID, fields: Form) -> Response:
    """Invites them with the same three fields as everybody."""
    carer = queries.one(session, team_ids=user.team_ids, carer_id=carer_id, alone=True)
    form, errors = core_forms.parse(InvitationForm, fields)
    if form is None:
        return _page(request, session, user, carer, status=422, form=fields, errors=errors)
    invitee = Invitee(form.email, form.first_name, form.relationship, team_id=carer.team_id)
    try:
        service.invite(session, user=user, carer=carer, invitee=invitee, again=fields.get("again") == form.email)
    except Refused as reason:
        why = refusal_words.refusal(session, user, reason)
        return _page(request, session, user, carer, status=422, form=fields, **why)
    return RedirectResponse(f"/staff/carers/{carer.id}?done=invited", 303)


@router.post("/staff/carers/{carer_id}/offer")
def write_down_offer(request: Request, session: Database, user: CarersLister, carer_id: UUID, fields: Form) -> Response:
    """They were offered something in another way, or did not want it."""
    carer = queries.one(session, team_ids=user.team_ids, carer_id=carer_id, alone=True)
    offered, errors = forms.read_offer(fields, today=clock.london_day(clock.now()))
    if offered is None:
        return _page(request, session, user, carer, status=422, form=fields, errors=errors)
    service.offered(session, user=user, carer=carer, way=offered.way, on=offered.on)
    return RedirectResponse(f"/staff/carers/{carer.id}?done=offered", 303)


@router.post("/staff/carers/{carer_id}/undo")
def undo(session: Database, user: CarersLister, carer_id: UUID, fields: Form) -> Response:
    """It was a wrong click."""
    carer = queries.one(session, team_ids=user.team_ids, carer_id=carer_id, alone=True)
    service.undo(session, user=user, carer=carer, seen=fields.get("seen", ""))
    return RedirectResponse(f"/staff/carers/{carer.id}?done=undone", 303)


@router.post("/staff/carers/{carer_id}/remove")
def remove(session: Database, user: CarersLister, carer_id: UUID) -> Response:
    """Takes them off the list; the page that follows can put them back."""
    carer = queries.one(session, team_ids=user.team_ids, carer_id=carer_id, alone=True)
    service.remove(session, user=user, carer=carer)
    return RedirectResponse(f"/staff/carers/{carer.id}?done=removed", 303)


@router.post("/staff/carers/{carer_id}/put-back")
def put_back(session: Database, user: CarersLister, carer_id: UUID) -> Response:
    """Back on the list."""
    carer = queries.one(session, team_ids=user.team_ids, carer_id=carer_id, alone=True)
    service.put_back(session, user=user, carer=carer)
    return RedirectResponse(f"/staff/carers/{carer.id}?done=back", 303)


def _page(
    request: Request, session: Database, user: SignedIn, carer: Carer, *, status: int = 200, **more: Any
) -> Response:
    listed = queries.as_listed(carer)
    states = states_of(session, [listed])
    relationships = [{"value": value, "text": words} for value, words in RELATIONSHIPS.items()]
    context = {
        "done": None,
        "notice": None,
        "carer": listed,
        "line": presenters.line(listed, teams=accounts.own_teams(session, user=user), states=states),
        "is_removed": carer.removed_at is not None,
        "is_new": listed.offer is Offer.NOT_YET,
        "relationships": [{"value": "", "text": "Choose one"}, *relationships],
        "ways": [{"value": value, "text": words} for value, words in forms.WAYS.items()],
        **more,
    }
    return render(request, "carers/carer.html", status=status, **context)
