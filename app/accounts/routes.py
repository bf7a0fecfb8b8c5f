"""Signing in and out, and a forgotten password."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import reset, sign_in
from app.accounts.dependencies import Perhaps
from app.accounts.forms import ForgottenForm, NewPasswordForm, SignInForm
from app.accounts.models import Person
from app.accounts.signed_in import SignedIn
from app.core import cookies, devices, forms, passwords
from app.core.db import Database
from app.core.templating import render

public = APIRouter(tags=["public"])

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
    person = form and sign_in.check(session, email=form.email, password=form.password, address=address_of(request))
    if form is None or person is None:
        typed = {"email": fields.get("email", ""), "next": fields.get("next", "")}
        return render(request, "accounts/sign_in.html", status=422, form=typed, errors=errors or {"email": WRONG})
    _forget_browser(request, session)
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
    _forget_browser(request, session)
    response = RedirectResponse("/", 303)
    cookies.take(response)
    return response


@public.get("/leave")
def leave(request: Request, session: Database) -> Response:
    """Leave this site in a hurry: signs out and shows the weather. A link, so that it works without JavaScript."""
    _forget_browser(request, session)
    response = RedirectResponse(ELSEWHERE, 303)
    cookies.take(response)
    return response


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
    weakness = form and passwords.weakness(form.password, context=words_of(person))
    if form is None or weakness:
        errors = errors or {"password": str(weakness)}
        context = {"token": token, "email": person.email, "errors": errors}
        return render(request, "accounts/new_password.html", status=422, **context)
    reset.finish(session, person=person, password=form.password)
    return render(request, "accounts/new_password_done.html")


def home_of(user: SignedIn) -> str:
    """Where somebody starts after signing in."""
    return "/home" if user.is_relative else "/staff"


def address_of(request: Request) -> str:
    """The network address that a try comes from."""
    return request.client.host if request.client else "unknown"


def device_of(request: Request) -> str:
    """The browser in words."""
    return devices.in_words(request.headers.get("user-agent", ""))


def words_of(person: Person) -> list[str]:
    """What would be easy to guess in this person's password."""
    return [person.email, person.email.partition("@")[0], person.name, "holdfast"]


def _forget_browser(request: Request, session: Database) -> None:
    token = cookies.read(request)
    if token:
        sign_in.leave(session, token=token)


def _local(address: str) -> str | None:
    """An address on this site only: a forged link must not send anybody elsewhere."""
    parts = urlsplit(address)
    fits = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return address if fits else None
