"""A trust lead says who is on duty when."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import DutyPlanner
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import now
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk import duty
from app.risk.rules import SubjectKind
from app.risk.service import settings
from app.risk.settings_forms import ShiftForm
from app.trusts.hours.table import WEEKDAYS

router = Router()

DONE = {"added": "The shift is added", "removed": "The shift is taken off"}
_WHO = "Choose who is on duty"


@router.get("/staff/settings/rota")
def rota_page(request: Request, session: Database, user: DutyPlanner, done: str = "") -> Response:
    """The shifts of a week, and a form for one more."""
    return _page(request, session, user, done=DONE.get(done))


@router.post("/staff/settings/rota")
def add_shift(request: Request, session: Database, user: DutyPlanner, fields: Form) -> Response:
    """Puts somebody on duty each week."""
    form, errors = forms.parse(ShiftForm, fields)
    able = {str(each.id): each.id for each in duty.colleagues(session, trust_id=user.own_trust)}
    if form and form.person not in able:
        errors["person"] = _WHO
    if form is None or errors:
        return _page(request, session, user, form=fields, errors=errors)
    for window in form.hours:
        settings.add_shift(
            session,
            trust_id=user.own_trust,
            actor_id=user.person_id,
            person_id=able[form.person],
            weekday=int(form.weekday),
            window=window,
        )
    return RedirectResponse("/staff/settings/rota?done=added", 303)


@router.post("/staff/settings/rota/{shift_id}/remove")
def remove_shift(session: Database, user: DutyPlanner, shift_id: UUID) -> Response:
    """Takes a shift off."""
    settings.remove_shift(session, trust_id=user.own_trust, actor_id=user.person_id, shift_id=shift_id)
    return RedirectResponse("/staff/settings/rota?done=removed", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    done: str | None = None,
) -> Response:
    shifts = duty.rota(session, trust_id=user.own_trust)
    names = people.names(session, person_ids=[each.person_id for each in shifts])
    able = duty.colleagues(session, trust_id=user.own_trust)
    here = duty.on_duty(session, trust_id=user.own_trust, kind=SubjectKind.TOLD_TO_STAFF, now=now())
    days = [(label, [each for each in shifts if each.weekday == weekday]) for weekday, label in enumerate(WEEKDAYS)]
    return render(
        request,
        "risk/rota.html",
        status=422 if errors else 200,
        days=days,
        names=names,
        able={each.id for each in able},
        here=[each.name for each in here],
        people=[{"value": "", "text": _WHO}, *({"value": str(each.id), "text": each.name} for each in able)],
        weekdays=[{"value": str(number), "text": label} for number, label in enumerate(WEEKDAYS)],
        form=form,
        errors=errors,
        done=done,
    )
