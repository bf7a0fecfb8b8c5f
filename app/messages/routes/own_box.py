"""The box in which a relative writes, on the page of a new conversation and of one of their own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.core.forms import Fields
from app.core.pages import render
from app.messages.forms import writing as forms
from app.messages.presenters import messages as message_words
from app.messages.presenters import own as words
from app.messages.queries import attaching, conversations, drafts, meeting
from app.messages.queries.attaching import Choice
from app.messages.queries.conversations import ConversationLine
from app.messages.routes.own import promised, when_read
from app.messages.rules.conversations import MOST_TEXT, Kind
from app.messages.rules.written import Written, is_place
from app.messages.service import drafting, writing
from app.messages.service.drafting import Begun
from app.messages.service.writing import Sent

_MOST_OFFERED = 3  # conversations to which a page can be added instead


@dataclass(frozen=True, slots=True)
class Place:
    """Where a relative writes: in a conversation of their own, or in a new one."""

    user: SignedIn
    conversation: ConversationLine | None = None

    @property
    def id(self) -> UUID:
        """What a draft is kept under."""
        return self.conversation.id if self.conversation else self.user.person_id

    @property
    def href(self) -> str:
        """Its page."""
        return f"/messages/{self.conversation.id}" if self.conversation else "/messages/new"


def open_box(request: Request, session: Session, place: Place, *, about: str, kept: str) -> Response:
    """The page with what was begun there, and with the page of the site that they came from."""
    draft = drafts.find(session, user=place.user, place=place.id)
    begun = Begun(draft.topic, draft.text, draft.attached) if draft else Begun()
    if is_place(about) and about not in begun.attached:
        begun = Begun(begun.topic, begun.text, (*begun.attached, about))
    choices = _choices(request, session, place, begun)
    saved_at = draft.saved_at if draft else None
    return _page(
        request, session, place, forms.kept(begun), choices, saved_at=saved_at, kept=bool(kept and draft), about=about
    )


def take(request: Request, session: Session, place: Place, fields: Fields) -> Response:
    """Keeps it as a draft, shows what is wrong, or sends it."""
    begun = forms.typed(fields)
    if fields.get("do") == "keep":
        is_kept = drafting.save(session, user=place.user, place=place.id, begun=begun)
        quiet = request.headers.get("x-draft") == "quiet"
        return (
            Response(status_code=204 if is_kept else 409)
            if quiet
            else RedirectResponse(f"{place.href}?kept=1#write", 303)
        )
    choices = _choices(request, session, place, begun)
    topic, written, errors = forms.read(fields, choices=choices, has_topic=place.conversation is None)
    if written is None:
        # Before the draft: a flag is always held first.
        receipt = writing.worry(session, user=place.user, place=place.id, text=_all_words(begun))
        drafting.save(session, user=place.user, place=place.id, begun=begun)
        return _page(request, session, place, fields, choices, errors=errors, receipt=receipt)
    sent = _send(session, place, topic, written, forms.once(fields))
    drafting.forget(session, user=place.user, place=place.id)
    href = f"/messages/{sent.conversation_id}#m{sent.number}"
    if sent.receipt:
        return render(request, "messages/answered.html", answer=sent.receipt, href=href)
    return RedirectResponse(href, 303)


def _send(session: Session, place: Place, topic: str, written: Written, once: UUID) -> Sent:
    user = place.user
    if place.conversation:
        return writing.write(session, user=user, conversation_id=place.conversation.id, written=written, once=once)
    sent = writing.start(session, user=user, topic=topic, written=written, once=once)
    # A topic can hold the worst of it.
    of_topic = writing.worry(session, user=user, place=sent.conversation_id, text=topic) if topic else None
    return Sent(sent.conversation_id, sent.number, sent.receipt or of_topic)


def unplaced(request: Request, session: Session, user: SignedIn, conversation_id: UUID, fields: Fields) -> Response:
    """What was sent to a conversation that is not there for this person, or not any more.

    Danger in it is answered all the same, and whether there is anything shows in nothing. Else raises NotFound.
    """
    receipt = writing.worry(session, user=user, place=conversation_id, text=_all_words(forms.typed(fields)))
    if receipt is None:
        raise NotFound
    return render(request, "messages/answered.html", answer=receipt, href="")


def _all_words(begun: Begun) -> str:
    return f"{begun.topic}\n\n{begun.text}".strip()[: 2 * MOST_TEXT]


def _choices(request: Request, session: Session, place: Place, begun: Begun) -> list[Choice]:
    title_of = request.app.state.page_title
    return attaching.choices(session, user=place.user, wanted=begun.attached, title_of=title_of)


def _page(
    request: Request, session: Session, place: Place, form: Fields, choices: list[Choice], **more: Any
) -> Response:
    blank = {"errors": None, "receipt": None, "saved_at": None, "kept": False, "about": ""}
    given = blank | more
    shown = _conversation(session, place.conversation) if place.conversation else _beginning(session, place, given)
    return render(
        request,
        "messages/conversation.html" if place.conversation else "messages/new.html",
        status=422 if given["errors"] else 200,
        form=form,
        href=place.href,
        once=form.get("once") or str(uuid4()),
        attach_options=forms.attach_options(choices),
        chosen=forms.typed(form).attached,
        promise=promised(session, place.user),
        when_read=when_read(session, place.user),
        **(given | shown),
    )


def _conversation(session: Session, conversation: ConversationLine) -> dict[str, Any]:
    messages = conversations.messages(session, conversation_id=conversation.id)
    supporters = [each.author_id for each in messages if each.kind is Kind.SUPPORTER and each.author_id]
    names = meeting.names(session, person_ids=supporters)
    return {
        "conversation": conversation,
        "name": words.name(conversation),
        "topic": words.topic(conversation),
        "state": words.STATES[words.progress_of(conversation)],
        "state_words": words.state_words(conversation),
        "days": message_words.days(messages, conversation=conversation, names=names),
    }


def _beginning(session: Session, place: Place, given: dict[str, Any]) -> dict[str, Any]:
    """Conversations to which the page that they came from can be added instead."""
    found = conversations.own_all(session, user=place.user)[:_MOST_OFFERED] if is_place(given["about"]) else []
    return {"others": [words.line(each, is_begun=False) for each in found]}
