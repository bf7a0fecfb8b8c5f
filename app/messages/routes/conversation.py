"""One conversation before a supporter: read it, and everything but the answer that can be done with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core import forms as parsing
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.london import midnight
from app.core.routing import Database, Router
from app.core.templating import long_date
from app.messages.forms import inbox as forms
from app.messages.queries import conversations, replies
from app.messages.routes import supporting
from app.messages.routes.supporting import Trouble
from app.messages.rules import conversations as rules
from app.messages.service import noting, taking, timing
from app.risk import duty
from app.trusts.hours import opening
from app.trusts.hours.clocks import london_day

router = Router()

_DONE = {
    "sent": "Your answer is with them. They are told by mail that there is one.",
    "later": "Your answer is kept. It is sent at the time you chose, and you can cancel it until then.",
    "for_reader": "Your answer waits for a second supporter. All supporters have an email about it.",
    "taken": "You look after this conversation now.",
    "woken": "It is in sight again.",
    "opened": "It is open again.",
    "noted": "The note is kept. Only supporters see it.",
    "minutes": "The minutes are written down.",
    "cancelled": "It is not sent.",
    "approved": "You have read it, and it is sent.",
    "scheduled": "You have read it. It is sent at the time its writer chose.",
    "gone_back": "Something new was written meanwhile, so it is with its writer again.",
    "sent_back": "It is with its writer again, with your advice.",
}


@router.get("/staff/inbox/{conversation_id:uuid}")
def conversation_page(
    request: Request,
    session: Database,
    user: Supporter,
    conversation_id: UUID,
    canned: UUID | None = None,
    changing: UUID | None = None,
    done: str = "",
    kept: str = "",
) -> Response:
    """Everything that was written. That this supporter has read it is written down, where the relative can see it."""
    advice = ""
    if changing:
        advice = replies.one(session, user=user, conversation_id=conversation_id, reply_id=changing).advice
    return supporting.show(
        request, session, user, conversation_id, canned_id=canned, done=_DONE.get(done), kept=bool(kept), advice=advice
    )


@router.post("/staff/inbox/{conversation_id:uuid}/take")
def take(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """This supporter looks after it."""
    return _do(request, session, user, conversation_id, fields, taking.take, _back(conversation_id, "taken"))


@router.post("/staff/inbox/{conversation_id:uuid}/release")
def release(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """The whole team looks after it."""
    return _do(request, session, user, conversation_id, fields, taking.release, "/staff/inbox?done=released")


@router.post("/staff/inbox/{conversation_id:uuid}/hand-over")
def hand_over(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """A colleague looks after it."""
    form, errors = parsing.parse(forms.HandOverForm, fields)
    if form is None:
        return supporting.show(request, session, user, conversation_id, trouble=Trouble(fields, errors, "hand_over"))
    more: dict[str, Any] = {"to": form.to, "words": form.hand_over_words}
    href = "/staff/inbox?done=handed_over"
    return _do(request, session, user, conversation_id, fields, taking.hand_over, href, form="hand_over", **more)


@router.post("/staff/inbox/{conversation_id:uuid}/snooze")
def snooze(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """Out of sight until the day that they choose, when somebody reads again."""
    until, errors = _until(session, user, conversation_id, fields)
    if until is None:
        return supporting.show(request, session, user, conversation_id, trouble=Trouble(fields, errors, "snooze"))
    href = "/staff/inbox?done=snoozed"
    return _do(request, session, user, conversation_id, fields, taking.snooze, href, until=until, form="snooze")


@router.post("/staff/inbox/{conversation_id:uuid}/wake")
def wake(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """In sight again."""
    return _do(request, session, user, conversation_id, fields, taking.wake, _back(conversation_id, "woken"))


@router.post("/staff/inbox/{conversation_id:uuid}/close")
def close(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """Nothing is left to be said now."""
    return _do(request, session, user, conversation_id, fields, taking.close, "/staff/inbox?done=closed")


@router.post("/staff/inbox/{conversation_id:uuid}/open-again")
def open_again(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """A supporter has more to say."""
    return _do(request, session, user, conversation_id, fields, taking.open_again, _back(conversation_id, "opened"))


@router.post("/staff/inbox/{conversation_id:uuid}/notes")
def add_note(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """A note for colleagues. It needs no version: a note of theirs meanwhile takes nothing from this one."""
    form, errors = parsing.parse(forms.NoteForm, fields)
    if form is None:
        return supporting.show(request, session, user, conversation_id, trouble=Trouble(fields, errors, "note"))
    try:
        noting.add(session, user=user, conversation_id=conversation_id, text=form.note_words, once=form.once)
    except Conflict as error:
        trouble = Trouble(fields, {"form": error.sentence}, "note", status=409)
        return supporting.show(request, session, user, conversation_id, trouble=trouble)
    return RedirectResponse(_back(conversation_id, "noted"), 303)


@router.post("/staff/inbox/{conversation_id:uuid}/minutes")
def add_minutes(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """Time given without an answer, such as a talk with a colleague."""
    form, errors = parsing.parse(forms.MinutesForm, fields)
    if form is None:
        return supporting.show(request, session, user, conversation_id, trouble=Trouble(fields, errors, "minutes"))
    found = conversations.of_team(session, user=user, conversation_id=conversation_id)
    timing.note(session, user=user, conversation_id=found.id, minutes=int(form.spent), once=form.once)
    return RedirectResponse(_back(conversation_id, "minutes"), 303)


def _do(
    request: Request,
    session: Session,
    user: SignedIn,
    conversation_id: UUID,
    fields: Fields,
    verb: Callable[..., None],
    href: str,
    *,
    form: str = "",
    **more: Any,
) -> Response:
    version = forms.version_of(fields)
    try:
        verb(session, user=user, conversation_id=conversation_id, version=version, **more)
    except Conflict as error:
        trouble = Trouble(fields, {"form": error.sentence}, form, status=409)
        return supporting.show(request, session, user, conversation_id, trouble=trouble)
    return RedirectResponse(href, 303)


def _until(session: Session, user: SignedIn, conversation_id: UUID, fields: Fields) -> tuple[datetime | None, Errors]:
    now = clock.now()
    conversation = conversations.of_team(session, user=user, conversation_id=conversation_id)
    day, errors = forms.snooze_day(fields, today=london_day(now))
    if day is None:
        return None, errors
    latest = rules.latest_snooze(due_at=conversation.due_at, now=now)
    hours = duty.of_trust(session, trust_id=user.own_trust).hours
    until = opening.next_opening(hours, after=midnight(day))
    if until <= latest:
        return until, {}
    if conversation.due_at:
        sentence = (
            f"They were promised an answer by {long_date(conversation.due_at)}. It cannot be put aside for longer"
        )
    else:
        sentence = f"Choose {long_date(latest)} or a day before it"
    return None, {"snooze_until": sentence}


def _back(conversation_id: UUID, done: str) -> str:
    return f"/staff/inbox/{conversation_id}?done={done}"
