"""Everybody who works here notes their own time: two weeks on one page, and older ones to change."""

from datetime import date

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import HoursLogger
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.london import monday
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.queries import figures as messages
from app.workload import forms, presenters, queries, service
from app.workload.rules import MOST_WEEKS_BACK, WEEK, may_be_logged

router = Router(prefix="/staff/hours")

_PAGE = "/staff/hours"


@router.get("")
def hours_page(request: Request, session: Database, user: HoursLogger, week: str = "", done: str = "") -> Response:
    """This week and last week, or the one that is asked for."""
    return _page(request, session, user, shown=_weeks(week, _today()), done=bool(done))


@router.post("")
def log_hours(request: Request, session: Database, user: HoursLogger, fields: Form) -> Response:
    """Keeps what stands in the boxes."""
    today = _today()
    logged, errors = forms.read_hours(fields, today=today)
    if errors:
        # Not this week and the last: on Monday somebody may send what they opened on Friday.
        shown = forms.weeks_of(fields, today=today)
        return _page(request, session, user, shown=shown, form=fields, errors=errors)
    service.log(session, user=user, logged=logged)
    return RedirectResponse(f"{_PAGE}?done=yes", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    shown: list[date],
    done: bool = False,
    form: Fields | None = None,
    errors: Errors | None = None,
) -> Response:
    today = _today()
    kept = queries.own_weeks(session, person_id=user.person_id, first=monday(today) - MOST_WEEKS_BACK * WEEK)
    return render(
        request,
        "workload/hours.html",
        status=422 if errors else 200,
        form=form or forms.filled_hours(kept),
        errors=errors,
        weeks=[(each, presenters.week_name(each, today=today), presenters.days_of(each)) for each in shown],
        works=presenters.WORKS,
        box=forms.box,
        lines=presenters.lines(kept),
        noted=_noted(session, user, today),
        done=done,
        reads_reports=user.may(Permission.REPORTS_READ),
    )


def _weeks(asked: str, today: date) -> list[date]:
    if not asked:
        return [monday(today), monday(today) - WEEK]
    try:
        week = date.fromisoformat(asked)
    except ValueError:
        raise NotFound from None
    if not may_be_logged(week, today=today):
        raise NotFound
    return [week]


def _noted(session: Database, user: SignedIn, today: date) -> str:
    """What a supporter noted in conversations since last Monday a week ago, to help the memory."""
    if not user.may(Permission.MESSAGES_ANSWER):
        return ""
    minutes = messages.minutes_of(session, person_id=user.person_id, start=monday(today) - WEEK)
    return presenters.in_words(minutes) if minutes else ""


def _today() -> date:
    return clock.london_day(clock.now())
