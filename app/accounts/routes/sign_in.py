"""Signing in and out."""

from contextlib import suppress
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.exc import SQLAlchemyError

from app.accounts import sign_in
from app.accounts.browsers import address_of, device_of, home_of, sign_out_here
from app.accounts.dependencies import Perhaps
from app.accounts.forms import SignInForm
from app.core import cookies, forms
from app.core.db import unit_of_work
from app.core.pages import render
from app.core.routing import Database, Router

public = Router(tags=["public"])

ELSEWHERE = "https://www.bbc.co.uk/weather"
WRONG = "The email address or the password is not right. Check both, or choose a new password"


@public.get("/")
def start(request: Request, user: Perhaps) -> Response:
    """What this is, for a stranger; home for somebody who is signed in."""
    return RedirectResponse(home_of(user), 303) if user else render(request, "core/start.html")


@public.get("/sign-in")
def sign_in_page(request: Request, user: Perhaps, next: str = "") -> Response:  # noqa: A002 - the address says next
    """The sign-in form, or home for somebody who is signed in."""
    if user is not None:
        return RedirectResponse(home_of(user), 303)
    return render(request, "accounts/sign_in.html", form={"next": next})


@public.post("/sign-in")
def sign_in_now(request: Request, session: Database, fields: forms.Form) -> Response:
    """Checks the password and starts a fresh session, whatever session there was."""
    form, errors = forms.parse(SignInForm, fields)
    if form is None:
        return _again(request, fields, errors)
    person = sign_in.check(session, email=form.email, password=form.password, address=address_of(request))
    if person is None:
        return _again(request, fields, {"email": WRONG})
    sign_out_here(request, session)
    token = sign_in.start(session, person=person, password=form.password, device=device_of(request))
    response = RedirectResponse(_local(fields.get("next", "")) or "/", 303)
    cookies.give(response, token)
    return response


@public.get("/sign-out")
def sign_out_page(request: Request, _user: Perhaps) -> Response:
    """One button: a link alone must not sign anybody out."""
    return render(request, "accounts/sign_out.html")


@public.post("/sign-out")
def sign_out_now(request: Request, session: Database) -> Response:
    """Ends the session and asks the browser to forget the site."""
    sign_out_here(request, session)
    response = RedirectResponse("/", 303)
    cookies.take(response)
    return response


@public.get("/leave")
def leave(request: Request) -> Response:
    """Leave this site in a hurry: signs out and shows the weather. A link, so that it works without JavaScript."""
    # Its own unit of work: whoever leaves must be gone even when the database is.
    with suppress(SQLAlchemyError), unit_of_work(None) as session:
        sign_out_here(request, session)
    response = RedirectResponse(ELSEWHERE, 303)
    cookies.take(response)
    return response


def _again(request: Request, fields: forms.Fields, errors: forms.Errors) -> Response:
    typed = {"email": fields.get("email", ""), "next": fields.get("next", "")}
    return render(request, "accounts/sign_in.html", status=422, form=typed, errors=errors)


def _local(address: str) -> str | None:
    """An address on this site only: a forged link must not send anybody elsewhere."""
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
