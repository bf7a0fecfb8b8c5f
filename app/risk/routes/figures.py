"""How many flags there were, and how fast people looked; nothing that anybody wrote."""

from datetime import timedelta

from fastapi import Request, Response

from app.accounts.dependencies import FlagFiguresReader
from app.accounts.roles import Permission
from app.core.clock import now
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk import figures, summing, words

router = Router()

PERIODS = {"28": "The last 28 days", "91": "The last 3 months", "365": "The last 12 months"}
_HEAD = ["How soon", "Flags", "Looked at in time", "Hours until looked at", "Hours until closed", "False alarms"]


@router.get("/staff/flags/figures")
def figures_page(request: Request, session: Database, user: FlagFiguresReader, days: str = "91") -> Response:
    """One table: a row for each urgency."""
    days = days if days in PERIODS else "91"
    end = now()
    worked = figures.worked(session, trust_id=user.own_trust, start=end - timedelta(days=int(days)), end=end)
    sums = [
        (words.URGENCIES[urgency][0], summing.sums([each for each in worked if each.urgency is urgency], now=end))
        for urgency in words.URGENCIES
    ]
    # No row for all of them: with it, a small number that is hidden could be had by subtraction.
    rows = [[name, *found.cells()] for name, found in sums]
    return render(
        request,
        "risk/figures.html",
        head=_HEAD,
        rows=rows,
        period=PERIODS[days],
        periods=[{"value": value, "text": text} for value, text in PERIODS.items()],
        form={"days": days},
        may_work=user.may(Permission.RISK_WORK),
    )
