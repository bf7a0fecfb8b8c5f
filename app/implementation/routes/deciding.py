"""The lead reads what people suggest, answers, and writes down what was done."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Implementer
from app.accounts.signed_in import SignedIn
from app.core import forms as core_forms
from app.core.clock import london_day, now
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.implementation.forms import suggestions as forms
from app.implementation.forms.days import shown
from app.implementation.presenters import suggestions as presenters
from app.implementation.queries import improvements
from app.implementation.queries import suggestions as queries
from app.implementation.queries.suggestions import Said
from app.implementation.rules import OVER, SuggestionState
from app.implementation.service import improving
from app.implementation.service import suggesting as service

router = Router(prefix="/staff")

_CHANGED = "Somebody changed this while you had it open. Your words are kept below. Look at it again, then decide."
_ANSWERED = "Somebody else has answered this while you had it open. Their answer stands below."
_TOLD = "Whoever is on duty has been told. They can see who wrote it."


@router.get("/suggestions")
def list_page(request: Request, session: Database, user: Implementer, done: str = "") -> Response:
    """What waits stands first, the oldest on top."""
    every, moment = queries.of_trust(session, trust_id=user.own_trust), now()
    groups = [
        (title, [presenters.staff_line(each, now=moment) for each in every if each.state in states])
        for title, states in _GROUPS.items()
    ]
    return render(request, "implementation/staff_suggestions.html", groups=groups, done=bool(done))


@router.get("/suggestions/{suggestion_id}")
def one_page(request: Request, session: Database, user: Implementer, suggestion_id: UUID, done: str = "") -> Response:
    """One suggestion, without who wrote it."""
    said = queries.one(session, trust_id=user.own_trust, suggestion_id=suggestion_id)
    state = "" if said.is_new else said.state.value
    return _page(request, said, {"state": state, "answer": said.answer}, told=_TOLD if done == "told" else "")


@router.post("/suggestions/{suggestion_id}")
def decide(request: Request, session: Database, user: Implementer, suggestion_id: UUID, fields: Form) -> Response:
    """Answers it."""
    said = queries.one(session, trust_id=user.own_trust, suggestion_id=suggestion_id)
    if fields.get("version") != str(said.version):
        return _too_late(request, said, fields)
    decision, errors = forms.read_decision(fields, said=said)
    if decision is None:
        return _page(request, said, fields, errors=errors)
    try:
        service.decide(session, user=user, said=said, decision=decision)
    except Conflict:
        return _too_late(request, queries.one(session, trust_id=user.own_trust, suggestion_id=suggestion_id), fields)
    return RedirectResponse("/staff/suggestions?done=1", 303)


@router.post("/suggestions/{suggestion_id}/worry")
def tell_of_worry(
    request: Request, session: Database, user: Implementer, suggestion_id: UUID, fields: Form
) -> Response:
    """Has those on duty look at it, who then see whose words they are."""
    said = queries.one(session, trust_id=user.own_trust, suggestion_id=suggestion_id)
    form, errors = core_forms.parse(forms.WorryForm, fields)
    if form is None or not said.words:
        return _page(request, said, {}, errors=errors or {"form": "Its words are gone: whoever wrote it has left"})
    service.tell_of_worry(session, user=user, said=said, urgency=form.urgency)
    return RedirectResponse(f"/staff/suggestions/{said.id}?done=told", 303)


@router.get("/implementation/improvements")
def improvements_page(request: Request, session: Database, user: Implementer, done: str = "") -> Response:
    """What everybody can read, and a form for one more."""
    return _improvements(request, session, user, {"done": shown(london_day(now()))}, done=bool(done))


@router.post("/implementation/improvements")
def improve(request: Request, session: Database, user: Implementer, fields: Form) -> Response:
    """Shows one more line to everybody in the trust."""
    today = london_day(now())
    form, errors = forms.read_improvement(fields, today=today)
    if form is None:
        return _improvements(request, session, user, fields, errors=errors)
    improving.add(session, user=user, said=form.said, did=form.did, done_on=form.done or today)
    return RedirectResponse("/staff/implementation/improvements?done=1", 303)


@router.post("/implementation/improvements/{line_id}/remove")
def remove(session: Database, user: Implementer, line_id: UUID) -> Response:
    """Shows it to nobody any more."""
    improving.remove(session, user=user, line_id=line_id)
    return RedirectResponse("/staff/implementation/improvements?done=1", 303)


_GROUPS = {
    "Waiting for an answer": {SuggestionState.NEW},
    "To be done": {SuggestionState.PLANNED},
    "Answered, the newest first": OVER,
}


def _improvements(
    request: Request,
    session: Database,
    user: SignedIn,
    form: Fields,
    *,
    errors: Errors | None = None,
    done: bool = False,
) -> Response:
    lines = improvements.of_trust(session, trust_id=user.own_trust)
    status = 422 if errors else 200
    return render(
        request, "implementation/improvements.html", status=status, lines=lines, form=form, errors=errors, done=done
    )


def _too_late(request: Request, said: Said, fields: Fields) -> Response:
    return _page(request, said, fields, errors={"form": _ANSWERED if said.state in OVER else _CHANGED})


def _page(request: Request, said: Said, form: Fields, *, errors: Errors | None = None, told: str = "") -> Response:
    return render(
        request,
        "implementation/staff_suggestion.html",
        status=422 if errors else 200,
        said=said,
        line=presenters.staff_line(said, now=now()),
        choices=presenters.choices(said.state),
        form=form,
        errors=errors,
        told=told,
    )
