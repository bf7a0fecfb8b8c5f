"""A poster and cards to print, with the team's code as a QR code and in words."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import Staff
from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.joining import presenters, qr, queries, rules

router = Router()

CARDS = 8  # of 85 by 55 mm on a sheet of A4


@router.get("/staff/joining/{team_id}/poster")
def poster(request: Request, session: Database, user: Staff, team_id: UUID) -> Response:
    """One sheet of A4 for a wall."""
    return _sheet(request, session, user, team_id, "joining/poster.html")


@router.get("/staff/joining/{team_id}/cards")
def cards(request: Request, session: Database, user: Staff, team_id: UUID) -> Response:
    """One sheet of A4 to cut up."""
    return _sheet(request, session, user, team_id, "joining/cards.html")


def _sheet(request: Request, session: Database, user: SignedIn, team_id: UUID, template: str) -> Response:
    team = queries.team_name(session, viewer=user, team_id=team_id)
    code = queries.newest(session, team_id=team_id)
    if code is None:
        raise NotFound
    return render(
        request,
        template,
        team=team,
        trust=user.trust_name,
        code=rules.written(code.code),
        place=presenters.place(),
        drawing=qr.draw(presenters.address(code.code)),
        cards=CARDS,
    )
