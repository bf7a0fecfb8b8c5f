"""The page on which a trust lead writes down how many people each team works with."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ReportPlanner
from app.accounts.signed_in import SignedIn
from app.carers.caseloads import forms, queries, service
from app.core import clock
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.trusts import queries as trusts

router = Router(prefix="/staff/reports/caseloads")

_DONE = {"kept": "The numbers are written down", "away": "The count is taken away"}


@router.get("")
def caseloads_page(request: Request, session: Database, user: ReportPlanner, done: str = "") -> Response:
    """A field for each team, and what was counted before."""
    return _page(request, session, user, done=_DONE.get(done, ""))


@router.post("")
def write_down(request: Request, session: Database, user: ReportPlanner, fields: Form) -> Response:
    """Keeps what was counted; a team without a number is left as it is."""
    teams = trusts.team_names(session, trust_id=user.own_trust)
    counted, errors = forms.read(fields, team_ids=teams, today=clock.london_day(clock.now()))
    if counted is None:
        return _page(request, session, user, form=fields, errors=errors)
    service.write_down(session, user=user, counted=counted)
    return RedirectResponse("/staff/reports/caseloads?done=kept", 303)


@router.post("/{count_id}/take-away")
def take_away(session: Database, user: ReportPlanner, count_id: UUID) -> Response:
    """Removes a count that was wrong."""
    service.take_away(session, user=user, caseload=queries.one(session, trust_id=user.own_trust, count_id=count_id))
    return RedirectResponse("/staff/reports/caseloads?done=away", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    done: str = "",
    form: Fields | None = None,
    errors: Errors | None = None,
) -> Response:
    teams = trusts.team_names(session, trust_id=user.own_trust)
    counts = queries.counts(session, trust_id=user.own_trust)
    latest = {each.team_id: each for each in reversed(counts)}
    return render(
        request,
        "carers/caseloads.html",
        status=422 if errors else 200,
        fields=[(forms.field(team_id), name, latest.get(team_id)) for team_id, name in teams.items()],
        counts=[(each, teams[each.team_id]) for each in counts],
        done=done,
        form=form,
        errors=errors,
    )
