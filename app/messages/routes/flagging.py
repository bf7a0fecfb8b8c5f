"""A supporter asks that somebody looks at a message, since somebody may be in danger."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core import forms as parsing
from app.core.errors import Elsewhere, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms import inbox as forms
from app.messages.presenters import inbox as inbox_words
from app.messages.presenters import supporting as words
from app.messages.queries import conversations
from app.messages.routes import supporting
from app.messages.rules.conversations import Kind
from app.messages.service import noting, reading
from app.risk import duty
from app.trusts.hours import wording

router = Router()


@router.get("/staff/inbox/{conversation_id:uuid}/messages/{message_id:uuid}/flag")
def flag_page(
    request: Request, session: Database, user: Supporter, conversation_id: UUID, message_id: UUID
) -> Response:
    """The message, how soon somebody must look, and why."""
    return _page(request, session, user, conversation_id, message_id)


@router.post("/staff/inbox/{conversation_id:uuid}/messages/{message_id:uuid}/flag")
def flag(
    request: Request, session: Database, user: Supporter, conversation_id: UUID, message_id: UUID, fields: Form
) -> Response:
    """Makes a flag of it. It needs no version: a worry is never turned away since a colleague was faster."""
    form, errors = parsing.parse(forms.FlagForm, fields)
    if form is None:
        return _page(request, session, user, conversation_id, message_id, form=fields, errors=errors)
    flag_id = noting.flag(
        session,
        user=user,
        conversation_id=conversation_id,
        message_id=message_id,
        urgency=form.urgency,
        words=form.words,
    )
    return RedirectResponse(f"/staff/flags/{flag_id}", 303)


def _page(
    request: Request,
    session: Session,
    user: SignedIn,
    conversation_id: UUID,
    message_id: UUID,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
) -> Response:
    conversation = conversations.of_team(session, user=user, conversation_id=conversation_id)
    every = conversations.messages(session, conversation_id=conversation_id)
    found = [each for each in every if each.id == message_id and each.kind is Kind.RELATIVE]
    if not found:
        raise NotFound
    if reading.read_to(session, conversation_id=conversation.id, person_id=user.person_id) < found[0].number:
        # What somebody reads is written down, and that is done on the page of the conversation.
        raise Elsewhere(f"/staff/inbox/{conversation.id}#m{found[0].number}")
    now = clock.now()
    names = people.names(session, person_ids=words.people_of(conversation, found, [], []))
    relative = inbox_words.name(conversation.relative_id, names)
    return render(
        request,
        "messages/staff/flag.html",
        status=422 if errors else 200,
        conversation=conversation,
        relative=relative,
        message=found[0],
        days=words.days(found, relative=relative, names=names, seen=conversation.last_number, now=now),
        urgencies=supporting.urgencies(),
        reading=wording.reading(duty.of_trust(session, trust_id=user.own_trust).hours, now=now),
        form=form,
        errors=errors,
    )
