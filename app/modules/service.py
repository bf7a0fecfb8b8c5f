"""What a relative does in the modules: opens a page, marks it as done, saves an activity, answers a quiz."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.modules import answers
from app.modules.answers import Answer
from app.modules.content.blocks import Activity, Quiz
from app.modules.content.library import Page
from app.toolbox import service as toolbox
from app.usage import service as usage
from app.usage.events import Event

# Writes and reads in one statement. The last part sees the rows as they were before, so the page itself comes from
# the first.
_OPEN = text("""
WITH opened AS (
    INSERT INTO page_progress (person_id, trust_id, module, page, opened_at)
    VALUES (:person_id, :trust_id, :module, :page, :now)
    ON CONFLICT (person_id, module, page) DO UPDATE SET opened_at = excluded.opened_at
    RETURNING page, done_at)
SELECT page, done_at IS NOT NULL AS done FROM opened
UNION ALL
SELECT page, done_at IS NOT NULL FROM page_progress
WHERE person_id = :person_id AND module = :module AND page <> :page""")

_MARK_DONE = text("""
INSERT INTO page_progress AS progress (person_id, trust_id, module, page, opened_at, done_at)
VALUES (:person_id, :trust_id, :module, :page, :now, :now)
ON CONFLICT (person_id, module, page) DO UPDATE SET done_at = excluded.done_at WHERE progress.done_at IS NULL
RETURNING page""")


def source(page: Page, activity: Activity) -> str:
    """The name under which an answer is kept in the toolbox; it stays when the activity moves to another page."""
    return f"{page.module}/{activity.name}"


def open_page(session: Session, *, reader: SignedIn, page: Page) -> dict[str, bool]:
    """Notes that a relative opened a page. Returns the module's opened pages, and whether each is done."""
    rows = session.execute(_OPEN, _values(reader, page)).all()
    _record(session, Event.PAGE_OPENED, reader, page.subject)
    return {row.page: row.done for row in rows}


def mark_done(session: Session, *, reader: SignedIn, page: Page) -> None:
    """Marks a page as done; a second time changes nothing and is not counted."""
    if session.execute(_MARK_DONE, _values(reader, page)).all():
        _record(session, Event.PAGE_DONE, reader, page.subject)


def save_activity(session: Session, *, reader: SignedIn, page: Page, activity: Activity, answer: Answer) -> None:
    """Keeps an answer in the relative's toolbox, in place of an earlier one."""
    toolbox.save(
        session,
        person_id=reader.person_id,
        trust_id=reader.own_trust,
        source=source(page, activity),
        title=activity.title,
        answer=dict(answer),
        lines=answers.lines(activity, answer),
        href=f"{page.href}#{activity.name}",
    )
    _record(session, Event.ACTIVITY_SAVED, reader, source(page, activity))


def answer_quiz(session: Session, *, reader: SignedIn, page: Page, quiz: Quiz) -> None:
    """Counts that a quiz was answered; what was answered is not kept."""
    _record(session, Event.QUIZ_ANSWERED, reader, f"{page.module}/{quiz.name}")


def _values(reader: SignedIn, page: Page) -> dict[str, object]:
    return {
        "person_id": reader.person_id,
        "trust_id": reader.own_trust,
        "module": page.module,
        "page": page.slug,
        "now": clock.now(),
    }


def _record(session: Session, event: Event, reader: SignedIn, subject: str) -> None:
    usage.record(session, event=event, trust_id=reader.own_trust, person_id=reader.person_id, subject=subject)
