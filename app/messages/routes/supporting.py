"""The page of one conversation for supporters, as every verb of it needs it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.forms import Errors, Fields
from app.core.pages import render
from app.core.templating import long_date
from app.messages.forms import inbox as forms
from app.messages.presenters import inbox as inbox_words
from app.messages.presenters import readers as history_words
from app.messages.presenters import supporting as words
from app.messages.queries import canned, conversations, drafts, inbox, profiles, readers, replies
from app.messages.queries.conversations import ConversationLine
from app.messages.rules import conversations as rules
from app.messages.rules.conversations import Verb
from app.messages.service import reading, telling
from app.risk import duty
from app.risk import words as risk_words

BLANK: dict[str, Any] = {"errors": None, "trouble": "", "done": None, "kept": False, "saved_at": None, "advice": ""}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form comes back: its fields, a sentence for each that is wrong, and which of the page's forms it was."""

    fields: Fields
    errors: Errors
    form: str
    status: int = 422


def show(
    request: Request,
    session: Session,
    user: SignedIn,
    conversation_id: UUID,
    *,
    trouble: Trouble | None = None,
    canned_id: UUID | None = None,
    **more: Any,
) -> Response:
    """The page. It is written down that this supporter has read what is on it. Raises NotFound."""
    before = conversations.of_team(session, user=user, conversation_id=conversation_id)
    reading.seen_by_team(session, user=user, conversation_id=conversation_id)
    conversation = conversations.of_team(session, user=user, conversation_id=conversation_id)
    given = {**BLANK, **_box(session, user, conversation, canned_id), **more}
    seen = before.seen_number
    if trouble:
        given |= {"form": {**given["form"], **trouble.fields}, "errors": trouble.errors, "trouble": trouble.form}
        # What came while they wrote is marked.
        seen = forms.seen_of(trouble.fields) or seen
    return render(
        request,
        "messages/staff/conversation.html",
        status=trouble.status if trouble else 200,
        once=str(uuid4()),
        **_talk(session, user, conversation, seen),
        **_beside(request, session, user, conversation),
        **given,
    )


def _box(session: Session, user: SignedIn, conversation: ConversationLine, canned_id: UUID | None) -> dict[str, Any]:
    """What stands in the box: the draft, and after it the reply at hand that was chosen."""
    draft = drafts.find(session, user=user, place=conversation.id)
    text = draft.text if draft else ""
    if canned_id:
        text = words.after(text, canned.one(session, user=user, canned_id=canned_id).text)
    later = forms.first_offered(duty.of_trust(session, trust_id=user.own_trust).hours, now=clock.now())
    return {"form": {"text": text} | later, "saved_at": draft.saved_at if draft else None}


def _talk(session: Session, user: SignedIn, conversation: ConversationLine, seen: int) -> dict[str, Any]:
    """Everything that was written, and what was put by."""
    now = clock.now()
    messages = conversations.messages(session, conversation_id=conversation.id)
    notes = conversations.notes(session, conversation_id=conversation.id)
    waiting = replies.of_conversation(session, user=user, conversation_id=conversation.id)
    names = people.names(session, person_ids=words.people_of(conversation, messages, notes, waiting))
    relative = inbox_words.name(conversation.relative_id, names)
    return {
        "conversation": conversation,
        "relative": relative,
        "is_own": conversation.owner_id == user.person_id,
        "clock": inbox_words.clock(conversation, now=now),
        "is_late": inbox_words.is_late(conversation, now=now),
        "days": words.days(messages, relative=relative, names=names, seen=seen, now=now),
        "notes": [words.note(each, names=names) for each in notes],
        "replies": [words.reply(each, names=names, person_id=user.person_id, now=now) for each in waiting],
    }


def _beside(request: Request, session: Session, user: SignedIn, conversation: ConversationLine) -> dict[str, Any]:
    """What this supporter can do, and what helps them with the answer."""
    now = clock.now()
    verbs = rules.offered(conversation.standing, person_id=user.person_id, now=now)
    is_here = inbox.relative_is_here(session, conversation_id=conversation.id)
    if not is_here:
        verbs -= {Verb.ANSWER, Verb.OPEN_AGAIN}
    others = telling.colleagues(session, trust_id=user.own_trust, role=Role.SUPPORTER, but=user.person_id)
    latest = rules.latest_snooze(due_at=conversation.due_at, now=now)
    progress = request.app.state.progress_of
    return {
        # Nobody, if they have left.
        "owner": next((each.name for each in others if each.id == conversation.owner_id), None),
        "may": {verb.value: verb in verbs for verb in Verb},
        "is_here": is_here,
        "others": [{"value": str(each.id), "text": each.name} for each in others if each.id != conversation.owner_id],
        "has_readers": bool(others),
        "in_training": profiles.own(session, person_id=user.person_id).in_training,
        "latest_snooze": long_date(latest),
        "canned": [{"value": str(each.id), "text": each.title} for each in canned.every(session, user=user)],
        "progress": progress(session, conversation.relative_id) if conversation.relative_id and is_here else [],
        "minutes": inbox.minutes(session, conversation_id=conversation.id),
        "minute_choices": [{"value": each, "text": f"{each} minutes"} for each in forms.MINUTES],
        "history": history_words.lines(
            readers.history(session, conversation_id=conversation.id),
            relative_id=conversation.relative_id,
            for_relative=False,
        ),
    }


def urgencies() -> list[dict[str, str]]:
    """How soon somebody must look, in words."""
    return [
        {"value": each.value, "text": risk_words.URGENCIES[each][0], "hint": risk_words.URGENCY_HINTS[each]}
        for each in forms.URGENCIES
    ]
