"""What an hour costs, as the trust lead writes it down."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ReportPlanner
from app.core.forms import Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.workload import forms, queries, service
from app.workload.presenters import WORKS

router = Router(prefix="/staff/reports/costs")


@router.get("")
def costs_page(request: Request, session: Database, user: ReportPlanner) -> Response:
    """A box for each kind of work, and one for what is paid each month."""
    kept = queries.costs(session, trust_id=user.own_trust)
    return _page(request, form=forms.filled_costs(kept))


@router.post("")
def set_costs(request: Request, session: Database, user: ReportPlanner, fields: Form) -> Response:
    """Keeps them; every report uses them from now on."""
    costs, errors = forms.read_costs(fields)
    if costs is None:
        return _page(request, status=422, form=fields, errors=errors)
    service.set_costs(session, user=user, costs=costs)
    return RedirectResponse("/staff/reports/work?done=costs#cost", 303)


def _page(request: Request, **more: Any) -> Response:
    return render(request, "workload/costs.html", works=WORKS, **more)
