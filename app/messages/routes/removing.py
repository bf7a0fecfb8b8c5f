"""A relative has the words of one conversation destroyed."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import MessageWriter
from app.accounts.signed_in import SignedIn
from app.core.errors import Conflict
from app.core.forms import Errors
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.queries import conversations
from app.messages.service import forgetting

router = Router()


@router.get("/messages/{conversation_id}/remove")
def remove_page(request: Request, session: Database, user: MessageWriter, conversation_id: UUID) -> Response:
    """What goes and what stays; or, afterwards, that it is done."""
    return _page(request, session, user, conversation_id)


@router.post("/messages/{conversation_id}/remove")
def remove(request: Request, session: Database, user: MessageWriter, conversation_id: UUID) -> Response:
    """Destroys the words, unless they are still needed."""
    try:
        forgetting.destroy_own(session, user=user, conversation_id=conversation_id)
    except Conflict as needed:
        return _page(request, session, user, conversation_id, errors={"form": needed.sentence})
    return RedirectResponse(f"/messages/{conversation_id}/remove", 303)


def _page(
    request: Request, session: Database, user: SignedIn, conversation_id: UUID, *, errors: Errors | None = None
) -> Response:
    conversation = conversations.own(session, user=user, conversation_id=conversation_id)
    return render(
        request,
        "messages/remove.html",
        status=409 if errors else 200,
        conversation=conversation,
        has_words=forgetting.has_words(session, conversation_id=conversation_id),
        errors=errors,
    )
