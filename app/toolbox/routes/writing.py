"""What a relative writes into the toolbox itself: notes, and once for all pages about the person they support."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.toolbox import queries, rules, service
from app.toolbox.forms import NoteForm, parse_about
from app.toolbox.queries import Item
from app.toolbox.rules import ABOUT, ABOUT_FIELDS, Kind

router = Router()


@router.get("/toolbox/about")
def about_page(request: Request, session: Database, user: Relative) -> Response:
    """The boxes, filled with what is there."""
    saved = queries.answers_for(session, person_id=user.person_id, sources=[ABOUT]).get(ABOUT)
    return _about(request, saved.answer["fields"] if saved else {}, saved="saved" in request.query_params)


@router.post("/toolbox/about")
def save_about(request: Request, session: Database, user: Relative, fields: Form) -> Response:
    """Keeps what was written; the pages show it in place from now on."""
    words, errors = parse_about(fields)
    if words is None:
        return _about(request, fields, errors=errors)
    _save(session, user, Kind.ABOUT, ABOUT, rules.about(words))
    return RedirectResponse("/toolbox/about?saved=1", 303)


@router.get("/toolbox/notes/new")
def new_note(request: Request, _user: Relative) -> Response:
    """An empty note."""
    return _note(request, {})


@router.post("/toolbox/notes/new")
def keep_note(request: Request, session: Database, user: Relative, fields: Form) -> Response:
    """Keeps a note."""
    return _keep_note(request, session, user, fields, source=f"note/{uuid4()}")


@router.get("/toolbox/{item_id}/edit")
def edit_note(request: Request, session: Database, user: Relative, item_id: UUID) -> Response:
    """A note to change."""
    found = _own_note(session, user, item_id)
    return _note(request, found.kept.answer, item=found)


@router.post("/toolbox/{item_id}/edit")
def change_note(request: Request, session: Database, user: Relative, item_id: UUID, fields: Form) -> Response:
    """Keeps a note as it is now."""
    found = _own_note(session, user, item_id)
    return _keep_note(request, session, user, fields, source=found.source, item=found)


def _own_note(session: Database, user: SignedIn, item_id: UUID) -> Item:
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    if found.kind is not Kind.NOTE:
        raise NotFound
    return found


def _keep_note(
    request: Request, session: Database, user: SignedIn, fields: Fields, *, source: str, item: Item | None = None
) -> Response:
    form, errors = forms.parse(NoteForm, fields)
    if form is None:
        return _note(request, fields, errors=errors, item=item)
    _save(session, user, Kind.NOTE, source, rules.note(form.title, form.text))
    return RedirectResponse(f"/toolbox/{item.id}" if item else "/toolbox", 303)


def _save(session: Database, user: SignedIn, kind: Kind, source: str, kept: rules.Kept) -> None:
    service.save(session, person_id=user.person_id, trust_id=user.own_trust, kind=kind, source=source, kept=kept)


def _about(
    request: Request, words: Mapping[str, str], *, errors: Errors | None = None, saved: bool = False
) -> Response:
    status = 422 if errors else 200
    return render(
        request, "toolbox/about.html", status=status, form=words, errors=errors, boxes=ABOUT_FIELDS, saved=saved
    )


def _note(
    request: Request, words: Mapping[str, str], *, errors: Errors | None = None, item: Item | None = None
) -> Response:
    return render(request, "toolbox/note.html", status=422 if errors else 200, form=words, errors=errors, item=item)
