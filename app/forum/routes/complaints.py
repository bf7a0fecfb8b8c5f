"""Those who answer complaints: the list with its clock, and the answer."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import ComplaintsAnswerer
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import now
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import speaking_words
from app.forum.forms.speaking import ComplaintAnswerForm, number
from app.forum.queries import complaints
from app.forum.queries.complaints import Line
from app.forum.rules.complaints import Standing
from app.forum.service import complaining

router = Router()


@router.get("/staff/complaints")
def list_page(request: Request, session: Database, user: ComplaintsAnswerer) -> Response:
    """What nobody has acknowledged first; not one's own."""
    found = complaints.of_trust(session, trust_id=user.own_trust, but=user.person_id)
    return render(
        request,
        "forum/staff/complaints.html",
        open=[each for each in found if each.standing is not Standing.ANSWERED],
        answered=[each for each in found if each.standing is Standing.ANSWERED],
        standing=speaking_words.STANDING,
        now=now(),
    )


@router.get("/staff/complaints/{complaint_id}")
def complaint_page(request: Request, session: Database, user: ComplaintsAnswerer, complaint_id: UUID) -> Response:
    """Who complains, in which words, and by when somebody answers. That it was read is written down."""
    return _page(request, session, user, _fetch(session, user, complaint_id), {})


@router.post("/staff/complaints/{complaint_id}/acknowledge")
def acknowledge(
    request: Request, session: Database, user: ComplaintsAnswerer, complaint_id: UUID, fields: Form
) -> Response:
    """Says that a person has it; they are told by mail."""
    line = _fetch(session, user, complaint_id)
    try:
        complaining.acknowledge(session, user=user, line=line, version=number(fields, "version"))
    except Conflict:
        return _somebody_first(request, session, user, complaint_id, {})
    return RedirectResponse(f"/staff/complaints/{complaint_id}", 303)


@router.post("/staff/complaints/{complaint_id}/answer")
def answer(request: Request, session: Database, user: ComplaintsAnswerer, complaint_id: UUID, fields: Form) -> Response:
    """Answers it for good."""
    line = _fetch(session, user, complaint_id)
    form, errors = forms.parse(ComplaintAnswerForm, fields)
    if form is None:
        return _page(request, session, user, line, fields, errors=errors)
    version = number(fields, "version")
    try:
        complaining.decide(session, user=user, line=line, version=version, decided=form.decided, words=form.words)
    except Conflict:
        return _somebody_first(request, session, user, complaint_id, fields)
    return RedirectResponse(f"/staff/complaints/{complaint_id}", 303)


def _fetch(session: Database, user: SignedIn, complaint_id: UUID) -> Line:
    return complaints.to_answer(session, trust_id=user.own_trust, complaint_id=complaint_id, but=user.person_id)


def _somebody_first(
    request: Request, session: Database, user: SignedIn, complaint_id: UUID, fields: Fields
) -> Response:
    line = _fetch(session, user, complaint_id)
    return _page(request, session, user, line, fields, errors={"form": speaking_words.SOMEBODY_FIRST}, status=409)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    line: Line,
    fields: Fields,
    *,
    errors: Errors | None = None,
    status: int = 0,
) -> Response:
    names = people.names(session, person_ids=[line.person_id] if line.person_id else [])
    return render(
        request,
        "forum/staff/complaint.html",
        status=status or (422 if errors else 200),
        complaint=line,
        who=next(iter(names.values()), "Somebody whose account is gone"),
        said=complaining.read(session, user=user, line=line),
        standing=speaking_words.STANDING[line.standing],
        decided=speaking_words.DECIDED_BY_STAFF[line.decided] if line.decided else "",
        is_new=line.standing is Standing.NEW,
        is_open=line.standing is not Standing.ANSWERED,
        choices=speaking_words.decided_choices(),
        now=now(),
        form=fields,
        errors=errors,
    )
