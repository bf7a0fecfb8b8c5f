"""A relative reads what staff can see about them, and says whether theirs is a test account."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import left_out
from app.accounts.dependencies import Relative
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports.seen import everything

router = Router()


@router.get("/account/what-staff-see")
def seen_page(request: Request, session: Database, user: Relative) -> Response:
    """Everything, by what it is about; each with who sees it."""
    progress = request.app.state.progress_of(session, user.person_id)
    parts = everything.parts(session, user=user, progress=progress)
    return render(request, "reports/seen.html", parts=parts, nobody=everything.NOBODY)


@router.post("/account/test-account")
def answer(session: Database, user: Relative, fields: forms.Form) -> Response:
    """The owner says yes or no to being left out of the figures."""
    left_out.answer(session, person_id=user.person_id, agrees=fields.get("is_test") == "yes")
    return RedirectResponse("/account", 303)
