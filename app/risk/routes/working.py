"""One flag: take it, read it, act on it, close it."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import FlagWorker
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.forms import Form
from app.core.routing import Database, Router
from app.risk import duty, queries, service
from app.risk.forms import CloseForm, HandOverForm, NoteForm, ReferForm, RefuseForm, version_of
from app.risk.routes.showing import flag_page
from app.risk.rules import Verb

router = Router()

DONE = {
    "taken": "You have it now.",
    "proposed": "It waits for a second person now.",
    "referred": "It is referred.",
    "refused": "It stays open, and you have it now.",
    "noted": "The note is kept.",
}
_FIRST = "Somebody else was first. Your words are kept below. Look at it again, then decide."
_NOBODY = "Choose a colleague who may work on this"


@router.get("/staff/flags/{flag_id}")
def one_flag(
    request: Request, session: Database, user: FlagWorker, flag_id: UUID, done: str = "", cover: str = ""
) -> Response:
    """Who has it, what happened, and what this person may do; covered until they open it."""
    return flag_page(request, session, user, flag_id, done=DONE.get(done), covered=bool(cover))


@router.post("/staff/flags/{flag_id}/open")
def open_content(session: Database, user: FlagWorker, flag_id: UUID) -> Response:
    """Shows what was written from now on, and writes down that it did."""
    service.open_content(session, viewer=user, flag_id=flag_id)
    return _back(flag_id)


@router.post("/staff/flags/{flag_id}/take")
def take(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """This person has it now."""
    if not service.take(session, viewer=user, flag_id=flag_id, version=version_of(fields)):
        return _came_second(request, session, user, flag_id, fields)
    return _back(flag_id, "taken")


@router.post("/staff/flags/{flag_id}/release")
def release(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """Puts it back for others."""
    if not service.release(session, viewer=user, flag_id=flag_id, version=version_of(fields)):
        return _came_second(request, session, user, flag_id, fields)
    return RedirectResponse("/staff/flags?done=released", 303)


@router.post("/staff/flags/{flag_id}/hand-over")
def hand_over(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """Gives it to a colleague who may work on it."""
    flag = queries.flag(session, viewer=user, flag_id=flag_id)
    form, errors = forms.parse(HandOverForm, fields)
    able = duty.colleagues(session, trust_id=user.own_trust, kind=flag.subject_kind)
    to = next((each.id for each in able if form and str(each.id) == form.hand_over_to), None)
    if form and to in {None, user.person_id}:
        errors["hand_over_to"] = _NOBODY
    if form is None or to is None or errors:
        return _wrong(request, session, user, flag_id, fields, errors, "hand-over")
    version, words = version_of(fields), form.hand_over_words
    if not service.hand_over(session, viewer=user, flag_id=flag_id, version=version, to=to, words=words):
        return _came_second(request, session, user, flag_id, fields, "hand-over")
    return RedirectResponse("/staff/flags?done=handed-over", 303)


@router.post("/staff/flags/{flag_id}/refer")
def refer(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """Somebody outside has it now."""
    form, errors = forms.parse(ReferForm, fields)
    if form is None:
        return _wrong(request, session, user, flag_id, fields, errors, "refer")
    where, words = form.refer_where, form.refer_words
    if not service.refer(session, viewer=user, flag_id=flag_id, version=version_of(fields), where=where, words=words):
        return _came_second(request, session, user, flag_id, fields, "refer")
    return _back(flag_id, "referred")


@router.post("/staff/flags/{flag_id}/close")
def close(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """Closes it, or proposes to, where two must agree."""
    form, errors = forms.parse(CloseForm, fields)
    if form is None:
        return _wrong(request, session, user, flag_id, fields, errors, "close")
    flag = queries.flag(session, viewer=user, flag_id=flag_id)
    two = Verb.PROPOSE_CLOSE in queries.offered(session, viewer=user, flag=flag)
    act = service.propose_close if two else service.close
    version, words = version_of(fields), form.close_words
    if not act(session, viewer=user, flag_id=flag_id, version=version, outcome=form.outcome, words=words):
        return _came_second(request, session, user, flag_id, fields, "close")
    return _back(flag_id, "proposed") if two else RedirectResponse("/staff/flags?done=closed", 303)


@router.post("/staff/flags/{flag_id}/confirm")
def confirm(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """The second person, who has read it, agrees."""
    try:
        was_first = service.confirm_close(session, viewer=user, flag_id=flag_id, version=version_of(fields))
    except service.Unread as unread:
        return _wrong(request, session, user, flag_id, fields, {"form": unread.sentence}, "confirm")
    if not was_first:
        return _came_second(request, session, user, flag_id, fields)
    return RedirectResponse("/staff/flags?done=closed", 303)


@router.post("/staff/flags/{flag_id}/refuse")
def refuse(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """It stays open."""
    form, errors = forms.parse(RefuseForm, fields)
    if form is None:
        return _wrong(request, session, user, flag_id, fields, errors, "refuse")
    version, words = version_of(fields), form.refuse_words
    if not service.refuse_close(session, viewer=user, flag_id=flag_id, version=version, words=words):
        return _came_second(request, session, user, flag_id, fields, "refuse")
    return _back(flag_id, "refused")


@router.post("/staff/flags/{flag_id}/note")
def note(request: Request, session: Database, user: FlagWorker, flag_id: UUID, fields: Form) -> Response:
    """Adds words to the history."""
    form, errors = forms.parse(NoteForm, fields)
    if form is None:
        return _wrong(request, session, user, flag_id, fields, errors, "note")
    service.note(session, viewer=user, flag_id=flag_id, words=form.note_words)
    return _back(flag_id, "noted")


def _back(flag_id: UUID, done: str = "") -> Response:
    return RedirectResponse(f"/staff/flags/{flag_id}{f'?done={done}' if done else ''}", 303)


def _wrong(
    request: Request,
    session: Database,
    user: SignedIn,
    flag_id: UUID,
    fields: Form,
    errors: forms.Errors,
    trouble: str,
) -> Response:
    return flag_page(request, session, user, flag_id, status=422, form=fields, errors=errors, trouble=trouble)


def _came_second(
    request: Request, session: Database, user: SignedIn, flag_id: UUID, fields: Form, trouble: str = ""
) -> Response:
    errors = {"form": _FIRST}
    return flag_page(request, session, user, flag_id, status=409, form=fields, errors=errors, trouble=trouble)
