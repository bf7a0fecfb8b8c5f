"""What the holder of a link sees. Looking changes nothing: mail scanners open links too."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.browsers import device_of, sign_out_here
from app.accounts.roles import ROLES, Role
from app.core import cookies, forms, passwords
from app.core.db import enter
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import links
from app.invitations.forms import AccountForm
from app.invitations.link_words import OVER
from app.invitations.links import Link
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.trusts import queries as trusts

public = Router(tags=["public"])


@public.get("/invitation/{token}")
def invitation_page(request: Request, session: Database, token: str) -> Response:
    """Who invites, to what, and one button."""
    link = links.follow(session, token=token)
    if link.usable is None:
        return _over(request, link, token)
    return render(request, "invitations/letter.html", token=token, **_letter(session, link.usable))


@public.post("/invitation/{token}")
def open_invitation(request: Request, session: Database, token: str) -> Response:
    """Records that it was opened, and leads to the account."""
    link = links.follow(session, token=token, alone=True)
    if link.usable is None:
        return _over(request, link, token)
    links.open_link(session, invitation=link.usable)
    return RedirectResponse(f"/invitation/{token}/account", 303)


@public.post("/invitation/{token}/decline")
def decline_invitation(request: Request, session: Database, token: str) -> Response:
    """No thank you."""
    link = links.follow(session, token=token, alone=True)
    if link.usable is None:
        return _over(request, link, token)
    links.decline(session, invitation=link.usable)
    return render(request, "invitations/declined.html")


@public.post("/invitation/{token}/new-link")
def renew_invitation(request: Request, session: Database, token: str) -> Response:
    """A fresh link for somebody whose link ran out, to the address of the invitation and no other."""
    link = links.follow(session, token=token, alone=True)
    if link.usable is not None:
        return RedirectResponse(f"/invitation/{token}", 303)
    if not link.can_be_renewed:
        return _over(request, link, token)
    links.renew(session, link=link)
    return render(request, "invitations/renewed.html")


@public.get("/invitation/{token}/account")
def account_page(request: Request, session: Database, token: str) -> Response:
    """The form for the account; only after the button."""
    link = links.follow(session, token=token)
    if link.usable is None:
        return _over(request, link, token)
    if link.usable.state != State.OPENED.value:
        return RedirectResponse(f"/invitation/{token}", 303)
    # What somebody typed who asked may be anybody's words, and unkind ones.
    name = link.usable.first_name if link.usable.inviter_id else ""
    return _account(request, token, link.usable, form={"name": name})


@public.post("/invitation/{token}/account")
def join(request: Request, session: Database, token: str, fields: forms.Form) -> Response:
    """Makes the account, signs in with a fresh session, and leads home."""
    link = links.follow(session, token=token, alone=True)
    if link.usable is None:
        return _over(request, link, token)
    if link.usable.state != State.OPENED.value:
        return RedirectResponse(f"/invitation/{token}", 303)
    form, errors = _checked(session, link.usable, fields)
    if form is None or errors:
        return _account(request, token, link.usable, status=422, form=fields, errors=errors)
    sign_out_here(request, session)
    enter(session, link.usable.trust_id)
    session_token = links.accept(
        session, invitation=link.usable, name=form.name, password=form.password, device=device_of(request)
    )
    if form.remind and link.usable.role == Role.RELATIVE.value:
        whose = {"person_id": link.usable.person_id, "trust_id": link.usable.trust_id}
        request.app.state.wishes_reminders(session, **whose)
    response = RedirectResponse("/home" if link.usable.role == Role.RELATIVE.value else "/staff", 303)
    cookies.give(response, session_token)
    return response


def _checked(
    session: Database, invitation: Invitation, fields: forms.Fields
) -> tuple[AccountForm | None, forms.Errors]:
    form, errors = forms.parse(AccountForm, fields)
    if "password" in errors:
        return form, errors
    trust = trusts.trust(session, trust_id=invitation.trust_id).name
    easy = [invitation.email, invitation.email.partition("@")[0], invitation.first_name, fields.get("name", "")]
    weakness = passwords.weakness(fields.get("password", ""), context=[*easy, trust, "holdfast"])
    return form, errors | ({"password": weakness} if weakness else {})


def _letter(session: Database, invitation: Invitation) -> dict[str, Any]:
    names = people.names(session, person_ids=[invitation.inviter_id])
    teams = trusts.team_names(session, trust_id=invitation.trust_id)
    return {
        "invitation": invitation,
        "inviter": names.get(invitation.inviter_id, "") if invitation.inviter_id else "",
        "asked": invitation.inviter_id is None,
        "team": teams.get(invitation.team_id, "") if invitation.team_id else "",
        "trust": trusts.trust(session, trust_id=invitation.trust_id).name,
        "role": ROLES[Role(invitation.role)],
        "is_relative": invitation.role == Role.RELATIVE.value,
    }


def _account(
    request: Request,
    token: str,
    invitation: Invitation,
    *,
    form: forms.Fields,
    status: int = 200,
    errors: forms.Errors | None = None,
) -> Response:
    return render(
        request,
        "invitations/account.html",
        status=status,
        token=token,
        email=invitation.email,
        is_relative=invitation.role == Role.RELATIVE.value,
        form=form,
        errors=errors,
    )


def _over(request: Request, link: Link, token: str) -> Response:
    page = OVER[link.standing]
    renew = f"/invitation/{token}/new-link" if link.can_be_renewed else ""
    return render(request, "invitations/over.html", status=page.status, page=page, renew=renew)
