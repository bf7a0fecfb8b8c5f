"""The practice team: pretend relatives, invited with the real form and followed day by day. No mail leaves."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Trainee
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations.rules import RELATIONSHIPS, Step
from app.training import presenters, queries, service
from app.training.course import PRACTICE, Pretend
from app.training.forms import PracticeAddressForm, PracticeForm
from app.training.presenters import Practised
from app.training.routes import showing
from app.training.rules import LONGEST

router = Router(prefix=PRACTICE)

_STRIDES = {"day": 1, "week": 7}
_CHOOSE = [{"value": "", "text": "Choose one"}]


@router.get("")
def practice_page(request: Request, session: Database, user: Trainee) -> Response:
    """Everybody in the practice team, what happened, and the button that lets a day go by."""
    current = queries.rounds(session, person_id=user.person_id).current
    rows = queries.practice(session, round_id=current.id) if current else {}
    days = current.practice_days if current else 0
    people = presenters.everybody(showing.course(request), rows, day=days)
    return render(
        request,
        "training/practice.html",
        day=presenters.day_words(days),
        is_over=days >= LONGEST,
        people=people,
        news=presenters.news(people),
    )


@router.post("/days")
def let_days_go_by(request: Request, session: Database, user: Trainee, fields: forms.Form) -> Response:
    """Lets a day or a week go by, and shows the page again on which that was asked for."""
    service.let_days_go_by(session, user=user, days=_STRIDES.get(fields.get("go", ""), 1))
    asked_on = showing.course(request).pretend.get(fields.get("back", ""))
    return RedirectResponse(asked_on.href if asked_on else PRACTICE, 303)


@router.post("/again")
def begin_again(session: Database, user: Trainee) -> Response:
    """Back to the first day."""
    service.begin_practice_again(session, user=user)
    return RedirectResponse(PRACTICE, 303)


@router.get("/{name}")
def pretend_page(request: Request, session: Database, user: Trainee, name: str) -> Response:
    """One pretend relative: their card, and the form or what became of the invitation."""
    return _page(request, session, user, _find(request, name))


@router.post("/{name}")
def invite(request: Request, session: Database, user: Trainee, name: str, fields: forms.Form) -> Response:
    """Invites them, in practice."""
    pretend = _find(request, name)
    form, errors = forms.parse(PracticeForm, fields)
    if form is None:
        return _page(request, session, user, pretend, form=fields, errors=errors)
    service.invite(session, user=user, course=showing.course(request), pretend=pretend, email=form.email)
    return RedirectResponse(pretend.href, 303)


@router.post("/{name}/address")
def correct(request: Request, session: Database, user: Trainee, name: str, fields: forms.Form) -> Response:
    """Sends it to the corrected address, in practice."""
    pretend = _find(request, name)
    form, errors = forms.parse(PracticeAddressForm, fields)
    if form is None:
        return _page(request, session, user, pretend, form=fields, errors=errors)
    service.take_step(session, user=user, pretend=pretend, step=Step.CORRECT, email=form.email)
    return RedirectResponse(pretend.href, 303)


@router.post("/{name}/again")
def send_again(request: Request, session: Database, user: Trainee, name: str) -> Response:
    """Sends a fresh link, in practice."""
    pretend = _find(request, name)
    service.take_step(session, user=user, pretend=pretend, step=Step.SEND_AGAIN)
    return RedirectResponse(pretend.href, 303)


@router.get("/{name}/withdraw")
def withdraw_page(request: Request, session: Database, user: Trainee, name: str) -> Response:
    """Asks whether it is meant."""
    who, _day = _practised(session, user, _find(request, name))
    return render(request, "training/withdraw.html", who=who)


@router.post("/{name}/withdraw")
def withdraw(request: Request, session: Database, user: Trainee, name: str) -> Response:
    """Takes it back, in practice."""
    pretend = _find(request, name)
    service.take_step(session, user=user, pretend=pretend, step=Step.REVOKE)
    return RedirectResponse(pretend.href, 303)


def _find(request: Request, name: str) -> Pretend:
    found = showing.course(request).pretend.get(name)
    if found is None:
        raise NotFound
    return found


def _practised(session: Database, user: SignedIn, pretend: Pretend) -> tuple[Practised, int]:
    current = queries.rounds(session, person_id=user.person_id).current
    if current is None:
        return presenters.practised(pretend, None, day=0), 0
    row = queries.practice(session, round_id=current.id).get(pretend.id)
    return presenters.practised(pretend, row, day=current.practice_days), current.practice_days


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    pretend: Pretend,
    *,
    form: forms.Fields | None = None,
    errors: forms.Errors | None = None,
) -> Response:
    who, day = _practised(session, user, pretend)
    return render(
        request,
        "training/pretend.html",
        status=422 if errors else 200,
        who=who,
        day=presenters.day_words(day),
        relationships=_CHOOSE + [{"value": value, "text": text} for value, text in RELATIONSHIPS.items()],
        form=form or {"email": "" if who.is_to_invite else who.email},
        errors=errors,
    )
