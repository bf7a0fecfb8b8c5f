"""The list of carers whom one's own teams know of, on the page and as a file, and putting carers on it."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import queries as accounts
from app.accounts.dependencies import CarersLister
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.carers import forms, presenters, queries, rules, service, typed
from app.carers.rules import Offer
from app.core import clock, spreadsheets
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.pagination import neighbours, paged
from app.core.routing import Database, Router
from app.invitations import queries as invitations
from app.invitations.forms import team_among

router = Router()

PER_PAGE = 100
_NO_TEAM = "Choose the team that knows them"
_FIRST = "not-yet"


@router.get("/staff/carers")
def list_page(request: Request, session: Database, user: CarersLister, show: str = _FIRST, page: int = 1) -> Response:
    """Who was never asked comes first; the numbers stand above."""
    return _list(request, session, user, show=show, page=page)


@router.get("/staff/carers/carers.csv")
def file(session: Database, user: CarersLister) -> Response:
    """The whole list as a file. That it left the program is written down."""
    carers = queries.of_teams(session, team_ids=user.team_ids)
    states, teams = states_of(session, carers), accounts.own_teams(session, user=user)
    rows = [presenters.cells(each, teams=teams, states=states) for each in carers]
    audit.record_export(session, report="carers", rows=len(rows), trust_id=user.trust_id, actor_id=user.person_id)
    return spreadsheets.download(
        spreadsheets.text(presenters.COLUMNS, rows), name=f"holdfast-carers-{_today():%Y-%m-%d}.csv"
    )


@router.get("/staff/carers/new")
def new_page(request: Request, session: Database, user: CarersLister) -> Response:
    """Three fields."""
    return _form(request, session, user, "carers/new.html")


@router.post("/staff/carers/new")
def add_one(request: Request, session: Database, user: CarersLister, fields: Form) -> Response:
    """Puts one carer on the list."""
    entry, errors = forms.read_one(fields, today=_today())
    team_id = team_among(accounts.own_teams(session, user=user), fields.get("team", ""))
    errors |= {} if team_id else {"team": _NO_TEAM}
    if entry is None or team_id is None:
        return _form(request, session, user, "carers/new.html", form=fields, errors=errors)
    if service.add(session, user=user, team_id=team_id, entries=[entry]):
        errors = {"reference": f"{entry.reference} is on your team's list already"}
        return _form(request, session, user, "carers/new.html", form=fields, errors=errors)
    return RedirectResponse("/staff/carers?done=added", 303)


@router.get("/staff/carers/many")
def many_page(request: Request, session: Database, user: CarersLister) -> Response:
    """A box for lines."""
    return _form(request, session, user, "carers/many.html", mistakes=[])


@router.post("/staff/carers/many")
def add_many(request: Request, session: Database, user: CarersLister, fields: Form) -> Response:
    """Puts a carer for each line on the list, or none if a line is wrong."""
    entries, mistakes = typed.many(fields.get("lines", ""), today=_today())
    team_id = team_among(accounts.own_teams(session, user=user), fields.get("team", ""))
    errors = {} if team_id else {"team": _NO_TEAM}
    if mistakes:
        errors["lines"] = "Some lines need another look. Nobody was put on the list yet"
    elif not entries:
        errors["lines"] = "Paste at least one line"
    if errors or team_id is None:
        return _form(request, session, user, "carers/many.html", form=fields, errors=errors, mistakes=mistakes)
    there = service.add(session, user=user, team_id=team_id, entries=entries)
    return _list(request, session, user, done=presenters.added(len(entries) - len(there), there))


def states_of(session: Database, carers: list[queries.Listed]) -> dict[UUID, Any]:
    """Where the invitations of these carers are, by id."""
    ids = [each.invitation_id for each in carers if each.invitation_id]
    return invitations.states_of(session, invitation_ids=ids) if ids else {}


def _list(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    show: str = _FIRST,
    page: int = 1,
    done: tuple[str, str] | None = None,
) -> Response:
    if show not in presenters.FILTERS:
        raise NotFound
    words, offers = presenters.FILTERS[show]
    known, today = queries.known(session, team_ids=user.team_ids), _today()
    at = paged(sum(each.offer in offers for each in known), number=page, per_page=PER_PAGE)
    carers = queries.of_teams(session, team_ids=user.team_ids, offers=offers, offset=at.offset, most=PER_PAGE)
    teams, states = accounts.own_teams(session, user=user), states_of(session, carers)
    said = presenters.DONE.get(request.query_params.get("done", ""))
    return render(
        request,
        "carers/list.html",
        lines=[presenters.line(each, teams=teams, states=states) for each in carers],
        counts=presenters.counts([rules.count(known, since=rules.a_year_ago(today)), rules.count(known, since=None)]),
        not_yet=sum(each.offer is Offer.NOT_YET for each in known),
        is_empty=not known,
        has_team=bool(teams),
        many_teams=len(teams) > 1,
        show=show,
        words=words,
        filters=presenters.FILTERS,
        pages=neighbours(at, href=f"/staff/carers?show={show}"),
        done=done or ((said, "") if said else None),
        today=today,
    )


def _form(
    request: Request,
    session: Database,
    user: SignedIn,
    template: str,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    **more: Any,
) -> Response:
    teams = [{"value": str(team_id), "text": name} for team_id, name in accounts.own_teams(session, user=user).items()]
    choose = [{"value": "", "text": "Choose one"}, *teams] if len(teams) > 1 else []
    return render(request, template, status=422 if errors else 200, form=form, errors=errors, teams=choose, **more)


def _today() -> Any:
    return clock.london_day(clock.now())
