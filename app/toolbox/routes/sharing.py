"""Sharing one thing with one team: the relative's choice, item by item, and theirs to take back."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts import queries as accounts
from app.accounts.dependencies import Relative, SharedReader
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core.errors import NotFound
from app.core.forms import Errors, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.toolbox import queries, service, shared
from app.toolbox.forms import parse_team
from app.toolbox.queries import Item
from app.trusts import queries as trusts
from app.usage import service as usage
from app.usage.events import Event

router = Router()


@router.get("/toolbox/{item_id}/share")
def ask_share(request: Request, session: Database, user: Relative, item_id: UUID) -> Response:
    """What sharing means, before it is done."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    return _ask(request, found, _own_teams(session, user))


@router.post("/toolbox/{item_id}/share")
def share(request: Request, session: Database, user: Relative, item_id: UUID, fields: Form) -> Response:
    """Lets one of the relative's own teams read it; a second time changes nothing."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    teams = _own_teams(session, user)
    team_id, errors = parse_team(fields, teams)
    if team_id is None:
        return _ask(request, found, teams, errors=errors)
    if found.shared_with != team_id:
        service.share(session, person_id=user.person_id, item_id=found.id, team_id=team_id)
        _audit(session, user, Action.ITEM_SHARED, found, team_id=str(team_id))
        usage.record(session, event=Event.ITEM_SHARED, trust_id=user.own_trust, person_id=user.person_id)
    return RedirectResponse(f"/toolbox/{found.id}", 303)


@router.post("/toolbox/{item_id}/stop-sharing")
def stop(session: Database, user: Relative, item_id: UUID) -> Response:
    """Takes it back; a second time changes nothing."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    if found.shared_with:
        service.stop_sharing(session, person_id=user.person_id, item_id=found.id)
        _audit(session, user, Action.ITEM_TAKEN_BACK, found)
    return RedirectResponse(f"/toolbox/{found.id}", 303)


@router.get("/staff/shared")
def shared_page(request: Request, session: Database, user: SharedReader) -> Response:
    """What relatives chose to share with this member of staff's own teams."""
    items = shared.items(session, team_ids=user.team_ids)
    names = people.names(session, person_ids=[item.owner_id for item in items])
    teams = trusts.team_names(session, trust_id=user.own_trust)
    return render(request, "toolbox/shared.html", items=items, names=names, teams=teams)


@router.get("/staff/shared/{item_id}")
def shared_item(request: Request, session: Database, user: SharedReader, item_id: UUID) -> Response:
    """One of them; that it was opened is written down."""
    found = shared.item(session, team_ids=user.team_ids, item_id=item_id)
    _audit(session, user, Action.SHARED_ITEM_READ, found)
    names = people.names(session, person_ids=[found.owner_id])
    return render(request, "toolbox/shared_item.html", item=found, name=names[found.owner_id])


def _own_teams(session: Database, user: SignedIn) -> dict[UUID, str]:
    own = accounts.own_teams(session, user=user)
    if not own:
        raise NotFound("You do not belong to a team here yet, so there is nobody to share it with. You can print it.")
    return own


def _ask(request: Request, found: Item, teams: dict[UUID, str], *, errors: Errors | None = None) -> Response:
    choices = [{"value": str(team_id), "text": name} for team_id, name in teams.items()]
    status = 422 if errors else 200
    return render(request, "toolbox/share.html", status=status, item=found, teams=teams, choices=choices, errors=errors)


def _audit(session: Database, user: SignedIn, action: Action, item: Item, **details: str) -> None:
    names = {"trust_id": user.own_trust, "actor_id": user.person_id, "subject_id": item.id}
    audit.record(session, action=action, **names, details=details)
