"""A supporter answers: at once, later, or after a second reader; the words are kept whatever happens."""

from datetime import datetime
from uuid import UUID, uuid5

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core import forms as parsing
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.routing import Database, Router
from app.messages.forms import inbox as forms
from app.messages.forms.inbox import AnswerForm
from app.messages.queries import conversations, profiles
from app.messages.routes import supporting
from app.messages.routes.supporting import Trouble
from app.messages.rules import places
from app.messages.rules.written import Written
from app.messages.service import answering, drafting, putting_by, timing
from app.messages.service.answering import Answer
from app.messages.service.drafting import Begun

router = Router()

_DESTROYED = "The words of this conversation were destroyed, so no draft is kept in it. Your words stand below."
_NO_PAGE = "There is no page at {}. Look for it, and copy its address from there"


@router.post("/staff/inbox/{conversation_id:uuid}/answer")
def answer(request: Request, session: Database, user: Supporter, conversation_id: UUID, fields: Form) -> Response:
    """Sends it, puts it by, keeps it as a draft, or puts a reply at hand into the box."""
    conversations.of_team(session, user=user, conversation_id=conversation_id)
    do = fields.get("do", "send")
    if do in {"keep", "insert"}:
        return _keep(request, session, user, conversation_id, fields)
    form, errors = parsing.parse(AnswerForm, fields)
    send_at, wrong_time = forms.send_at(fields, now=clock.now()) if do == "later" else (None, {})
    errors |= wrong_time | _wrong_places(request, fields)
    if form is None or errors:
        return _again(request, session, user, conversation_id, Trouble(fields, errors, "answer"))
    try:
        done = _send(request, session, user, conversation_id, form, send_at)
    except Conflict as error:
        trouble = Trouble(fields, {"form": error.sentence}, "answer", status=409)
        return _again(request, session, user, conversation_id, trouble)
    drafting.forget(session, user=user, place=conversation_id)
    if form.minutes:
        timing.note(session, user=user, conversation_id=conversation_id, minutes=form.minutes, once=form.once)
    return RedirectResponse(f"/staff/inbox/{conversation_id}?done={done}", 303)


def _send(
    request: Request,
    session: Session,
    user: SignedIn,
    conversation_id: UUID,
    form: AnswerForm,
    send_at: datetime | None,
) -> str:
    title_of = request.app.state.page_title
    words = Written(form.text, places.attached(form.text, title_of=title_of))
    # With other words the same form is another answer: somebody went back and changed it.
    given = Answer(user.person_id, words, uuid5(form.once, form.text), form.seen)
    needs_reader = profiles.own(session, person_id=user.person_id).in_training
    if needs_reader or send_at:
        putting_by.put_by(
            session,
            user=user,
            conversation_id=conversation_id,
            given=given,
            send_at=send_at,
            needs_reader=needs_reader,
        )
        return "for_reader" if needs_reader else "later"
    answering.answer(session, trust_id=user.own_trust, conversation_id=conversation_id, given=given)
    return "sent"


def _keep(request: Request, session: Session, user: SignedIn, conversation_id: UUID, fields: Fields) -> Response:
    is_kept = _save(session, user, conversation_id, fields)
    if request.headers.get("x-draft") == "quiet":
        return Response(status_code=204 if is_kept else 409)
    if not is_kept:
        return _again(request, session, user, conversation_id, Trouble(fields, {"form": _DESTROYED}, "answer", 409))
    canned = fields.get("canned", "") if fields.get("do") == "insert" else ""
    more = f"canned={canned}" if _is_id(canned) else "kept=1"
    return RedirectResponse(f"/staff/inbox/{conversation_id}?{more}#answer", 303)


def _again(request: Request, session: Session, user: SignedIn, conversation_id: UUID, trouble: Trouble) -> Response:
    """The page with the words in the box, kept as a draft as well."""
    response = supporting.show(request, session, user, conversation_id, trouble=trouble)
    _save(session, user, conversation_id, trouble.fields)
    return response


def _save(session: Session, user: SignedIn, conversation_id: UUID, fields: Fields) -> bool:
    return drafting.save(session, user=user, place=conversation_id, begun=Begun(text=fields.get("text", "")))


def _wrong_places(request: Request, fields: Fields) -> Errors:
    missing = places.missing(fields.get("text", ""), title_of=request.app.state.page_title)
    return {"text": _NO_PAGE.format(missing[0])} if missing else {}


def _is_id(words: str) -> bool:
    try:
        return bool(UUID(words))
    except ValueError:
        return False
