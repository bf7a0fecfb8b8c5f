"""A relative says yes to a study, or stops: on a page of its own, apart from using Holdfast."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core import forms as core_forms
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.outcomes.research import forms, queries, service
from app.outcomes.research.forms import AgreeForm

HREF = "/account/research"
DONE = {
    "agreed": "You take part now. You can stop at any time, on this page.",
    "stopped": "You do not take part any more. Nothing of yours is handed on from now on.",
}
router = Router(prefix=HREF)


@router.get("")
def page(request: Request, session: Database, user: Relative, done: str = "") -> Response:
    """What the study is, and whether this person takes part."""
    return _page(request, session, user, {}, done=DONE.get(done, ""))


@router.post("/agree")
def agree(request: Request, session: Database, user: Relative, fields: Form) -> Response:
    """Takes part, in the words that stood on the page and no others."""
    form, errors = core_forms.parse(AgreeForm, fields)
    if form is None:
        return _page(request, session, user, fields, errors=errors)
    study = queries.require_open(session, trust_id=user.own_trust)
    if forms.study_id_of(fields) != study.id:
        return _page(request, session, user, {}, errors={"agreed": service.WORDS_CHANGED})
    try:
        service.agree(session, user=user, study_id=study.id)
    except Conflict as changed:
        return _page(request, session, user, {}, errors={"agreed": changed.sentence})
    return RedirectResponse(f"{HREF}?done=agreed", 303)


@router.post("/withdraw")
def withdraw(session: Database, user: Relative) -> Response:
    """Stops, without a reason."""
    service.withdraw(session, user=user)
    return RedirectResponse(f"{HREF}?done=stopped", 303)


def _page(
    request: Request, session: Database, user: SignedIn, form: Fields, *, errors: Errors | None = None, done: str = ""
) -> Response:
    agreed = queries.agreed(session, person_id=user.person_id)
    study = queries.open_study(session, trust_id=user.own_trust)
    mine = next((each for each in agreed if study and each.study.id == study.id), None)
    return render(
        request,
        "outcomes/research/own.html",
        status=422 if errors else 200,
        study=study,
        mine=mine,
        agreed=agreed,
        form=form,
        errors=errors,
        done=done,
    )
