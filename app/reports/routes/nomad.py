"""What staff said in rounds of NoMAD, for everybody who works here."""

from fastapi import Request, Response

from app.accounts.dependencies import ImplementationTaker
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports.nomad import files, presenters, rounds
from app.reports.routes.downloads import download

router = Router(prefix="/staff/implementation/nomad")


@router.get("/results")
def results(request: Request, session: Database, user: ImplementationTaker) -> Response:
    """The means of the rounds that are closed."""
    said = rounds.of_trust(session, trust_id=user.own_trust)
    return render(
        request,
        "reports/nomad.html",
        rounds=said,
        pictures=presenters.pictures(said, request.app.state.workspace.parts),
        general_head=presenters.GENERAL_HEAD,
        general_rows=presenters.general_rows(said),
        hides=presenters.hides(said),
    )


@router.get("/results.csv")
def file(session: Database, user: ImplementationTaker) -> Response:
    """The same as a file. That it left the program is written down."""
    return download(session, user, files.NOMAD, files.rows(rounds.of_trust(session, trust_id=user.own_trust)))
