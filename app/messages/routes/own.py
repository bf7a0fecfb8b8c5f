"""A relative's conversations, and the page to read before the first message."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import MessageWriter
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.config import settings
from app.core.forms import Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.dependencies import HasRead
from app.messages.presenters import own as words
from app.messages.queries import conversations, drafts, recent, understanding
from app.messages.rules.understanding import VERSION
from app.messages.rules.written import is_place
from app.messages.service import understanding as service
from app.risk import duty
from app.trusts.hours import opening, wording

router = Router()


@router.get("/messages")
def home(request: Request, session: Database, user: MessageWriter, _has_read: HasRead) -> Response:
    """What they have written, what was answered, and the way to write."""
    begun = drafts.places(session, user=user)
    found = conversations.own_all(session, user=user)
    return render(
        request,
        "messages/own.html",
        conversations=[words.line(each, is_begun=each.id in begun) for each in found],
        has_begun=user.person_id in begun,
        promise=promised(session, user),
        when_read=when_read(session, user),
    )


@router.get("/messages/before")
def before_page(request: Request, session: Database, user: MessageWriter, about: str = "") -> Response:
    """Who reads, what a program looks for, what is not promised, when confidentiality ends, and what is kept."""
    found = understanding.of(session, user=user)
    return render(
        request,
        "messages/before.html",
        read_at=found.accepted_at if found and found.version >= VERSION else None,
        is_again=bool(found and found.version < VERSION),
        about=about if is_place(about) else "",
        years=settings().message_years,
        promise=promised(session, user),
        when_read=when_read(session, user),
    )


@router.post("/messages/before")
def have_read(session: Database, user: MessageWriter, fields: Form) -> Response:
    """They have read it, and go on to where they wanted to write."""
    service.accept(session, user=user)
    about = fields.get("about", "")
    return RedirectResponse(f"/messages/new?about={about}" if is_place(about) else "/messages", 303)


def when_read(session: Session, user: SignedIn) -> str:
    """When the supporters are there, from the hours of the trust. That is not when they read this message."""
    hours, now = duty.of_trust(session, trust_id=user.own_trust).hours, clock.now()
    if opening.is_open(hours, at=now):
        until = wording.until(opening.next_closing(hours, after=now), now=now)
        return f"The supporters are there {until}. They may not read your message today."
    back = wording.when(opening.next_opening(hours, after=now), now=now)
    return f"Nobody reads messages now. The supporters are back {back}. They may not read yours first."


def promised(session: Session, user: SignedIn) -> str:
    """How long an answer takes."""
    return f"The team {recent.in_words(session, trust_id=user.own_trust)}."
