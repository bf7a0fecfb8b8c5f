"""Who has done the course, for the trust lead: a page and a file."""

from fastapi import Request, Response

from app.accounts.dependencies import TrainingFiguresReader
from app.audit import service as audit
from app.core import clock, spreadsheets
from app.core.pages import render
from app.core.routing import Database, Router
from app.training import completion
from app.training.course import HREF

router = Router(prefix=HREF)


@router.get("/completion")
def completion_page(request: Request, session: Database, user: TrainingFiguresReader) -> Response:
    """Team by team, and everybody by name."""
    staff = completion.of_trust(session, trust_id=user.own_trust, today=clock.london_day(clock.now()))
    lines = [*completion.by_team(staff), completion.total(staff)]
    return render(request, "training/completion.html", lines=lines, staff=staff)


@router.get("/completion.csv")
def completion_file(session: Database, user: TrainingFiguresReader) -> Response:
    """The names as a file. That it left the program is written down."""
    staff = completion.of_trust(session, trust_id=user.own_trust, today=clock.london_day(clock.now()))
    rows = list(completion.rows(staff))
    audit.record_export(session, report="training", rows=len(rows), trust_id=user.own_trust, actor_id=user.person_id)
    name = spreadsheets.file_name("training", clock.now())
    return spreadsheets.download(spreadsheets.text(completion.COLUMNS, rows), name=name)
