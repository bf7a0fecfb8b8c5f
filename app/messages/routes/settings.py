"""A trust lead says what is promised, and who is in training. Never what is written."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import MessagePlanner
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms.team import PromiseForm
from app.messages.presenters import team as words
from app.messages.queries import profiles, promise, recent
from app.messages.service import profiles as profiles_service
from app.messages.service import promising

router = Router(prefix="/staff/messages/settings")

_PAGE = "/staff/messages/settings"
_DONE = {
    "promise": "The promise is changed",
    "training": "From now on a second supporter reads their answers first",
    "trained": "Their answers leave at once from now on",
}


@router.get("")
def settings_page(request: Request, session: Database, user: MessagePlanner, done: str = "") -> Response:
    """The promise beside what was really reached, and the supporters."""
    return _page(request, session, user, done=_DONE.get(done))


@router.post("")
def set_promise(request: Request, session: Database, user: MessagePlanner, fields: Form) -> Response:
    """Changes what is promised from now on."""
    form, errors = forms.parse(PromiseForm, fields)
    if form is None:
        return _page(request, session, user, form=fields, errors=errors)
    promising.set_days(session, trust_id=user.own_trust, actor_id=user.person_id, days=form.days)
    return RedirectResponse(f"{_PAGE}?done=promise", 303)


@router.post("/training/{person_id}")
def set_training(session: Database, user: MessagePlanner, person_id: UUID, fields: Form) -> Response:
    """A supporter begins or ends their training."""
    begins = fields.get("in_training") == "yes"
    profiles_service.set_training(session, user=user, person_id=person_id, in_training=begins)
    return RedirectResponse(f"{_PAGE}?done={'training' if begins else 'trained'}#supporters", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    done: str | None = None,
) -> Response:
    kept = promise.of_trust(session, trust_id=user.own_trust)
    found = recent.reached(session, trust_id=user.own_trust)
    team = profiles.team(session, trust_id=user.own_trust)
    return render(
        request,
        "messages/staff/settings.html",
        status=422 if errors else 200,
        form=form or {"days": str(kept.days)},
        errors=errors,
        reached=words.reached(found),
        told=f"The team {recent.in_words(session, trust_id=user.own_trust)}.",
        is_own=kept.is_own,
        team=team,
        hidden=[each.name for each in team if not each.is_shown],
        done=done,
    )
