"""The first page of the figures: the main numbers, how far people come, and what else there is."""

from dataclasses import replace

from fastapi import Request, Response

from app.accounts.dependencies import ReportReader
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports import contents
from app.reports.uptake import pictures, presenters, report

router = Router(prefix="/staff/reports")


@router.get("")
def overview_page(request: Request, session: Database, user: ReportReader) -> Response:
    """A trust lead sees the own trust, the platform administrator all trusts together."""
    found = report.report(session, trust_id=user.trust_id)
    if found is None:
        return render(request, "reports/nothing_yet.html")
    return render(
        request,
        "reports/overview.html",
        whose=user.trust_name or "all trusts",
        now=found.counted_at,
        has_begun=found.total.relatives > 0,
        headlines=presenters.headlines(found.total),
        picture=pictures.funnel(found.steps.total),
        biggest_drop=presenters.biggest_drop(found.steps.total),
        up_to=presenters.up_to(found.steps.total),
        is_made_at_night=user.trust_id is None,
        hides=presenters.hides_something(replace(found.steps, rows=[])),
        pages=[each for each in contents.PAGES if user.may(each.permission)],
        settings=[each for each in contents.SETTINGS if user.may(each.permission)],
    )
