"""For how long a trust keeps the single events from which use is counted."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ReportPlanner
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.trusts import queries, service
from app.trusts.forms import FEWEST_MONTHS, MOST_MONTHS, UsageMonthsForm
from app.trusts.models import Trust

router = Router(prefix="/staff/reports/keeping")


@router.get("")
def keeping_page(request: Request, session: Database, user: ReportPlanner, done: str = "") -> Response:
    """What is kept, for how long, and what stays."""
    return _page(request, queries.trust(session, trust_id=user.own_trust), done=bool(done))


@router.post("")
def keep(request: Request, session: Database, user: ReportPlanner, fields: forms.Form) -> Response:
    """Changes it. Fewer months destroy something, so that is asked a second time."""
    trust = queries.trust(session, trust_id=user.own_trust)
    form, errors = forms.parse(UsageMonthsForm, fields)
    if form is None:
        return _page(request, trust, status=422, form=fields, errors=errors)
    if form.months < trust.usage_months and "sure" not in fields:
        return render(request, "reports/keeping_check.html", trust=trust, months=form.months)
    service.keep_usage(session, trust=trust, months=form.months, actor_id=user.person_id)
    return RedirectResponse("/staff/reports/keeping?done=1", 303)


def _page(request: Request, trust: Trust, *, status: int = 200, **more: Any) -> Response:
    bounds = {"fewest": FEWEST_MONTHS, "most": MOST_MONTHS}
    context = {"done": False, "trust": trust, "form": {"months": str(trust.usage_months)}, **bounds, **more}
    return render(request, "reports/keeping.html", status=status, **context)
