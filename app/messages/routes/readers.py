"""Who has read a relative's conversation, and what happened to it."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import MessageWriter
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.presenters import readers as words
from app.messages.queries import conversations, readers

router = Router()


@router.get("/messages/{conversation_id}/readers")
def readers_page(request: Request, session: Database, user: MessageWriter, conversation_id: UUID) -> Response:
    """Who read what and when first, then everything else."""
    conversation = conversations.own(session, user=user, conversation_id=conversation_id)
    history = words.lines(
        readers.history(session, conversation_id=conversation_id), relative_id=user.person_id, for_relative=True
    )
    return render(
        request,
        "messages/readers.html",
        conversation=conversation,
        readings=[each for each in history if each.is_reading],
        history=history,
    )
