"""The offer to carers: NICE QS80 statement 8 by team and time, and the files made of it."""

from fastapi import Request, Response

from app.accounts.dependencies import ReportPlanner
from app.core import clock
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports.quality import files, presenters, statement_8, times
from app.reports.quality.times import TIMES, Time
from app.reports.routes.downloads import download

router = Router(prefix="/staff/reports/quality")


@router.get("")
def quality_page(request: Request, session: Database, user: ReportPlanner, time: str = "") -> Response:
    """Numerator and denominator for the time that was chosen, then quarter by quarter."""
    chosen, today = _chosen(time), clock.london_day(clock.now())
    span, quarters = times.span(chosen, today), times.quarters(times.QUARTERS_ON_PAGE, today)
    counted = statement_8.counted(session, trust_id=user.own_trust, spans=[span, *quarters])
    teams, by_quarter = counted[0], counted[1:]
    return render(
        request,
        "reports/quality.html",
        times=[{"value": each.value, "text": words} for each, words in TIMES.items()],
        form={"time": chosen.value},
        chosen=TIMES[chosen],
        days=presenters.days(chosen, span),
        is_empty=not teams,
        nobody=not teams or not teams[-1].known,
        picture=presenters.by_team(teams),
        head=presenters.TEAM_HEAD,
        rows=presenters.team_rows(teams),
        how_head=presenters.HOW_HEAD,
        how_rows=presenters.how_rows(teams),
        quarters=presenters.by_quarter(quarters, [each[-1] for each in by_quarter]) if teams else None,
    )


@router.get("/statement-8.csv")
def statement_file(session: Database, user: ReportPlanner, time: str = "") -> Response:
    """Numerator and denominator by team."""
    span = times.span(_chosen(time), clock.london_day(clock.now()))
    [teams] = statement_8.counted(session, trust_id=user.own_trust, spans=[span])
    return download(session, user, files.STATEMENT_8, files.statement_8_rows(span, teams))


@router.get("/audit.csv")
def audit_file(session: Database, user: ReportPlanner) -> Response:
    """The extract for audits: quarter by quarter, how and how soon something was offered."""
    quarters = times.quarters(times.QUARTERS_IN_FILE, clock.london_day(clock.now()))
    counted = statement_8.counted(session, trust_id=user.own_trust, spans=quarters)
    return download(session, user, files.AUDIT, files.audit_rows(quarters, counted))


def _chosen(time: str) -> Time:
    return Time(time) if time in TIMES else Time.YEAR
