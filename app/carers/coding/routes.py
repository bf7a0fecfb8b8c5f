"""The trust lead sets the codes."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ReportPlanner
from app.carers.coding import codes, forms
from app.core.forms import Form
from app.core.pages import render
from app.core.routing import Database, Router

router = Router(prefix="/staff/reports/codes")


@router.get("")
def codes_page(request: Request, session: Database, user: ReportPlanner) -> Response:
    """A code and a term for each activity, ours until the trust has set its own."""
    kept = codes.of_trust(session, trust_id=user.own_trust)
    return _page(request, form=forms.filled(kept), are_own=all(each.is_own for each in kept.values()))


@router.post("")
def set_codes(request: Request, session: Database, user: ReportPlanner, fields: Form) -> Response:
    """Keeps them; the files have them from now on."""
    read, errors = forms.read(fields)
    if read is None:
        return _page(request, status=422, form=fields, errors=errors, are_own=True)
    codes.keep(session, user=user, codes=read)
    return RedirectResponse("/staff/reports/activity?done=codes", 303)


def _page(request: Request, **more: Any) -> Response:
    return render(request, "carers/codes.html", activities=forms.ACTIVITIES, **more)
