"""One list: the look before it is sent, how far it is, and what became of it."""

from collections.abc import Callable
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Inviter
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.core import spreadsheets
from app.core.clock import london_day
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations.presenters import relationship
from app.lists import presenters, queries, service
from app.lists.rules import ListState
from app.trusts import queries as trusts

router = Router(prefix="/staff/lists/{list_id}")

PREVIEW = 5
_PAGES = {
    ListState.CHECKED: "lists/checked.html",
    ListState.SENDING: "lists/sending.html",
    ListState.PAUSED: "lists/sending.html",
    ListState.FINISHED: "lists/over.html",
    ListState.THROWN_AWAY: "lists/over.html",
}


@router.get("")
def list_page(request: Request, session: Database, user: Inviter, list_id: UUID) -> Response:
    """What there is to see depends on where the list is."""
    found = queries.visible(session, viewer=user, list_id=list_id)
    state = ListState(found.state)
    skipped = queries.skipped(session, list_id=list_id, most=presenters.MOST_SHOWN)
    ready = queries.next_ready(session, list_id=list_id, after=0, most=PREVIEW)
    return render(
        request,
        _PAGES[state],
        found=found,
        href=f"/staff/lists/{list_id}",
        name=presenters.name_of(found),
        state=state.value,
        team=trusts.team(session, trust_id=user.own_trust, team_id=found.team_id).name,
        counts=queries.counts(session, list_ids=[list_id])[list_id],
        left_out=presenters.left_out(skipped),
        first=[(row, relationship(row.relationship)) for row in ready] if state is ListState.CHECKED else [],
    )


@router.post("/send")
def send(session: Database, user: Inviter, list_id: UUID) -> Response:
    """Says yes."""
    return _acted(session, user, list_id, service.confirm)


@router.post("/pause")
def pause(session: Database, user: Inviter, list_id: UUID) -> Response:
    """Stops for now."""
    return _acted(session, user, list_id, service.pause)


@router.post("/go-on")
def go_on(session: Database, user: Inviter, list_id: UUID) -> Response:
    """Sends the rest."""
    return _acted(session, user, list_id, service.go_on)


@router.post("/throw-away")
def throw_away(session: Database, user: Inviter, list_id: UUID) -> Response:
    """Nobody else on it is invited."""
    return _acted(session, user, list_id, service.throw_away)


@router.get("/results.csv")
def results_file(session: Database, user: Inviter, list_id: UUID) -> Response:
    """What became of each row, as a file. That it left the program is written down."""
    found = queries.visible(session, viewer=user, list_id=list_id)
    is_over = found.ended_at is not None
    rows = [presenters.result(row, is_over=is_over) for row in queries.rows(session, list_id=list_id)]
    audit.record_export(
        session, report="list", rows=len(rows), trust_id=user.own_trust, actor_id=user.person_id, subject_id=list_id
    )
    name = f"holdfast-list-{london_day(found.created_at)}.csv"
    return spreadsheets.download(presenters.ACCENTS + spreadsheets.text(presenters.RESULTS, rows), name=name)


def _acted(session: Database, user: SignedIn, list_id: UUID, act: Callable[..., None]) -> Response:
    act(session, actor_id=user.person_id, found=queries.visible(session, viewer=user, list_id=list_id))
    return RedirectResponse(f"/staff/lists/{list_id}", 303)
