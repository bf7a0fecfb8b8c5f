"""Anybody who is signed in complains about the service, and sees what became of it."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Anyone
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import now
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import speaking_words
from app.forum.forms.speaking import ComplaintForm
from app.forum.queries import complaints
from app.forum.rules import complaints as rules
from app.forum.service import complaining, listening
from app.risk import duty
from app.risk.rules import SubjectKind

router = Router()


@router.get("/complaints")
def list_page(request: Request, session: Database, user: Anyone) -> Response:
    """How to complain, and one's own complaints."""
    _require_trust(user)
    found = complaints.of_person(session, person_id=user.person_id)
    return render(request, "forum/complaints.html", complaints=found, standing=speaking_words.STANDING, rules=rules)


@router.get("/complaints/new")
def new_page(request: Request, session: Database, user: Anyone) -> Response:
    """One box."""
    _require_trust(user)
    return _new(request, session, user, {})


@router.post("/complaints/new")
def complain(request: Request, session: Database, user: Anyone, fields: Form) -> Response:
    """Takes it, with a reference to quote."""
    _require_trust(user)
    form, errors = forms.parse(ComplaintForm, fields)
    if form is None:
        return _new(request, session, user, fields, errors=errors)
    found = complaining.complain(session, user=user, words=form.words)
    answer = listening.listen(session, user=user, kind=SubjectKind.COMPLAINT, subject_id=found.id, words=form.words)
    href = f"/complaints/{found.id}"
    if answer:
        return render(request, "forum/told.html", answer=answer, kept="Your complaint", href=href)
    return RedirectResponse(f"{href}?done=made", 303)


@router.get("/complaints/{complaint_id}")
def complaint_page(request: Request, session: Database, user: Anyone, complaint_id: UUID, done: str = "") -> Response:
    """Its reference, where it is, and what was said."""
    line = complaints.own(session, person_id=user.person_id, complaint_id=complaint_id)
    return render(
        request,
        "forum/complaint.html",
        complaint=line,
        said=complaints.said(session, complaint_id=line.id),
        standing=speaking_words.STANDING[line.standing],
        decided=speaking_words.DECIDED[line.decided] if line.decided else None,
        made=done == "made",
        now=now(),
    )


def _require_trust(user: SignedIn) -> None:
    """Raises NotFound for the platform's administrator, who belongs to no trust that could answer."""
    if user.trust_id is None:
        raise NotFound


def _new(
    request: Request, session: Database, user: SignedIn, fields: Fields, *, errors: Errors | None = None
) -> Response:
    return render(
        request,
        "forum/complain.html",
        status=422 if errors else 200,
        rules=rules,
        reading=duty.when_read(session, trust_id=user.own_trust, now=now()),
        form=fields,
        errors=errors,
    )
