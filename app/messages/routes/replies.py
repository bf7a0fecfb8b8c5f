"""An answer that has not left: a second reader looks at it; its writer changes or cancels it."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core import forms as parsing
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms import inbox as forms
from app.messages.presenters import inbox as inbox_words
from app.messages.presenters import supporting as words
from app.messages.queries import conversations, drafts, replies
from app.messages.rules.replies import ReplyState
from app.messages.service import drafting, putting_by, reading
from app.messages.service.drafting import Begun
from app.messages.service.putting_by import Chosen

router = Router()

_DONE = {ReplyState.SENT: "approved", ReplyState.SCHEDULED: "scheduled", ReplyState.SENT_BACK: "gone_back"}


@router.get("/staff/inbox/{conversation_id:uuid}/replies/{reply_id:uuid}")
def reply_page(request: Request, session: Database, user: Supporter, conversation_id: UUID, reply_id: UUID) -> Response:
    """What it says, below what it answers."""
    return _page(request, session, user, conversation_id, reply_id)


@router.post("/staff/inbox/{conversation_id:uuid}/replies/{reply_id:uuid}/approve")
def approve(
    request: Request, session: Database, user: Supporter, conversation_id: UUID, reply_id: UUID, fields: Form
) -> Response:
    """It is sent, or waits for its time."""
    chosen = Chosen(conversation_id, reply_id, forms.version_of(fields))
    try:
        state = putting_by.approve(session, user=user, chosen=chosen)
    except Conflict as error:
        return _came_second(request, session, user, chosen, error, fields)
    return RedirectResponse(f"/staff/inbox/{conversation_id}?done={_DONE.get(state, 'cancelled')}", 303)


@router.post("/staff/inbox/{conversation_id:uuid}/replies/{reply_id:uuid}/send-back")
def send_back(
    request: Request, session: Database, user: Supporter, conversation_id: UUID, reply_id: UUID, fields: Form
) -> Response:
    """Back to its writer, with advice."""
    form, errors = parsing.parse(forms.AdviceForm, fields)
    if form is None:
        return _page(request, session, user, conversation_id, reply_id, status=422, form=fields, errors=errors)
    chosen = Chosen(conversation_id, reply_id, forms.version_of(fields))
    try:
        putting_by.send_back(session, user=user, chosen=chosen, advice=form.advice)
    except Conflict as error:
        return _came_second(request, session, user, chosen, error, fields)
    return RedirectResponse(f"/staff/inbox/{conversation_id}?done=sent_back", 303)


@router.post("/staff/inbox/{conversation_id:uuid}/replies/{reply_id:uuid}/cancel")
def cancel(
    request: Request, session: Database, user: Supporter, conversation_id: UUID, reply_id: UUID, fields: Form
) -> Response:
    """It is not sent."""
    chosen = Chosen(conversation_id, reply_id, forms.version_of(fields))
    try:
        putting_by.cancel(session, user=user, chosen=chosen)
    except Conflict as error:
        return _came_second(request, session, user, chosen, error, fields)
    return RedirectResponse(f"/staff/inbox/{conversation_id}?done=cancelled", 303)


@router.post("/staff/inbox/{conversation_id:uuid}/replies/{reply_id:uuid}/change")
def change(
    request: Request, session: Database, user: Supporter, conversation_id: UUID, reply_id: UUID, fields: Form
) -> Response:
    """Its words go into the box, after what stands there, and nothing waits to be sent any more."""
    chosen = Chosen(conversation_id, reply_id, forms.version_of(fields))
    try:
        taken = putting_by.take_out(session, user=user, chosen=chosen)
    except Conflict as error:
        return _came_second(request, session, user, chosen, error, fields)
    draft = drafts.find(session, user=user, place=conversation_id)
    text = words.after(draft.text if draft else "", taken.text)
    drafting.save(session, user=user, place=conversation_id, begun=Begun(text=text))
    return RedirectResponse(f"/staff/inbox/{conversation_id}?changing={reply_id}#answer", 303)


def _came_second(
    request: Request, session: Session, user: SignedIn, chosen: Chosen, error: Conflict, fields: Fields
) -> Response:
    ids = (chosen.conversation_id, chosen.reply_id)
    return _page(request, session, user, *ids, status=409, form=fields, errors={"form": error.sentence})


def _page(
    request: Request,
    session: Session,
    user: SignedIn,
    conversation_id: UUID,
    reply_id: UUID,
    *,
    status: int = 200,
    form: Fields | None = None,
    errors: Errors | None = None,
) -> Response:
    reply = replies.one(session, user=user, conversation_id=conversation_id, reply_id=reply_id)
    # The page shows what was written as well, so it is written down that they have read it.
    reading.seen_by_team(session, user=user, conversation_id=conversation_id)
    return render(
        request,
        "messages/staff/reply.html",
        status=status,
        form=form,
        errors=errors,
        **_shown(session, user, conversation_id, reply),
    )


def _shown(session: Session, user: SignedIn, conversation_id: UUID, reply: replies.ReplyLine) -> dict[str, Any]:
    now = clock.now()
    conversation = conversations.of_team(session, user=user, conversation_id=conversation_id)
    messages = conversations.messages(session, conversation_id=conversation_id)
    names = people.names(session, person_ids=words.people_of(conversation, messages, [], [reply]))
    relative = inbox_words.name(conversation.relative_id, names)
    return {
        "conversation": conversation,
        "relative": relative,
        "days": words.days(messages, relative=relative, names=names, seen=conversation.last_number, now=now),
        "reply": words.reply(reply, names=names, person_id=user.person_id, now=now),
    }
