"""A person's own account: password and the browsers they are signed in with."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import left_out, queries, service, sessions
from app.accounts.dependencies import Anyone, Relative
from app.accounts.forms import ChangePasswordForm
from app.accounts.roles import ROLES
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import cookies, forms, passwords
from app.core.errors import NotFound
from app.core.pages import render
from app.core.rate_limits import Limit, hit
from app.core.routing import Database, Router
from app.mail import suppression

router = Router()

TRIES = Limit("password change", "10 per 15 minutes")


@router.get("/account")
def account_page(request: Request, session: Database, user: Anyone) -> Response:
    """Who I am here, and where I am signed in."""
    return _page(request, session, user)


@router.post("/account/emails")
def get_emails_again(session: Database, user: Relative) -> Response:
    """Somebody who had stopped our mail, or whose mailbox was away, wants it again."""
    suppression.start_again(session, trust_id=user.own_trust, email=user.email, actor_id=user.person_id)
    return RedirectResponse("/account?emails=again", 303)


@router.post("/account/password")
def change_password(request: Request, session: Database, user: Anyone, fields: forms.Form) -> Response:
    """Changes the password and signs out every other browser."""
    hit(TRIES, str(user.person_id))
    person = queries.find_open(session, person_id=user.person_id)
    if person is None:
        raise NotFound
    form, errors = forms.parse(ChangePasswordForm, fields)
    if form is not None:
        errors = _wrong(form, stored=person.password_hash, words=queries.words_of(person))
    if form is None or errors:
        return _page(request, session, user, status=422, errors=errors)
    service.set_password(session, person=person, password=form.password, keep=user.token_hash)
    return RedirectResponse("/account?changed=1", 303)


@router.get("/account/close")
def close_page(request: Request, _user: Relative) -> Response:
    """What closing means, and the button; staff accounts are closed by a trust lead."""
    return render(request, "accounts/close.html")


@router.post("/account/close")
def close(request: Request, session: Database, user: Relative) -> Response:
    """Closes a relative's own account and signs out everywhere."""
    person = queries.find_open(session, person_id=user.person_id)
    if person is None:
        raise NotFound
    service.close(session, person=person, actor_id=user.person_id, also=request.app.state.when_closed)
    request.state.user = None
    response = render(request, "accounts/closed.html")
    cookies.take(response)
    return response


@router.post("/account/sessions/end")
def end_session(session: Database, user: Anyone, fields: forms.Form) -> Response:
    """Signs one browser out, or every other one."""
    if _ended(session, user, key=fields.get("key", "")):
        audit.record(
            session,
            action=Action.SIGNED_OUT,
            trust_id=user.trust_id,
            actor_id=user.person_id,
            subject_id=user.person_id,
        )
    return RedirectResponse("/account", 303)


def _ended(session: Database, user: SignedIn, *, key: str) -> int:
    if key == "others":
        return sessions.end_all(session, person_id=user.person_id, but=user.token_hash)
    return sessions.end(session, person_id=user.person_id, token_hash=bytes.fromhex(key)) if _is_hex(key) else 0


def _page(
    request: Request, session: Database, user: SignedIn, *, status: int = 200, errors: forms.Errors | None = None
) -> Response:
    is_test_asked, is_test = left_out.of_own(session, person_id=user.person_id)
    return render(
        request,
        "accounts/account.html",
        status=status,
        is_test_asked=is_test_asked,
        is_test=is_test,
        errors=errors,
        roles=[ROLES[role] for role in sorted(user.roles)],
        sessions=sessions.of(session, user=user),
        changed="changed" in request.query_params,
        emails_again="emails" in request.query_params,
        emails_stopped=user.is_relative
        and suppression.by_themselves(session, trust_id=user.own_trust, email=user.email),
    )


def _wrong(form: ChangePasswordForm, *, stored: str, words: list[str]) -> forms.Errors:
    if not passwords.matches(form.present, stored):
        return {"present": "This is not your present password"}
    weakness = passwords.weakness(form.password, context=words)
    return {"password": weakness} if weakness else {}


def _is_hex(key: str) -> bool:
    try:
        return bool(bytes.fromhex(key))
    except ValueError:
        return False
