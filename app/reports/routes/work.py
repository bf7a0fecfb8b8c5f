"""Work and cost: how much there was, how soon it was done, the hours it took, and what it cost."""

from datetime import date

from fastapi import Request, Response

from app.accounts.dependencies import ReportPlanner, ReportReader
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages import gathering
from app.reports.periods import Span
from app.reports.routes.downloads import download
from app.reports.work import costing, files, presenters, queries, reading
from app.reports.work.presenters import Weekly
from app.reports.work.reading import TIMES

router = Router(prefix="/staff/reports/work")

_USUAL = "13"


@router.get("")
def work_page(request: Request, session: Database, user: ReportReader, weeks: str = _USUAL, done: str = "") -> Response:
    """A trust lead reads all of the own trust; the platform administrator what each trust wrote down."""
    if user.trust_id is None:
        return _all_trusts(request, session)
    chosen, today = _chosen(weeks), _today()
    volumes = reading.volumes(session, trust_id=user.trust_id, weeks=chosen)
    mondays, logged = _hours(session, user, chosen)
    messages = presenters.messages_by_week(mondays, volumes.messages.weeks)
    costs = costing.of_trust(session, trust_id=user.trust_id, today=today)
    return render(
        request,
        "reports/work.html",
        times=[{"value": value, "text": words} for value, (words, _days) in TIMES.items()],
        form={"weeks": chosen},
        time=TIMES[chosen][0],
        wrote=bool(volumes.messages.weeks),
        logged=bool(logged),
        messages=messages if any(any(each.values) for each in messages.series) else None,
        busy=volumes.busy,
        looked_head=presenters.LOOKED_HEAD,
        looked=presenters.looked_rows(volumes.looked),
        hours=presenters.hours_by_week(mondays, logged),
        cost_head=presenters.cost_head(costs) if costs else None,
        cost_rows=presenters.cost_rows(costs) if costs else None,
        cost_in_short=presenters.cost_in_short(costs) if costs else "",
        is_incomplete=costs is not None and presenters.is_incomplete(costs),
        trial=presenters.TRIAL,
        done="The costs are kept" if done == "costs" else "",
    )


@router.get("/hours.csv")
def hours_file(session: Database, user: ReportPlanner, weeks: str = _USUAL) -> Response:
    """Everybody's hours by week."""
    mondays, logged = _hours(session, user, _chosen(weeks))
    return download(session, user, files.HOURS, files.hours_rows(mondays, logged))


@router.get("/messages.csv")
def messages_file(session: Database, user: ReportPlanner, weeks: str = _USUAL) -> Response:
    """Messages by week."""
    chosen = _chosen(weeks)
    sums = gathering.sums(session, trust_id=user.own_trust, monday=gathering.first_monday(int(chosen)))
    mondays = _mondays(chosen)
    return download(
        session, user, files.MESSAGES, files.messages_rows(mondays, presenters.messages_by_week(mondays, sums.weeks))
    )


@router.get("/looked.csv")
def looked_file(session: Database, user: ReportPlanner, weeks: str = _USUAL) -> Response:
    """How soon somebody looked."""
    chosen = _chosen(weeks)
    looked = reading.volumes(session, trust_id=user.own_trust, weeks=chosen).looked
    return download(session, user, files.LOOKED, files.looked_rows(looked, weeks=chosen))


@router.get("/cost.csv")
def cost_file(session: Database, user: ReportPlanner) -> Response:
    """What it cost, with everything that it is made of."""
    costs = costing.of_trust(session, trust_id=user.own_trust, today=_today())
    if costs is None:
        raise NotFound
    return download(session, user, files.COST, files.cost_rows(costs))


def _all_trusts(request: Request, session: Database) -> Response:
    lines = costing.of_all(session, today=_today())
    head, rows = presenters.TRUSTS_HEAD, presenters.trust_rows(lines)
    return render(request, "reports/work_of_trusts.html", head=head, rows=rows)


def _hours(session: Database, user: SignedIn, weeks: str) -> tuple[list[date], Weekly]:
    mondays = _mondays(weeks)
    days = Span(mondays[0], mondays[-1])
    return mondays, queries.weeks(session, trust_id=user.own_trust, span=days)


def _mondays(weeks: str) -> list[date]:
    return presenters.mondays(gathering.first_monday(int(weeks)), _today())


def _chosen(weeks: str) -> str:
    return weeks if weeks in TIMES else _USUAL


def _today() -> date:
    return clock.london_day(clock.now())
