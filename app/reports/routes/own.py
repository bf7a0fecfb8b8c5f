"""The numbers of whoever invites: their own, beside the middle of their teams. Nobody else's."""

from fastapi import Request, Response

from app.accounts.dependencies import Inviter
from app.core import clock
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports import periods
from app.reports.uptake import counts, inviters, own, pictures, weeks

router = Router(prefix="/staff/my-numbers")


@router.get("")
def own_page(request: Request, session: Database, user: Inviter) -> Response:
    """How many they invited, how far these people came, and the middle of each team."""
    trust_id = user.own_trust
    mine, by_team = inviters.own(session, trust_id=trust_id, person_id=user.person_id)
    over = periods.full_weeks(weeks.WEEKS, clock.london_day(clock.now()))
    found = weeks.weeks(session, trust_id=trust_id, over=over, inviter_id=user.person_id)
    return render(
        request,
        "reports/uptake/own.html",
        now=clock.now(),
        headlines=own.headlines(mine) if mine else [],
        steps=pictures.of_inviter(mine) if mine and mine.relatives else None,
        weeks=pictures.weeks(weeks.of_total(found, trust_id=trust_id)),
        teams=own.teams(by_team, counts.table(session, trust_id=trust_id)),
    )
