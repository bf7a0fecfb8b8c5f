"""A relative writes: a new conversation, one message more, and drafts of both."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import MessageWriter
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.routing import Database, Router
from app.messages.dependencies import HasRead
from app.messages.queries import conversations
from app.messages.routes.own_box import Place, open_box, take, unplaced
from app.messages.service import reading
from app.usage import service as usage
from app.usage.events import Event

router = Router()


@router.get("/messages/new")
def new_page(
    request: Request, session: Database, user: MessageWriter, _has_read: HasRead, about: str = "", kept: str = ""
) -> Response:
    """The boxes for a new conversation, with what was begun; `about` is a page of the site to attach."""
    return open_box(request, session, Place(user), about=about, kept=kept)


@router.post("/messages/new")
def start(request: Request, session: Database, user: MessageWriter, _has_read: HasRead, fields: Form) -> Response:
    """Sends it, or keeps it as a draft."""
    return take(request, session, Place(user), fields)


@router.get("/messages/{conversation_id}")
def conversation_page(
    request: Request,
    session: Database,
    user: MessageWriter,
    _has_read: HasRead,
    conversation_id: UUID,
    about: str = "",
    kept: str = "",
) -> Response:
    """All messages, and the box for one more. What is new is read from now on."""
    conversation = conversations.own(session, user=user, conversation_id=conversation_id)
    if conversation.last_number > conversation.relative_seen_number:
        reading.seen_by_relative(session, user=user, conversation_id=conversation.id)
    usage.record(session, event=Event.CONVERSATION_OPENED, trust_id=user.own_trust, person_id=user.person_id)
    return open_box(request, session, Place(user, conversation), about=about, kept=kept)


@router.post("/messages/{conversation_id}")
def write(
    request: Request,
    session: Database,
    user: MessageWriter,
    _has_read: HasRead,
    conversation_id: UUID,
    fields: Form,
) -> Response:
    """Sends one message more, or keeps it as a draft."""
    try:
        conversation = conversations.own(session, user=user, conversation_id=conversation_id)
    except NotFound:
        return unplaced(request, session, user, conversation_id, fields)
    return take(request, session, Place(user, conversation), fields)
