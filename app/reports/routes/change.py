"""How check-ins changed: the page and its file, of the own trust or of all trusts."""

from fastapi import Request, Response

from app.accounts.dependencies import ReportReader
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports.change import files, presenters, ready
from app.reports.routes.downloads import download

router = Router(prefix="/staff/reports")


@router.get("/check-ins")
def change_page(request: Request, session: Database, user: ReportReader) -> Response:
    """What is shown of each questionnaire."""
    found = ready.found(session, trust_id=user.trust_id)
    parts = presenters.shown(found, request.app.state.instruments)
    return render(
        request,
        "reports/change.html",
        whose=user.trust_name or "all trusts",
        head=presenters.HEAD,
        parts=parts,
        hides=presenters.hides(parts),
    )


@router.get("/check-ins.csv")
def change_file(request: Request, session: Database, user: ReportReader) -> Response:
    """The same as a file. That it left the program is written down."""
    found = ready.found(session, trust_id=user.trust_id)
    return download(session, user, files.CHANGE, files.rows(found, request.app.state.instruments))
