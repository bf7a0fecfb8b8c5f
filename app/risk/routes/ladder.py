"""A trust lead says whom the ladder calls, and signs how long things may wait."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import DutyPlanner
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.core.templating import date_and_time
from app.risk import duty, words
from app.risk.service import settings
from app.risk.service.settings import NewContact
from app.risk.settings_forms import NAMED, ClocksForm, ContactForm, kept_clocks

router = Router()

DONE = {
    "added": "The contact is added",
    "removed": "The contact is removed",
    "off": "They are not called any more",
    "on": "They are called again",
    "clocks": "The times are signed",
}


@router.get("/staff/settings/duty")
def duty_page(request: Request, session: Database, user: DutyPlanner, done: str = "") -> Response:
    """Contacts, and how long each urgency may wait."""
    return _page(request, session, user, done=DONE.get(done))


@router.post("/staff/settings/duty")
def add_contact(request: Request, session: Database, user: DutyPlanner, fields: Form) -> Response:
    """Adds somebody that a rung calls."""
    form, errors = forms.parse(ContactForm, fields)
    if form is None:
        return _page(request, session, user, form=fields, errors=errors)
    contact = NewContact(**form.model_dump())
    settings.add_contact(session, trust_id=user.own_trust, actor_id=user.person_id, contact=contact)
    return RedirectResponse("/staff/settings/duty?done=added", 303)


@router.post("/staff/settings/duty/{contact_id}/{switch}")
def switch_contact(session: Database, user: DutyPlanner, contact_id: UUID, switch: str) -> Response:
    """Calls them or not from now on, or removes them."""
    whom = {"trust_id": user.own_trust, "actor_id": user.person_id, "contact_id": contact_id}
    if switch == "remove":
        settings.remove_contact(session, **whom)
        return RedirectResponse("/staff/settings/duty?done=removed", 303)
    settings.switch_contact(session, **whom, active=switch == "on")
    return RedirectResponse(f"/staff/settings/duty?done={'on' if switch == 'on' else 'off'}", 303)


@router.post("/staff/settings/clocks")
def sign_clocks(request: Request, session: Database, user: DutyPlanner, fields: Form) -> Response:
    """Signs how long things may wait."""
    form, errors = forms.parse(ClocksForm, fields)
    if form is None:
        return _page(request, session, user, form=fields, errors=errors)
    settings.set_clocks(session, trust_id=user.own_trust, actor_id=user.person_id, clocks=form.clocks())
    return RedirectResponse("/staff/settings/duty?done=clocks", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    done: str | None = None,
) -> Response:
    of_trust = duty.of_trust(session, trust_id=user.own_trust)
    context: dict[str, Any] = {
        "contacts": [(each, words.RUNG_WORDS[each.rung]) for each in duty.contacts(session, trust_id=user.own_trust)],
        "always": of_trust.always,
        "rungs": [{"value": each, "text": words.RUNG_WORDS[each]} for each in NAMED],
        "signed": _signed(session, user),
        "form": kept_clocks(of_trust.clocks) | dict(form or {}),
        "errors": errors,
        "done": done,
    }
    return render(request, "risk/duty.html", status=422 if errors else 200, **context)


def _signed(session: Database, user: SignedIn) -> str:
    signed = duty.clocks_signed(session, trust_id=user.own_trust)
    if signed is None:
        return "Nobody has signed these yet. They are the program's own."
    who, when = signed
    names = people.names(session, person_ids=[who])
    return f"Signed by {names.get(who, 'somebody whose account is gone')} on {date_and_time(when)}."
