"""Answering the questions, part by part; nothing is sent before the last page."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ImplementationTaker
from app.accounts.signed_in import SignedIn
from app.core.clock import london_day, now
from app.core.errors import Elsewhere, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.implementation.forms import rounds as forms
from app.implementation.presenters import rounds as presenters
from app.implementation.queries import rounds as queries
from app.implementation.queries.rounds import Round
from app.implementation.routes.rounds import HREF
from app.implementation.rules import PARTS
from app.implementation.service import answering as service

router = Router(prefix=HREF)


@router.get("/answer/{part}")
def part_page(request: Request, session: Database, user: ImplementationTaker, part: str) -> Response:
    """The questions of one part, with what was answered before."""
    current = _current(session, user, part)
    kept = queries.draft(session, round_id=current.id, person_id=user.person_id)
    return _page(request, session, user, part, presenters.chosen(part, kept))


@router.post("/answer/{part}")
def keep(request: Request, session: Database, user: ImplementationTaker, part: str, fields: Form) -> Response:
    """Keeps them for this person alone, and goes on."""
    current = _current(session, user, part)
    answers, errors = forms.read_answers(fields, part=part)
    if errors:
        return _page(request, session, user, part, fields, errors=errors)
    service.keep(session, user=user, round_id=current.id, answers=answers)
    return RedirectResponse(presenters.following(part), 303)


@router.get("/send")
def send_page(request: Request, session: Database, user: ImplementationTaker) -> Response:
    """How much is answered, and what happens with it."""
    return _send(request, session, user, _current(session, user, next(iter(PARTS))))


@router.post("/send")
def send(request: Request, session: Database, user: ImplementationTaker) -> Response:
    """Sends them; from now on nobody knows whose they are."""
    current = _current(session, user, next(iter(PARTS)))
    if service.is_empty(queries.draft(session, round_id=current.id, person_id=user.person_id)):
        nothing = {"form": "There is nothing to send yet. Answer at least one question, or leave it"}
        return _send(request, session, user, current, errors=nothing)
    service.send(session, user=user, round_id=current.id)
    return RedirectResponse(f"{HREF}?done=sent", 303)


def _current(session: Database, user: SignedIn, part: str) -> Round:
    """The open round, for somebody who has not answered yet."""
    if part not in PARTS:
        raise NotFound
    current = queries.open_round(session, trust_id=user.own_trust, today=london_day(now()))
    if queries.has_answered(session, round_id=current.id, person_id=user.person_id):
        raise Elsewhere(HREF)
    return current


def _page(
    request: Request, session: Database, user: SignedIn, part: str, form: Fields, *, errors: Errors | None = None
) -> Response:
    words = queries.words(session, trust_id=user.own_trust)
    return render(
        request,
        "implementation/part.html",
        status=422 if errors else 200,
        part=part,
        title=presenters.title(part, request.app.state.workspace),
        number=[*PARTS].index(part) + 1,
        of=len(PARTS),
        questions=presenters.questions(part, words.items if words else []),
        form=form,
        errors=errors,
    )


def _send(
    request: Request, session: Database, user: SignedIn, current: Round, *, errors: Errors | None = None
) -> Response:
    kept = queries.draft(session, round_id=current.id, person_id=user.person_id)
    steps = presenters.steps(kept, request.app.state.workspace)
    status = 422 if errors else 200
    return render(request, "implementation/send.html", status=status, steps=steps, errors=errors)
