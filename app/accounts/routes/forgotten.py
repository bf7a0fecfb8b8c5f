"""A forgotten password."""

from fastapi import Request, Response

from app.accounts import queries, reset, service
from app.accounts.browsers import address_of
from app.accounts.dependencies import Perhaps
from app.accounts.forms import ForgottenForm, NewPasswordForm
from app.core import forms, passwords
from app.core.pages import render
from app.core.routing import Database, Router

public = Router(tags=["public"])


@public.get("/forgot-password")
def forgotten_page(request: Request, _user: Perhaps) -> Response:
    """Where to send the link."""
    return render(request, "accounts/forgotten.html")


@public.post("/forgot-password")
def forgotten(request: Request, session: Database, fields: forms.Form) -> Response:
    """The same answer whether or not there is an account."""
    form, errors = forms.parse(ForgottenForm, fields)
    if form is None:
        return render(request, "accounts/forgotten.html", status=422, form=fields, errors=errors)
    reset.ask(session, email=form.email, address=address_of(request))
    return render(request, "accounts/forgotten_sent.html", email=form.email)


@public.get("/reset-password/{token}")
def new_password_page(request: Request, session: Database, token: str) -> Response:
    """The form for the new password; looking at it changes nothing."""
    person = reset.person_behind(session, token=token)
    return render(request, "accounts/new_password.html", token=token, email=person.email)


@public.post("/reset-password/{token}")
def new_password(request: Request, session: Database, token: str, fields: forms.Form) -> Response:
    """Sets the new password, signs out everywhere, and leads to the sign-in page."""
    person = reset.person_behind(session, token=token)
    form, errors = forms.parse(NewPasswordForm, fields)
    weakness = form and passwords.weakness(form.password, context=queries.words_of(person))
    if form is None or weakness:
        errors = errors or {"password": str(weakness)}
        return render(request, "accounts/new_password.html", status=422, token=token, email=person.email, errors=errors)
    service.set_password(session, person=person, password=form.password)
    return render(request, "accounts/new_password_done.html")
