"""NoMAD for everybody who works here, and its words and rounds for the lead."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ImplementationTaker, Implementer
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import forms as core_forms
from app.core.clock import london_day, now
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.implementation.forms import rounds as forms
from app.implementation.presenters import rounds as presenters
from app.implementation.queries import rounds as queries
from app.implementation.rules import ITEMS, PARTS
from app.implementation.service import rounds as service

HREF = "/staff/implementation/nomad"
router = Router(prefix=HREF)


@router.get("")
def home(request: Request, session: Database, user: ImplementationTaker, done: str = "") -> Response:
    """What is open, and what was asked before."""
    return _home(request, session, user, {}, done=presenters.DONE.get(done, ""))


@router.get("/words")
def words_page(request: Request, session: Database, user: Implementer) -> Response:
    """A box for the items, and why they are not there from the start."""
    return _words(request, session, user, {})


@router.post("/words")
def put_in_words(request: Request, session: Database, user: Implementer, fields: Form) -> Response:
    """Keeps them, with whose leave they are used."""
    form, errors = core_forms.parse(forms.WordsForm, fields)
    if form is None:
        return _words(request, session, user, fields, errors=errors)
    service.put_in_words(session, user=user, items=form.statements, licence=form.licence)
    return RedirectResponse(f"{HREF}?done=words", 303)


@router.post("/open")
def open_round(request: Request, session: Database, user: Implementer, fields: Form) -> Response:
    """Begins to ask."""
    form, errors = forms.read_round(fields, today=london_day(now()))
    if form is None or form.closes is None:
        return _home(request, session, user, fields, errors=errors)
    service.open_round(session, user=user, name=form.name, closes_on=form.closes)
    return RedirectResponse(f"{HREF}?done=opened", 303)


@router.get("/{round_id}/close")
def ask_close(request: Request, session: Database, user: Implementer, round_id: UUID) -> Response:
    """Asks whether it is meant."""
    found = queries.one(session, trust_id=user.own_trust, round_id=round_id)
    return render(request, "implementation/close.html", round=found)


@router.post("/{round_id}/close")
def close(session: Database, user: Implementer, round_id: UUID) -> Response:
    """Ends it before its last day."""
    queries.one(session, trust_id=user.own_trust, round_id=round_id)
    service.close(session, user=user, round_id=round_id)
    return RedirectResponse(f"{HREF}?done=closed", 303)


def _home(
    request: Request, session: Database, user: SignedIn, form: Fields, *, errors: Errors | None = None, done: str = ""
) -> Response:
    rounds, today = queries.rounds(session, trust_id=user.own_trust), london_day(now())
    current = next((each for each in rounds if each.is_open(today=today)), None)
    answered = current and queries.has_answered(session, round_id=current.id, person_id=user.person_id)
    draft = queries.draft(session, round_id=current.id, person_id=user.person_id) if current else []
    return render(
        request,
        "implementation/nomad.html",
        status=422 if errors else 200,
        round=current,
        before=[each for each in rounds if each is not current],
        answered=bool(answered),
        has_begun=any(each is not None for each in draft),
        first=f"{HREF}/answer/{next(iter(PARTS))}",
        has_words=queries.words(session, trust_id=user.own_trust) is not None,
        may_manage=user.may(Permission.IMPLEMENTATION_MANAGE),
        form=form,
        errors=errors,
        done=done,
    )


def _words(
    request: Request, session: Database, user: SignedIn, form: Fields, *, errors: Errors | None = None
) -> Response:
    kept, today = queries.words(session, trust_id=user.own_trust), london_day(now())
    rounds = queries.rounds(session, trust_id=user.own_trust)
    return render(
        request,
        "implementation/words.html",
        status=422 if errors else 200,
        kept=kept,
        numbered=presenters.numbered(kept.items, request.app.state.workspace) if kept else [],
        is_open=any(each.is_open(today=today) for each in rounds),
        count=ITEMS,
        form=form,
        errors=errors,
    )
