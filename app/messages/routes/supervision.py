"""A supporter's own points for supervision, and a sheet of them to take along. Nobody else can open them."""

from datetime import date
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import london_day, now
from app.core.forms import Errors, Fields, Form
from app.core.london import midnight
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms.team import PointForm
from app.messages.presenters import team as words
from app.messages.queries import figures, supervision
from app.messages.rules.naming import Named, named
from app.messages.service import supervising
from app.risk import detector
from app.risk.detector import Channel

router = Router(prefix="/staff/messages/supervision")

_PAGE = "/staff/messages/supervision"
_DONE = {
    "kept": "It is kept",
    "discussed": "It is marked as talked over",
    "again": "It is to be talked over again",
    "removed": "It is removed for good",
}


@router.get("")
def supervision_page(request: Request, session: Database, user: Supporter, done: str = "") -> Response:
    """All points, and a box for one more."""
    return _page(request, session, user, done=_DONE.get(done))


@router.post("")
def write(request: Request, session: Database, user: Supporter, fields: Form) -> Response:
    """Keeps one more; asks once when it may say who somebody is."""
    form, errors = forms.parse(PointForm, fields)
    if form is None:
        return _page(request, session, user, form=fields, errors=errors)
    found = detector.assess(form.text, channel=Channel.FORUM)
    says = named(found, text=form.text, accepted=fields.get("accepted", ""))
    if says:
        return _page(request, session, user, form=fields, says=says)
    supervising.write(session, user=user, text=form.text)
    return RedirectResponse(f"{_PAGE}?done=kept", 303)


@router.post("/{point_id}/discussed")
def discuss(session: Database, user: Supporter, point_id: UUID, fields: Form) -> Response:
    """It was talked over, or not yet after all."""
    is_discussed = fields.get("discussed") == "yes"
    supervising.discuss(session, user=user, point_id=point_id, is_discussed=is_discussed)
    return RedirectResponse(f"{_PAGE}?done={'discussed' if is_discussed else 'again'}", 303)


@router.get("/{point_id}/remove")
def remove_page(request: Request, session: Database, user: Supporter, point_id: UUID) -> Response:
    """Asks whether it is meant."""
    point = supervision.one(session, user=user, point_id=point_id)
    return render(request, "messages/staff/supervision_remove.html", point=point)


@router.post("/{point_id}/remove")
def remove(session: Database, user: Supporter, point_id: UUID) -> Response:
    """Destroys one."""
    supervising.remove(session, user=user, point_id=point_id)
    return RedirectResponse(f"{_PAGE}?done=removed", 303)


@router.get("/print")
def sheet(request: Request, session: Database, user: Supporter) -> Response:
    """What is still to be talked over, and one's own month in figures, for paper."""
    first = london_day(now()).replace(day=1)
    return render(
        request,
        "messages/staff/supervision_print.html",
        points=[each for each in supervision.own(session, user=user) if each.discussed_at is None],
        month=f"{first:%B %Y}",
        counts=_month(session, user, first),
        today=now(),
    )


def _month(session: Database, user: SignedIn, first: date) -> list[list[str]]:
    start = midnight(first)
    acts = figures.acts_of(session, person_id=user.person_id, start=start)
    minutes = figures.minutes_of(session, person_id=user.person_id, start=first)
    return words.own_month(acts, minutes)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    says: Named | None = None,
    done: str | None = None,
) -> Response:
    points = supervision.own(session, user=user)
    return render(
        request,
        "messages/staff/supervision.html",
        status=422 if errors or says else 200,
        form=form,
        errors=errors,
        says=says,
        points=[each for each in points if each.discussed_at is None],
        discussed=[each for each in points if each.discussed_at],
        done=done,
    )
