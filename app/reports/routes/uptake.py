"""The uptake page and its files: for a trust's lead by team and by inviter, for the owner by trust."""

from typing import Any

from fastapi import Request, Response

from app.accounts.dependencies import ReportPlanner, ReportReader
from app.accounts.signed_in import SignedIn
from app.carers.rules import a_year_ago
from app.core import clock
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports import periods
from app.reports.routes.downloads import download
from app.reports.uptake import inviters, pictures, presenters, report, tables, weeks
from app.reports.uptake.files import caseloads as caseloads_file
from app.reports.uptake.files import inviters as inviters_file
from app.reports.uptake.files import steps, table_3
from app.reports.uptake.files import times as times_file
from app.reports.uptake.files import weeks as weeks_file
from app.reports.uptake.funnel import Funnels
from app.reports.uptake.of_caseload import OfCaseload, of_caseload
from app.reports.uptake.report import Report
from app.reports.uptake.stages import Stage
from app.reports.uptake.weeks import Week

router = Router(prefix="/staff/reports")
_AFTER = tuple(stage for stage in Stage if stage not in presenters.TO_ACCOUNT)


@router.get("/uptake")
def uptake_page(request: Request, session: Database, user: ReportReader) -> Response:
    """From being known to sharing with the team; who invited, and how long it takes."""
    found = report.report(session, trust_id=user.trust_id)
    if found is None:
        return render(request, "reports/nothing_yet.html")
    every = "All trusts" if user.trust_id is None else "Whole trust"
    return render(
        request,
        "reports/uptake/page.html",
        whose=user.trust_name or "all trusts",
        place="Trust" if user.trust_id is None else "Team",
        now=found.counted_at,
        has_begun=found.total.relatives > 0,
        headlines=presenters.headlines(found.total),
        uptake_rows=presenters.uptake_rows(found.table, total=every),
        comparison=presenters.comparison(found.total),
        total_name=every,
        caseloads=tables.caseloads(_caseloads(session, user), total=every),
        times=tables.times(found.steps.every, total=every),
        weeks=pictures.weeks(weeks.of_total(_weeks(session, user), trust_id=user.trust_id)),
        teams=tables.inviters(inviters.by_team(session, trust_id=user.trust_id)) if user.trust_id else [],
        **_steps(found.steps, every),
    )


def _steps(found: Funnels, every: str) -> dict[str, Any]:
    return {
        "funnel": pictures.funnel(found.total),
        "up_to": presenters.up_to(found.total),
        "biggest_drop": presenters.biggest_drop(found.total),
        "to_account": presenters.by_place(found, presenters.TO_ACCOUNT, total=every),
        "after": presenters.by_place(found, _AFTER, total=every),
        "hides": presenters.hides_something(found),
    }


@router.get("/uptake.csv")
def table_file(session: Database, user: ReportReader) -> Response:
    """Table 3 of the study, of this trust by teams or of all trusts."""
    return download(session, user, *table_3.kind_and_rows(_report(session, user).table))


@router.get("/uptake-funnel.csv")
def funnel_file(session: Database, user: ReportReader) -> Response:
    """Every step of every team or trust."""
    return download(session, user, steps.KIND, steps.rows_of(_report(session, user).steps))


@router.get("/uptake-weeks.csv")
def weeks_as_file(session: Database, user: ReportReader) -> Response:
    """Every week of every team or trust."""
    return download(session, user, weeks_file.KIND, weeks_file.rows_of(_weeks(session, user)))


@router.get("/uptake-times.csv")
def times_as_file(session: Database, user: ReportReader) -> Response:
    """How long it takes in every team or trust."""
    return download(session, user, times_file.KIND, times_file.rows_of(_report(session, user).steps.every))


@router.get("/uptake-caseloads.csv")
def caseloads_as_file(session: Database, user: ReportReader) -> Response:
    """Invitations beside the caseload."""
    return download(session, user, caseloads_file.KIND, caseloads_file.rows_of(_caseloads(session, user)))


@router.get("/uptake-inviters.csv")
def inviters_as_file(session: Database, user: ReportPlanner) -> Response:
    """Who invited how many, by name: for the trust's lead only."""
    found = inviters.by_team(session, trust_id=user.own_trust)
    return download(session, user, inviters_file.KIND, inviters_file.rows_of(found))


def _report(session: Database, user: SignedIn) -> Report:
    found = report.report(session, trust_id=user.trust_id)
    if found is None:
        raise NotFound
    return found


def _weeks(session: Database, user: SignedIn) -> list[Week]:
    over = periods.full_weeks(weeks.WEEKS, clock.london_day(clock.now()))
    return weeks.weeks(session, trust_id=user.trust_id, over=over)


def _caseloads(session: Database, user: SignedIn) -> list[OfCaseload]:
    today = clock.london_day(clock.now())
    return of_caseload(session, trust_id=user.trust_id, since=a_year_ago(today), today=today)
