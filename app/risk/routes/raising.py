"""A member of staff tells of a worry about somebody's safety."""

from hashlib import blake2b
from uuid import UUID, uuid4

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import FlagRaiser
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import now
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk import duty, queries, service, words
from app.risk.forms import RAISED, RaiseForm
from app.risk.receipt import receipt
from app.risk.rules import Source, SubjectKind, Urgency
from app.risk.service import Concern

router = Router()


@router.get("/staff/flags/new")
def new_page(request: Request, session: Database, user: FlagRaiser) -> Response:
    """How soon, and what they were told."""
    return _new(request, session, user, {"subject": str(uuid4())})


@router.post("/staff/flags/new")
def raise_by_hand(request: Request, session: Database, user: FlagRaiser, fields: Form) -> Response:
    """Makes a flag of it; sent twice, it is one."""
    form, errors = forms.parse(RaiseForm, fields)
    if form is None:
        return _new(request, session, user, fields, errors=errors)
    concern = Concern(source=Source.STAFF, urgency=form.urgency, key=_key(form), text=form.words)
    service.raise_flag(
        session,
        trust_id=user.own_trust,
        kind=SubjectKind.TOLD_TO_STAFF,
        subject_id=form.subject,
        writer_id=None,
        concern=concern,
        actor_id=user.person_id,
    )
    return RedirectResponse(f"/staff/flags/told/{form.subject}", 303)


@router.get("/staff/flags/told/{subject_id}")
def told_page(request: Request, session: Database, user: FlagRaiser, subject_id: UUID) -> Response:
    """That it has arrived, who looks and when. Only for the one who told it."""
    flag = queries.told_by(session, viewer=user, subject_id=subject_id)
    of_trust = duty.of_trust(session, trust_id=user.own_trust)
    is_now = flag.urgency is Urgency.LOOK_NOW
    answer = receipt(
        looks_now=is_now,
        due_at=flag.due_at,
        hours=of_trust.hours,
        readers=user.trust_name,
        somebody_paged=of_trust.always,
        now=flag.raised_at,
    )
    may_work = user.may(Permission.RISK_WORK)
    return render(request, "risk/raised.html", answer=answer, may_work=may_work, flag_id=flag.id)


def _key(form: RaiseForm) -> str:
    # The same words sent twice count once; words that were changed on the way back are kept too.
    told = f"{form.urgency}/{form.words}".encode()
    return f"told/{blake2b(told, key=form.subject.bytes, digest_size=16).hexdigest()}"


def _new(
    request: Request, session: Database, user: SignedIn, fields: Fields, *, errors: Errors | None = None
) -> Response:
    urgencies = [
        {"value": each, "text": words.URGENCIES[each][0], "hint": words.URGENCY_HINTS[each]} for each in RAISED
    ]
    return render(
        request,
        "risk/new.html",
        status=422 if errors else 200,
        form=fields,
        errors=errors,
        urgencies=urgencies,
        reading=duty.when_read(session, trust_id=user.own_trust, now=now()),
    )
