"""The safeguarding log: what was serious and what became of it, to read and to print."""

from datetime import date, timedelta

from fastapi import Request, Response

from app.accounts import people
from app.accounts.dependencies import FlagWorker
from app.core.clock import london_day, now
from app.core.london import midnight
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk import presenters, queries, service

router = Router()

_MOST = timedelta(days=366)
_USUAL = timedelta(days=90)
_WRONG = "Enter two days, the earlier one first and not more than a year apart"


@router.get("/staff/flags/log")
def log_page(
    request: Request, session: Database, user: FlagWorker, start: str = "", end: str = "", words: str = ""
) -> Response:
    """What was raised from one day to another; the last 90 days unless somebody asks for others."""
    today = london_day(now())
    days = _days(start or str(today - _USUAL), end or str(today))
    first, last = days or (today - _USUAL, today)
    if words:
        service.open_log(session, viewer=user, first=first, last=last)
    flags = queries.log(session, viewer=user, start=midnight(first), end=midnight(last + timedelta(days=1)))
    histories = queries.histories(session, viewer=user, flag_ids=[each.id for each in flags])
    who = presenters.people_of(flags).union(*(presenters.people_in(each) for each in histories.values()))
    names = people.names(session, person_ids=who)
    entries = [
        (
            presenters.line(each, names=names, viewer_id=None, now=now()),
            presenters.outcome(each),
            [presenters.step(one, names=names, viewer_id=None, covered=not words) for one in histories[each.id]],
        )
        for each in flags
    ]
    return render(
        request,
        "risk/log.html",
        status=200 if days else 422,
        entries=entries,
        first=first,
        last=last,
        made_at=now(),
        form={"start": start or str(first), "end": end or str(last), "words": words},
        errors={} if days else {"start": _WRONG},
    )


def _days(start: str, end: str) -> tuple[date, date] | None:
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return None
    is_usable = first <= last <= first + _MOST and last.year < date.max.year
    return (first, last) if is_usable else None
