"""A trust lead says when the trust's people read."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import DutyPlanner
from app.accounts.signed_in import SignedIn
from app.core.clock import london_day, now
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk import duty
from app.risk.hours_form import DAY_FIELDS, read_hours, typed_hours
from app.risk.service import settings
from app.trusts.hours import bank_holidays, wording
from app.trusts.hours.clocks import day_words
from app.trusts.hours.table import WEEKDAYS, Holidays

router = Router()

_MOST, _AHEAD = 5, 366
_DEFAULT = "You have set no hours yet. Until you do, we say Monday to Friday, 9am to 5pm, not on bank holidays of England and Wales. "


@router.get("/staff/settings/hours")
def hours_page(request: Request, session: Database, user: DutyPlanner, done: str = "") -> Response:
    """The hours of each weekday, bank holidays and days off."""
    return _page(request, session, user, done="The hours are saved" if done else None)


@router.post("/staff/settings/hours")
def set_hours(request: Request, session: Database, user: DutyPlanner, fields: Form) -> Response:
    """Saves them; what is due already stays due when it was."""
    hours, errors = read_hours(fields)
    if hours is None:
        return _page(request, session, user, form=fields, errors=errors)
    settings.set_hours(session, trust_id=user.own_trust, actor_id=user.person_id, hours=hours)
    return RedirectResponse("/staff/settings/hours?done=1", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    done: str | None = None,
) -> Response:
    kept, moment = duty.of_trust(session, trust_id=user.own_trust), now()
    days = [{"name": name, "label": label} for name, label in zip(DAY_FIELDS, WEEKDAYS, strict=True)]
    context: dict[str, Any] = {
        "days": days,
        "divisions": [
            *(
                {"value": each, "text": f"Nobody reads on those of {name}"}
                for each, name in bank_holidays.DIVISIONS.items()
            ),
            {"value": "open", "text": "We read on bank holidays too"},
        ],
        "now_words": ("" if kept.is_own else _DEFAULT) + wording.reading(kept.hours, now=moment),
        "next_holidays": list(_closed(kept.hours.holidays, london_day(moment)))[:_MOST],
        "done": done,
    }
    status = 422 if errors else 200
    return render(
        request, "risk/hours.html", status=status, form=form or typed_hours(kept.hours), errors=errors, **context
    )


def _closed(holidays: Holidays, start: date) -> Iterator[str]:
    for number in range(_AHEAD):
        day = start + timedelta(days=number)
        if holidays.closes(day):
            name = bank_holidays.of(holidays.division, day.year).get(day) if holidays.division else None
            yield f"{day_words(day)} {day.year}" + (f": {name}" if name else "")
