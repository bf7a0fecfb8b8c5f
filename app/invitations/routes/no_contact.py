"""Staff say that somebody is not to be written to any more. Nothing here tells whether an address is known."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import ContactStopper, PeopleManager
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import ending_contact, no_contact_words
from app.invitations.forms import NoContactForm
from app.mail import suppression

router = Router()


@router.get("/staff/no-contact")
def no_contact_page(request: Request, session: Database, user: ContactStopper, done: str = "") -> Response:
    """Two fields, and what was stopped before."""
    return _page(request, session, user, done=no_contact_words.DONE.get(done))


@router.post("/staff/no-contact/check")
def check(request: Request, session: Database, user: ContactStopper, fields: forms.Form) -> Response:
    """What will happen, before it does."""
    form, errors = forms.parse(NoContactForm, fields)
    if form is None:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    words = no_contact_words.REASONS[form.reason]
    return render(request, "invitations/no_contact_check.html", email=form.email, reason=form.reason.value, words=words)


@router.post("/staff/no-contact")
def stop(request: Request, session: Database, user: ContactStopper, fields: forms.Form) -> Response:
    """Stops it, at once."""
    form, errors = forms.parse(NoContactForm, fields)
    if form is None:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    who = {"actor_id": user.person_id, "trust_id": user.own_trust}
    ending_contact.stop_contact(session, **who, email=form.email, reason=form.reason)
    return RedirectResponse("/staff/no-contact?done=stopped", 303)


@router.post("/staff/no-contact/{suppression_id}/allow")
def allow(session: Database, user: PeopleManager, suppression_id: UUID) -> Response:
    """The trust lead lets mail go to an address again."""
    suppression.allow_again(session, trust_id=user.own_trust, suppression_id=suppression_id, actor_id=user.person_id)
    return RedirectResponse("/staff/no-contact?done=allowed", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    status: int = 200,
    form: forms.Fields | None = None,
    errors: forms.Errors | None = None,
    done: tuple[str, str] | None = None,
) -> Response:
    is_lead = user.may(Permission.PEOPLE_MANAGE)
    stopped = suppression.by_staff(session, trust_id=user.own_trust, added_by=None if is_lead else user.person_id)
    names = people.names(session, person_ids=[each.added_by for each in stopped]) if is_lead else {}
    return render(
        request,
        "invitations/no_contact.html",
        status=status,
        form=form,
        errors=errors,
        done=done,
        is_lead=is_lead,
        reasons=no_contact_words.OFFERED,
        lines=[no_contact_words.line(each, names=names) for each in stopped],
    )
