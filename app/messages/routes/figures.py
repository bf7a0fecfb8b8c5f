"""How many messages there were and how fast they were answered, on a page and as a file. Nothing that anybody wrote."""

from fastapi import Request, Response

from app.accounts.dependencies import MessageFiguresReader
from app.accounts.roles import Permission
from app.audit import service as audit
from app.core import spreadsheets
from app.core.clock import london_day, now
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages import gathering
from app.messages.queries import promise

router = Router(prefix="/staff/messages/figures")

PERIODS = {"4": "The last 4 weeks", "13": "The last 13 weeks", "52": "The last 52 weeks"}
_COLUMNS = ("figure", "from", "to", "value")


@router.get("")
def figures_page(request: Request, session: Database, user: MessageFiguresReader, weeks: str = "13") -> Response:
    """Two tables: week by week, and how fast."""
    weeks = weeks if weeks in PERIODS else "13"
    sums = gathering.sums(session, trust_id=user.own_trust, monday=gathering.first_monday(int(weeks)))
    return render(
        request,
        "messages/staff/figures.html",
        period=PERIODS[weeks],
        periods=[{"value": value, "text": text} for value, text in PERIODS.items()],
        form={"weeks": weeks},
        by_week=sums.week_cells(),
        speed=sums.cells(),
        days=promise.of_trust(session, trust_id=user.own_trust).days,
        supports=user.may(Permission.MESSAGES_ANSWER),
    )


@router.get("/messages.csv")
def figures_file(session: Database, user: MessageFiguresReader, weeks: str = "13") -> Response:
    """The same as a file. That it left the program is written down."""
    start = gathering.first_monday(int(weeks) if weeks in PERIODS else 13)
    sums = gathering.sums(session, trust_id=user.own_trust, monday=start)
    lines = sums.lines(start=str(start), end=str(london_day(now())))
    audit.record_export(session, report="messages", rows=len(lines), trust_id=user.own_trust, actor_id=user.person_id)
    name = spreadsheets.file_name("messages", now())
    return spreadsheets.download(spreadsheets.text(_COLUMNS, lines), name=name)
