"""The pages of messages."""

from app.messages.routes import (
    answer_box,
    canned,
    conversation,
    figures,
    flagging,
    glass,
    inbox,
    meeting,
    own,
    own_writing,
    profile,
    readers,
    removing,
    replies,
    settings,
    supervision,
    waiting,
)

ROUTERS = (
    inbox.router,
    conversation.router,
    answer_box.router,
    replies.router,
    flagging.router,
    canned.router,
    own.router,
    meeting.router,
    readers.router,
    removing.router,
    glass.router,
    # Last of a relative's pages, since its address ends in any id.
    own_writing.router,
    figures.router,
    profile.router,
    settings.router,
    supervision.router,
    waiting.router,
)
