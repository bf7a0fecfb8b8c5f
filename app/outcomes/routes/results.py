"""What came of a check-in: read, kept in the toolbox, removed."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.clock import london_day
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.outcomes import presenters, queries, results, service
from app.outcomes.instruments import Instrument
from app.outcomes.queries import Done
from app.outcomes.routes import showing
from app.toolbox import queries as toolbox

router = Router(prefix="/check-ins/{instrument}/results/{check_in_id}")

DONE = {
    "finished": "Thank you. It is finished and kept.",
    "kept": "It is in your toolbox. From there you can print it, or share it with your team if you wish to.",
}


@router.get("")
def result_page(
    request: Request, session: Database, user: Relative, instrument: str, check_in_id: UUID, done: str = ""
) -> Response:
    """What it says, the number, how it went over time, and what may help next."""
    found = showing.known(request, instrument)
    own = queries.finished(session, person_id=user.person_id)
    this = _this(own, found, check_in_id)
    usable = queries.usable(session, trust_id=user.own_trust, instruments=request.app.state.instruments)
    with_words = next((each for each in usable if each.name == found.name), found)
    in_toolbox = toolbox.by_source(session, person_id=user.person_id, sources=[service.source(this.id)])
    same = with_words.has_words and this.version == found.version
    return render(
        request,
        "outcomes/result.html",
        instrument=found,
        result=results.result(found, this, own),
        answers=presenters.answered(with_words, this.answers) if same else [],
        day=london_day(this.finished_at),
        href=presenters.result_href(found, this),
        in_toolbox=next(iter(in_toolbox.values()), None),
        not_a_diagnosis=results.NOT_A_DIAGNOSIS,
        done=DONE.get(done),
    )


@router.post("/keep")
def keep(request: Request, session: Database, user: Relative, instrument: str, check_in_id: UUID) -> Response:
    """Keeps the result in the toolbox, in words; a second time changes nothing but the time."""
    found = showing.known(request, instrument)
    own = queries.finished(session, person_id=user.person_id)
    this = _this(own, found, check_in_id)
    result = results.result(found, this, own)
    if result is None:
        raise NotFound
    service.put_in_toolbox(session, user=user, done=this, kept=results.kept(found, this, result))
    return RedirectResponse(f"{presenters.result_href(found, this)}?done=kept", 303)


@router.get("/remove")
def ask_remove(request: Request, session: Database, user: Relative, instrument: str, check_in_id: UUID) -> Response:
    """Asks before it is gone for good."""
    found = showing.known(request, instrument)
    this = _one(session, user, found, check_in_id)
    day = london_day(this.finished_at)
    return render(request, "outcomes/remove.html", instrument=found, href=presenters.result_href(found, this), day=day)


@router.post("/remove")
def remove(request: Request, session: Database, user: Relative, instrument: str, check_in_id: UUID) -> Response:
    """Destroys it; somebody else's is not found."""
    found = showing.known(request, instrument)
    this = _one(session, user, found, check_in_id)
    service.remove(session, person_id=user.person_id, check_in_id=this.id)
    return RedirectResponse("/check-ins?done=removed", 303)


def _one(session: Database, user: SignedIn, instrument: Instrument, check_in_id: UUID) -> Done:
    return _this([queries.one(session, person_id=user.person_id, check_in_id=check_in_id)], instrument, check_in_id)


def _this(own: list[Done], instrument: Instrument, check_in_id: UUID) -> Done:
    found = next((each for each in own if (each.id, each.instrument) == (check_in_id, instrument.name)), None)
    if found is None:
        raise NotFound("There is no check-in at this address. You may have removed it.")
    return found
