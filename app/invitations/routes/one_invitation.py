"""One invitation on its own page, and what can be done about it. Whose it is decides who finds it."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import Staff
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import mail_words, presenters, queries, service
from app.invitations.forms import AddressForm
from app.invitations.models import Invitation
from app.invitations.refusals import HasAccount, InvitedBefore, NotAGuest, NotToBeWrittenTo
from app.invitations.routes import showing
from app.invitations.rules import State
from app.mail import queries as mail
from app.trusts import queries as trusts

router = Router()


@router.get("/staff/invitations/{invitation_id}")
def invitation_page(request: Request, session: Database, user: Staff, invitation_id: UUID, done: str = "") -> Response:
    """What became of it; a draft is the form, filled in."""
    invitation = queries.visible(session, viewer=user, invitation_id=invitation_id)
    said = presenters.DONE.get(done)
    if invitation.state == State.DRAFTED.value:
        return showing.form_page(request, session, user, draft=invitation, done=said)
    return _page(request, session, user, invitation, done=said)


@router.post("/staff/invitations/{invitation_id}/address")
def correct_address(
    request: Request, session: Database, user: Staff, invitation_id: UUID, fields: forms.Form
) -> Response:
    """Sends it to the corrected address."""
    invitation = queries.visible(session, viewer=user, invitation_id=invitation_id)
    form, errors = forms.parse(AddressForm, fields)
    if form is None:
        return _page(request, session, user, invitation, status=422, form=fields, errors=errors)
    try:
        service.correct(session, actor_id=user.person_id, invitation=invitation, email=form.email)
    except HasAccount as reason:
        errors = {"email": showing.account_sentence(reason)}
    except InvitedBefore as reason:
        errors = {"email": showing.earlier_sentence(session, user, reason.earlier)}
    except (NotToBeWrittenTo, NotAGuest) as reason:
        errors = {"email": reason.sentence}
    if errors:
        return _page(request, session, user, invitation, status=422, form=fields, errors=errors)
    return RedirectResponse(f"/staff/invitations/{invitation_id}?done=corrected", 303)


@router.post("/staff/invitations/{invitation_id}/again")
def send_again(session: Database, user: Staff, invitation_id: UUID) -> Response:
    """Sends a fresh link."""
    invitation = queries.visible(session, viewer=user, invitation_id=invitation_id)
    service.send_again(session, actor_id=user.person_id, invitation=invitation)
    return RedirectResponse(f"/staff/invitations/{invitation_id}?done=again", 303)


@router.get("/staff/invitations/{invitation_id}/withdraw")
def withdraw_page(request: Request, session: Database, user: Staff, invitation_id: UUID) -> Response:
    """Asks whether it is meant."""
    invitation = queries.visible(session, viewer=user, invitation_id=invitation_id)
    return render(request, "invitations/withdraw.html", shown=_details(session, user, invitation))


@router.post("/staff/invitations/{invitation_id}/withdraw")
def withdraw(session: Database, user: Staff, invitation_id: UUID) -> Response:
    """Takes it back."""
    invitation = queries.visible(session, viewer=user, invitation_id=invitation_id)
    service.revoke(session, actor_id=user.person_id, invitation=invitation)
    return RedirectResponse(f"/staff/invitations/{invitation_id}?done=revoked", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    invitation: Invitation,
    *,
    status: int = 200,
    form: forms.Fields | None = None,
    errors: forms.Errors | None = None,
    done: tuple[str, str] | None = None,
) -> Response:
    shown = _details(session, user, invitation)
    form = form or {"email": invitation.email}
    happened = mail_words.what_happened(mail.history(session, subject_id=invitation.id))
    return render(
        request,
        "invitations/invitation.html",
        status=status,
        shown=shown,
        happened=happened,
        form=form,
        errors=errors,
        done=done,
    )


def _details(session: Database, user: SignedIn, invitation: Invitation) -> presenters.Details:
    return presenters.details(
        invitation,
        names=people.names(session, person_ids=[invitation.inviter_id]),
        teams=trusts.team_names(session, trust_id=user.own_trust),
        replaced=invitation.id in queries.repeated(session, invitation_ids=[invitation.id]),
    )
