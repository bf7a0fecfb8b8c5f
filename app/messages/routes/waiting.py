"""A trust lead sees what waits beyond the promise: since when and with whom, never whose it is or what it says."""

from fastapi import Request, Response

from app.accounts.dependencies import MessagePlanner
from app.core.pages import render
from app.core.routing import Database, Router
from app.core.templating import date_and_time
from app.messages.queries import promise, waiting
from app.messages.queries.waiting import WaitingLine
from app.messages.rules.conversations import Escalation

router = Router()

HEAD = ["Waits since", "An answer was due", "Who looks after it", "Who was told"]
_TOLD = {
    Escalation.NONE: "Nobody yet. The program looks once a minute",
    Escalation.SECOND: "The other supporters",
    Escalation.LEAD: "The trust lead",
}


@router.get("/staff/messages/waiting")
def waiting_page(request: Request, session: Database, user: MessagePlanner) -> Response:
    """One line for each conversation that should have been answered by now."""
    return render(
        request,
        "messages/staff/waiting.html",
        head=HEAD,
        rows=[_cells(each) for each in waiting.overdue(session, trust_id=user.own_trust)],
        days=promise.of_trust(session, trust_id=user.own_trust).days,
    )


def _cells(line: WaitingLine) -> list[str]:
    told = _TOLD[line.told] + (f", on {date_and_time(line.told_at)}" if line.told_at else "")
    return [date_and_time(line.since), date_and_time(line.due_at), line.owner or "Nobody by name", told]
