"""The closed vocabulary of usage events, as noun.verb. docs/figures.md explains each; a test reads it."""

from enum import StrEnum


class Event(StrEnum):
    """What can be counted."""

    SIGNED_IN = "session.started"
    PAGE_OPENED = "page.opened"
    PAGE_STILL_READ = "page.read"  # a heartbeat: visible, and touched in the last minutes
    PAGE_DONE = "page.done"
    MODULE_COMPLETED = "module.completed"  # its last page was seen or marked as done; once for each module
    ACTIVITY_SAVED = "activity.saved"
    QUIZ_ANSWERED = "quiz.answered"
    PLAN_SAVED = "plan.saved"
    CHECK_IN_FINISHED = "check-in.finished"
    MAP_CHANGED = "map.changed"
    TOOLBOX_OPENED = "toolbox.opened"
    ITEM_SHARED = "item.shared"
    THREAD_OPENED = "thread.opened"
    POST_WRITTEN = "post.written"
    CONVERSATION_OPENED = "conversation.opened"
    MESSAGE_WRITTEN = "message.written"
    INVITATION_CREATED = "invitation.created"
    INVITATION_ACCEPTED = "invitation.accepted"
