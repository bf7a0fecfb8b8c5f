"""Replies at hand: words that supporters use often."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import forms as parsing
from app.core.forms import Errors, Fields, Form
from app.core.markdown import members_html
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms.inbox import CannedForm
from app.messages.queries import canned as queries
from app.messages.rules import places
from app.messages.service import canned

router = Router()

_LIST = "/staff/inbox/canned"
_DONE = {
    "kept": "It is kept, for all supporters.",
    "removed": "It is removed. Answers that were sent stay as they are.",
}


@router.get("/staff/inbox/canned")
def canned_page(request: Request, session: Database, user: Supporter, done: str = "") -> Response:
    """All of them. One that names a page which is gone says so."""
    title_of = request.app.state.page_title
    found = [
        {
            "id": each.id,
            "title": each.title,
            "html": members_html(each.text),
            "missing": places.missing(each.text, title_of=title_of),
        }
        for each in queries.every(session, user=user)
    ]
    return render(request, "messages/staff/canned.html", canned=found, done=_DONE.get(done))


@router.get("/staff/inbox/canned/new")
def new_page(request: Request, _user: Supporter) -> Response:
    """A title and the words."""
    return _form(request, {}, {})


@router.post("/staff/inbox/canned/new")
def add(request: Request, session: Database, user: Supporter, fields: Form) -> Response:
    """Keeps new ones."""
    form, errors = _read(request, session, user, fields)
    if form is None:
        return _form(request, fields, errors)
    canned.add(session, user=user, title=form.title, text=form.text)
    return RedirectResponse(f"{_LIST}?done=kept", 303)


@router.get("/staff/inbox/canned/{canned_id:uuid}")
def one_page(request: Request, session: Database, user: Supporter, canned_id: UUID) -> Response:
    """Change or remove one."""
    found = queries.one(session, user=user, canned_id=canned_id)
    return _form(request, {"title": found.title, "text": found.text}, {}, canned_id=canned_id)


@router.post("/staff/inbox/canned/{canned_id:uuid}")
def change(request: Request, session: Database, user: Supporter, canned_id: UUID, fields: Form) -> Response:
    """Changes one."""
    queries.one(session, user=user, canned_id=canned_id)
    form, errors = _read(request, session, user, fields, canned_id=canned_id)
    if form is None:
        return _form(request, fields, errors, canned_id=canned_id)
    canned.change(session, user=user, canned_id=canned_id, title=form.title, text=form.text)
    return RedirectResponse(f"{_LIST}?done=kept", 303)


@router.post("/staff/inbox/canned/{canned_id:uuid}/remove")
def remove(session: Database, user: Supporter, canned_id: UUID) -> Response:
    """Nobody is offered it any more."""
    canned.remove(session, user=user, canned_id=canned_id)
    return RedirectResponse(f"{_LIST}?done=removed", 303)


def _read(
    request: Request, session: Session, user: SignedIn, fields: Fields, *, canned_id: UUID | None = None
) -> tuple[CannedForm | None, Errors]:
    form, errors = parsing.parse(CannedForm, fields)
    if form and canned.has_title(session, user=user, title=form.title, but=canned_id):
        errors["title"] = "There is one with this title already"
    if missing := places.missing(fields.get("text", ""), title_of=request.app.state.page_title):
        errors["text"] = f"There is no page at {missing[0]}. Look for it, and copy its address from there"
    return (None, errors) if errors else (form, {})


def _form(request: Request, form: Fields, errors: Errors, *, canned_id: UUID | None = None) -> Response:
    return render(
        request,
        "messages/staff/canned_one.html",
        status=422 if errors else 200,
        form=form,
        errors=errors,
        canned_id=canned_id,
    )
