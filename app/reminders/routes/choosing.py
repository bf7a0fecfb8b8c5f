"""A relative chooses what to be reminded of, and puts a reminder on their first page away."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.mail import suppression
from app.reminders import presenters
from app.reminders.forms import FIELDS, RemindersForm
from app.reminders.kinds import Channel
from app.reminders.queries import own
from app.reminders.service import choosing

router = Router()


@router.get("/account/reminders")
def reminders_page(request: Request, session: Database, user: Relative) -> Response:
    """What they have chosen, to change it."""
    return _page(request, session, user, form=_chosen(session, user))


@router.post("/account/reminders")
def choose(request: Request, session: Database, user: Relative, fields: forms.Form) -> Response:
    """Keeps it."""
    form, errors = forms.parse(RemindersForm, fields)
    if form is None:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    whose = {"person_id": user.person_id, "trust_id": user.own_trust}
    choosing.choose(session, **whose, channels=form.channels)
    choosing.keep_quiet(session, **whose, quiet=form.quiet)
    return RedirectResponse("/account/reminders?saved=1", 303)


@router.post("/account/reminders/{reminder_id}/put-away")
def put_away(session: Database, user: Relative, reminder_id: UUID) -> Response:
    """Takes a line off the first page."""
    choosing.put_away(session, person_id=user.person_id, reminder_id=reminder_id)
    return RedirectResponse("/home", 303)


def _chosen(session: Database, user: SignedIn) -> forms.Fields:
    choices = own.choices(session, person_id=user.person_id)
    quiet = own.quiet_of(session, person_id=user.person_id)
    channels = {name: choices.get(kind, Channel.NONE).value for name, kind in FIELDS.items()}
    return channels | {"quiet_from": str(quiet.from_hour), "quiet_until": str(quiet.until_hour)}


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: forms.Fields,
    status: int = 200,
    errors: forms.Errors | None = None,
) -> Response:
    return render(
        request,
        "reminders/choose.html",
        status=status,
        form=form,
        errors=errors,
        questions=presenters.questions(),
        hours=presenters.hours(),
        is_saved="saved" in request.query_params,
        gets_no_mail=suppression.by_themselves(session, trust_id=user.own_trust, email=user.email),
    )
