"""Suggesting something, for relatives and staff; and what has changed."""

from uuid import UUID, uuid5

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Suggester
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import forms as core_forms
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.implementation.forms.suggestions import SuggestForm
from app.implementation.presenters import suggestions as presenters
from app.implementation.queries import improvements
from app.implementation.queries import suggestions as queries
from app.implementation.rules import MOST_WAITING
from app.implementation.service import suggesting as service
from app.risk.detector import Channel
from app.risk.receipt import Receipt
from app.risk.rules import MOST_READ, SubjectKind
from app.risk.service import answering as risk

router = Router()

DONE = {
    "suggested": "Thank you. Somebody reads it, usually within two weeks, and answers here.",
    "removed": "It is taken back, and gone from the list of whoever answers.",
}
FULL = (
    f"You have suggested {MOST_WAITING} things that nobody has looked at yet. That is as many as can wait at once. "
    "You can take one back, or come again when one has been looked at."
)


@router.get("/what-changed")
def what_changed(request: Request, session: Database, user: Suggester) -> Response:
    """What the trust changed because somebody asked, and what is new in Holdfast."""
    changes = request.app.state.workspace.changes.seen_by(is_relative=user.is_relative)
    lines = improvements.of_trust(session, trust_id=user.own_trust)
    may_manage = user.may(Permission.IMPLEMENTATION_MANAGE)
    return render(request, "implementation/what_changed.html", lines=lines, changes=changes, may_manage=may_manage)


@router.get("/suggestions")
def list_page(request: Request, session: Database, user: Suggester, done: str = "") -> Response:
    """The person's own, with what became of each."""
    lines = [presenters.own(each) for each in queries.own(session, person_id=user.person_id)]
    return render(request, "implementation/suggestions.html", lines=lines, done=DONE.get(done))


@router.get("/suggestions/new")
def new_page(request: Request, session: Database, user: Suggester) -> Response:
    """One box, or a sentence when too much waits already."""
    full = queries.waiting(session, person_id=user.person_id) >= MOST_WAITING
    return _new(request, {}, full=FULL if full else "")


@router.post("/suggestions/new")
def suggest(request: Request, session: Database, user: Suggester, fields: Form) -> Response:
    """Keeps it for whoever answers; a relative's words are read for danger at once."""
    form, errors = core_forms.parse(SuggestForm, fields)
    if form is None:
        return _not_kept(request, session, user, fields, errors)
    suggestion_id = service.suggest(session, user=user, words=form.words)
    if suggestion_id is None:
        return _not_kept(request, session, user, fields, {"form": FULL})
    answer = _read(session, user, suggestion_id, form.words)
    if answer:
        return render(request, "implementation/answered.html", answer=answer)
    return RedirectResponse("/suggestions?done=suggested", 303)


@router.get("/suggestions/{suggestion_id}/remove")
def ask_remove(request: Request, session: Database, user: Suggester, suggestion_id: UUID) -> Response:
    """Asks whether it is meant."""
    said = queries.own_one(session, person_id=user.person_id, suggestion_id=suggestion_id)
    return render(request, "implementation/remove.html", said=said)


@router.post("/suggestions/{suggestion_id}/remove")
def remove(session: Database, user: Suggester, suggestion_id: UUID) -> Response:
    """Takes one's own back for good."""
    service.take_back(session, person_id=user.person_id, suggestion_id=suggestion_id)
    return RedirectResponse("/suggestions?done=removed", 303)


def _not_kept(request: Request, session: Database, user: SignedIn, fields: Fields, errors: Errors) -> Response:
    """What could not be kept, such as since it is too long, is read for danger all the same."""
    receipt = _read(session, user, uuid5(user.person_id, "suggestion"), fields.get("words", "")[:MOST_READ])
    return _new(request, fields, errors=errors, receipt=receipt)


def _read(session: Database, user: SignedIn, suggestion_id: UUID, words: str) -> Receipt | None:
    if not user.is_relative:
        return None
    return risk.read(
        session,
        trust_id=user.own_trust,
        writer_id=user.person_id,
        kind=SubjectKind.SUGGESTION,
        subject_id=suggestion_id,
        text=words,
        channel=Channel.MESSAGE,
        readers=user.trust_name,
    )


def _new(
    request: Request, words: Fields, *, errors: Errors | None = None, receipt: Receipt | None = None, full: str = ""
) -> Response:
    page, status = "implementation/suggest.html", 422 if errors else 200
    return render(request, page, status=status, form=words, errors=errors, receipt=receipt, full=full)
