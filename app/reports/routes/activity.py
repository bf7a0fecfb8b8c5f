"""Activity for the trust's record system: what is in the file, which codes it has, and the file."""

from fastapi import Request, Response

from app.accounts.dependencies import ReportPlanner
from app.accounts.signed_in import SignedIn
from app.carers.coding import codes
from app.carers.coding.forms import ACTIVITIES
from app.carers.rules import Activity
from app.core import clock
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports.periods import Span
from app.reports.quality import activity, files, times
from app.reports.quality.activity import Done
from app.reports.routes.downloads import download

router = Router(prefix="/staff/reports/activity")


@router.get("")
def activity_page(
    request: Request, session: Database, user: ReportPlanner, month: str = "", joined: str = "", done: str = ""
) -> Response:
    """How many lines the file of a month has, team by team, and under which codes."""
    months = times.months(clock.london_day(clock.now()))
    chosen, wanted = _month(month, months), _activities(joined)
    kept = codes.of_trust(session, trust_id=user.own_trust)
    found = _done(session, user, chosen, wanted)
    return render(
        request,
        "reports/activity.html",
        months=[{"value": f"{each.first:%Y-%m}", "text": f"{each.first:%B %Y}"} for each in months],
        form={"month": f"{chosen.first:%Y-%m}", "joined": "yes" if Activity.JOINED in wanted else ""},
        month=f"{chosen.first:%B %Y}",
        rows=activity.by_team(found, wanted),
        head=["Team", *(ACTIVITIES[each] for each in wanted)],
        codes=[[ACTIVITIES[each], kept[each].code, kept[each].term] for each in wanted],
        are_own=all(kept[each].is_own for each in wanted),
        done="The codes are kept" if done == "codes" else "",
    )


@router.get("/activity.csv")
def activity_file(session: Database, user: ReportPlanner, month: str = "", joined: str = "") -> Response:
    """The file of a month."""
    chosen = _month(month, times.months(clock.london_day(clock.now())))
    return download(
        session, user, files.ACTIVITY, files.activity_rows(_done(session, user, chosen, _activities(joined)))
    )


def _done(session: Database, user: SignedIn, month: Span, wanted: list[Activity]) -> list[Done]:
    kept = codes.of_trust(session, trust_id=user.own_trust)
    return activity.done(session, trust_id=user.own_trust, span=month, codes=kept, activities=wanted)


def _month(asked: str, months: list[Span]) -> Span:
    """The month that was asked for, or the last one that is over."""
    return next((each for each in months if f"{each.first:%Y-%m}" == asked), months[1])


def _activities(joined: str) -> list[Activity]:
    """What was offered; and, only if it is wanted, who made an account."""
    return [Activity.OFFERED, Activity.JOINED] if joined == "yes" else [Activity.OFFERED]
