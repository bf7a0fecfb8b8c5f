"""Who is in no figure: staff, practice trusts, and accounts with which colleagues try Holdfast out as a relative."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import left_out
from app.accounts.dependencies import ReportPlanner
from app.accounts.forms import TestAccountForm
from app.accounts.left_out import NotAsked
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router

router = Router(prefix="/staff/reports/left-out")

DONE = {
    "asked": (
        "The account is on the list",
        "Its owner finds a question on the page “Your account”. It counts until they say yes.",
    ),
    "counted": ("The account is off the list", "It counts in the figures like any other."),
}


@router.get("")
def left_out_page(request: Request, session: Database, user: ReportPlanner, done: str = "") -> Response:
    """What is left out anyway, and the accounts on the list."""
    return _page(request, session, user, done=DONE.get(done))


@router.post("")
def ask(request: Request, session: Database, user: ReportPlanner, fields: forms.Form) -> Response:
    """Puts an account on the list and asks its owner."""
    form, errors = forms.parse(TestAccountForm, fields)
    try:
        if form is not None:
            left_out.ask(session, trust_id=user.own_trust, email=form.email, actor_id=user.person_id)
    except NotAsked as reason:
        errors = {"email": reason.sentence}
    if errors:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    return RedirectResponse("/staff/reports/left-out?done=asked", 303)


@router.post("/{person_id}/count")
def count_again(session: Database, user: ReportPlanner, person_id: UUID) -> Response:
    """Takes an account off the list."""
    left_out.take_back(session, trust_id=user.own_trust, person_id=person_id, actor_id=user.person_id)
    return RedirectResponse("/staff/reports/left-out?done=counted", 303)


def _page(request: Request, session: Database, user: SignedIn, *, status: int = 200, **more: Any) -> Response:
    accounts = left_out.asked(session, trust_id=user.own_trust)
    context = {"done": None, "form": {}, "accounts": accounts, **more}
    return render(request, "reports/left_out.html", status=status, **context)
