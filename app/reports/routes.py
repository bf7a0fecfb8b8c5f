"""The report page and its file, for those who answer for a trust or for all of them."""

from fastapi import Request, Response

from app.accounts.dependencies import ReportReader
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.carers.rules import a_year_ago
from app.core import clock, spreadsheets
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports import carers, export, funnel, presenters, uptake

router = Router(prefix="/staff/reports")


@router.get("")
def report(request: Request, session: Database, user: ReportReader) -> Response:
    """A trust lead sees the own trust by teams, the platform administrator every trust."""
    table = uptake.table(session, trust_id=user.trust_id)
    steps = funnel.funnels(session, trust_id=user.trust_id)
    if table.total is None or steps is None:
        return render(request, "reports/nothing_yet.html")
    every = _name_of_total(user)
    return render(
        request,
        "reports/report.html",
        whose=user.trust_name or "all trusts",
        place="Trust" if user.trust_id is None else "Team",
        now=clock.now(),
        has_begun=table.total.relatives > 0,
        headlines=presenters.headlines(table.total),
        bars=presenters.bars(steps.total),
        drops=presenters.drops(steps.total),
        biggest_drop=presenters.biggest_drop(steps.total),
        by_place=presenters.by_place(steps, total=every),
        stages=list(presenters.STAGES.values()),
        hides=presenters.hides_something(steps),
        uptake_head=presenters.UPTAKE_HEAD,
        uptake_rows=presenters.uptake_rows(table, total=every),
        comparison=presenters.comparison(table.total),
        total_name=every,
        carers=_carers(session, user),
    )


@router.get("/uptake.csv")
def uptake_file(session: Database, user: ReportReader) -> Response:
    """The uptake table as a file. That it left the program is written down."""
    table = uptake.table(session, trust_id=user.trust_id)
    audit.record(
        session,
        action=Action.REPORT_EXPORTED,
        trust_id=user.trust_id,
        actor_id=user.person_id,
        details={"report": "uptake", "rows": len(table.rows)},
    )
    return spreadsheets.download(export.uptake(table), name=export.file_name(clock.now()))


def _carers(session: Database, user: SignedIn) -> list[list[str]]:
    """Of one trust only: what a team's list says is not for comparing trusts."""
    if user.trust_id is None:
        return []
    since = a_year_ago(clock.london_day(clock.now()))
    found = carers.statement_8(session, trust_id=user.trust_id, since=since)
    return [[each.name, str(each.lately), str(each.in_all)] for each in found]


def _name_of_total(user: SignedIn) -> str:
    return "All trusts" if user.trust_id is None else "Whole trust"
