"""The list of check-ins, and what somebody should know before they begin one."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.clock import now
from app.core.errors import Conflict, Elsewhere
from app.core.pages import render
from app.core.routing import Database, Router
from app.outcomes import presenters, queries, service
from app.outcomes.fhir import checking as fhir
from app.outcomes.instruments import Instrument
from app.outcomes.research import queries as research
from app.outcomes.routes import showing
from app.risk import due, duty
from app.risk.rules import Urgency
from app.trusts.hours import wording

router = Router()


@router.get("/check-ins")
def list_page(request: Request, session: Database, user: Relative, done: str = "") -> Response:
    """What can be filled in, what each asks, and what came of it before; what it is a good time for stands first."""
    usable = queries.usable(session, trust_id=user.own_trust, instruments=request.app.state.instruments)
    own = queries.all_of(session, person_id=user.person_id)
    whose = {"joined_at": people.open_account(session, person_id=user.person_id).created_at, "now": now()}
    asked = presenters.is_asked(own, usable, **whose)
    ordered = sorted(usable, key=lambda each: (each.name not in asked, each.is_activity))
    cards = [presenters.card(each, own, **whose) for each in ordered]
    earlier = presenters.earlier(own, known=request.app.state.instruments, shown={each.name for each in usable})
    return render(
        request,
        "outcomes/list.html",
        cards=cards,
        why=next((each.why for each in cards if each.why), ""),
        earlier=earlier,
        has_file=bool(own.finished) and fhir.is_available(),
        asking=research.asking(session, trust_id=user.own_trust, person_id=user.person_id),
        done=presenters.DONE.get(done),
    )


@router.get("/check-ins/{instrument}")
def about_page(request: Request, session: Database, user: Relative, instrument: str) -> Response:
    """Who sees it, what may be skipped, and where the questions come from."""
    return _about(request, session, user, showing.find(request, session, user, instrument))


@router.post("/check-ins/{instrument}/begin")
def begin(request: Request, session: Database, user: Relative, instrument: str) -> Response:
    """Begins it, or goes on where they stopped."""
    found = showing.find(request, session, user, instrument)
    try:
        service.begin(session, user=user, instrument=found)
    except Conflict:
        return _about(request, session, user, found, status=409)
    begun = queries.all_of(session, person_id=user.person_id).begun.get(found.name)
    number = presenters.next_page(found, begun.answers if begun else {})
    return RedirectResponse(presenters.page_href(found, number), 303)


@router.get("/check-ins/{instrument}/stop")
def ask_stop(request: Request, session: Database, user: Relative, instrument: str) -> Response:
    """Asks before what was answered so far is destroyed."""
    found = showing.find(request, session, user, instrument)
    # Also what is too old to go on with.
    if found.name not in queries.all_of(session, person_id=user.person_id).begun:
        raise Elsewhere(presenters.href(found))
    return render(request, "outcomes/stop.html", instrument=found, href=presenters.href(found))


@router.post("/check-ins/{instrument}/stop")
def stop(request: Request, session: Database, user: Relative, instrument: str) -> Response:
    """Destroys what was answered so far."""
    found = showing.find(request, session, user, instrument)
    service.discard(session, person_id=user.person_id, instrument=found.name)
    return RedirectResponse("/check-ins?done=stopped", 303)


def _about(
    request: Request, session: Database, user: SignedIn, instrument: Instrument, *, status: int = 200
) -> Response:
    own = queries.all_of(session, person_id=user.person_id)
    joined_at = people.open_account(session, person_id=user.person_id).created_at
    return render(
        request,
        "outcomes/about.html",
        status=status,
        instrument=instrument,
        card=presenters.card(instrument, own, joined_at=joined_at, now=now()),
        is_begun=instrument.name in own.begun,
        risky=len({each.item for each in instrument.risks}),
        looked_at=_looked_at(session, user, instrument),
        too_early=service.TOO_EARLY,
        asking=research.asking(session, trust_id=user.own_trust, person_id=user.person_id),
    )


def _looked_at(session: Database, user: SignedIn, instrument: Instrument) -> str:
    """By when a person looks at an answer that asks for it, if it were given now; empty if none does."""
    urgencies = [Urgency(each.urgency) for each in instrument.risks]
    if not urgencies:
        return ""
    moment, on_duty = now(), duty.of_trust(session, trust_id=user.own_trust)
    at = {due.due_at(on_duty, urgency=each, at=moment) for each in urgencies}
    return wording.by(max(at), now=moment)
