"""How much relatives use the toolkit: the page and its files."""

from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.accounts.dependencies import ReportReader
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.modules.routes import showing
from app.reports.routes.downloads import download
from app.reports.use import files, pictures, presenters, ready
from app.reports.use.queries import Asked
from app.reports.use.report import Use

router = Router(prefix="/staff/reports/use")
FILES = {kind.name: kind for kind in files.EVERY}


@router.get("")
def use_page(request: Request, session: Database, user: ReportReader) -> Response:
    """Of the own trust by teams, or of all trusts."""
    use = _use(session, user)
    if use is None:
        return render(request, "reports/nothing_yet.html")
    titles = {module.slug: module.title for module in showing.library(request).modules}
    place = "Trust" if user.trust_id is None else "Team"
    return render(
        request,
        "reports/use/use.html",
        whose=user.trust_name or "all trusts",
        use=use,
        headline=presenters.headline(use),
        middle=presenters.middle(use),
        measures_head=presenters.MEASURES_HEAD,
        measures=presenters.measures(use),
        place=place,
        parts_head=(place, *presenters.PARTS_HEAD),
        parts=presenters.parts(use, total=_total(user)),
        weeks=pictures.weeks(use),
        spread=pictures.visits(use.visits.value) if use.visits else None,
        hours=pictures.hours(use),
        modules=pictures.modules(use, titles),
        has_modules=any(each.viewed for each in use.modules),
        hides=presenters.hides(use),
        is_tiny=presenters.is_tiny(use),
    )


@router.get("/{name}.csv")
def use_file(session: Database, user: ReportReader, name: str) -> Response:
    """One table or picture as a file."""
    kind, use = FILES.get(name), _use(session, user)
    if kind is None or use is None:
        raise NotFound
    return download(session, user, kind, files.rows(kind, use, total=_total(user)))


def _use(session: Session, user: SignedIn) -> Use | None:
    return ready.use(session, Asked(user.trust_id, clock.london_day(clock.now())))


def _total(user: SignedIn) -> str:
    return "All trusts" if user.trust_id is None else "Whole trust"
