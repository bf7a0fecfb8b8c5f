"""One page for the board, to print."""

from fastapi import Request, Response

from app.accounts.dependencies import ReportReader
from app.core import clock
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports import board
from app.reports.uptake import pictures as uptake
from app.reports.uptake import presenters
from app.reports.use import pictures as use
from app.reports.use.presenters import headline

router = Router(prefix="/staff/reports/board")


@router.get("")
def board_page(request: Request, session: Database, user: ReportReader) -> Response:
    """The main figures of the own trust, or of all trusts together."""
    found = board.board(session, user=user, today=clock.london_day(clock.now()))
    if found is None:
        return render(request, "reports/nothing_yet.html")
    return render(
        request,
        "reports/board.html",
        whose=user.trust_name or "all trusts",
        now=found.counted_at,
        headline=headline(found.use),
        last_week=board.last_week(found),
        head=board.HEAD,
        rows=board.rows(found),
        funnel=uptake.funnel(found.steps) if found.uptake.relatives else None,
        biggest_drop=presenters.biggest_drop(found.steps),
        weeks=use.weeks(found.use) if found.use.whole.relatives else None,
    )
