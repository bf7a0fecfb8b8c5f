"""What a relative does in the modules: opens a page, marks it as done, saves an activity, answers a quiz."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.modules import answers, queries, rules
from app.modules.answers import Answer
from app.modules.content.blocks import Activity, Quiz
from app.modules.content.library import Module, Page
from app.modules.rules import Seen
from app.toolbox import service as toolbox
from app.toolbox.rules import Kept, Kind
from app.usage import service as usage
from app.usage.events import Event

# Writes and reads in one statement. The select sees the rows as they were before: the page's own too, if there was one.
_OPEN = text("""
WITH opened AS (
    INSERT INTO page_progress (person_id, trust_id, module, page, opened_at, version)
    VALUES (:person_id, :trust_id, :module, :page, :now, :version)
    ON CONFLICT (person_id, module, page) DO UPDATE
    SET opened_at = excluded.opened_at, version = excluded.version)
SELECT module, page, opened_at, done_at IS NOT NULL, version, completed_at IS NOT NULL FROM page_progress
WHERE person_id = :person_id AND module = :module""")

_MARK_DONE = text("""
INSERT INTO page_progress AS progress (person_id, trust_id, module, page, opened_at, done_at, version)
VALUES (:person_id, :trust_id, :module, :page, :now, :now, :version)
ON CONFLICT (person_id, module, page) DO UPDATE SET done_at = excluded.done_at WHERE progress.done_at IS NULL
RETURNING page""")

# Of two tabs that open the last two pages at once neither sees the other: the next page that is opened makes up for it.
_COMPLETE = text("""
UPDATE page_progress SET completed_at = :now
WHERE person_id = :person_id AND module = :module AND page = :page AND NOT EXISTS (
    SELECT FROM page_progress WHERE person_id = :person_id AND module = :module AND completed_at IS NOT NULL)
RETURNING page""")


def source(page: Page, activity: Activity) -> str:
    """The name under which an answer is kept in the toolbox; it stays when the activity moves to another page."""
    return f"{page.module}/{activity.name}"


def kept(page: Page, activity: Activity, answer: Answer) -> Kept:
    """An answer as the toolbox keeps it."""
    return Kept(
        title=activity.title,
        answer=answer,
        lines=answers.lines(activity, answer),
        href=f"{page.href}#{activity.name}",
        card=answers.card(activity, answer),
    )


def page_source(page: Page) -> str:
    """The name under which a page itself is kept."""
    return f"page/{page.subject}"


def open_page(session: Session, *, reader: SignedIn, module: Module, page: Page) -> list[Seen]:
    """Notes that a relative opened a page. Returns the module's pages that were opened before, as they stood then."""
    before = [Seen(*row) for row in session.execute(_OPEN, _values(reader, module, page))]
    if rules.completes(module, before, page):
        _complete(session, reader, module, page)
    _record(session, Event.PAGE_OPENED, reader, page.subject)
    return before


def mark_done(session: Session, *, reader: SignedIn, module: Module, page: Page) -> None:
    """Marks a page as done; a second time changes nothing and is not counted."""
    if session.execute(_MARK_DONE, _values(reader, module, page)).all():
        before = queries.seen(session, person_id=reader.person_id)
        if rules.completes(module, before, page):
            _complete(session, reader, module, page)
        _record(session, Event.PAGE_DONE, reader, page.subject)


def save_activity(
    session: Session, *, reader: SignedIn, page: Page, activity: Activity, answer: Answer, version: int
) -> None:
    """Keeps an answer in the relative's toolbox, in place of an earlier one."""
    _keep(session, reader, Kind.ANSWER, source(page, activity), kept(page, activity, answer), version=version)
    _record(session, Event.ACTIVITY_SAVED, reader, source(page, activity))


def keep_page(session: Session, *, reader: SignedIn, page: Page, version: int) -> None:
    """Puts a page into the relative's toolbox, to find it again."""
    as_page = Kept(title=page.title, answer={}, lines=[["What it is about", page.summary]], href=page.href, card=[])
    _keep(session, reader, Kind.PAGE, page_source(page), as_page, version=version)


def let_page_go(session: Session, *, reader: SignedIn, page: Page) -> None:
    """Takes a page out of the toolbox again."""
    toolbox.remove_source(session, person_id=reader.person_id, source=page_source(page))


def answer_quiz(session: Session, *, reader: SignedIn, page: Page, quiz: Quiz) -> None:
    """Counts that a quiz was answered; what was answered is not kept."""
    _record(session, Event.QUIZ_ANSWERED, reader, f"{page.module}/{quiz.name}")


def _keep(session: Session, reader: SignedIn, kind: Kind, name: str, thing: Kept, *, version: int) -> None:
    toolbox.save(
        session,
        person_id=reader.person_id,
        trust_id=reader.own_trust,
        kind=kind,
        source=name,
        kept=thing,
        version=version,
    )


def _complete(session: Session, reader: SignedIn, module: Module, page: Page) -> None:
    """Counts that every page of a module was seen, once for each module."""
    if session.execute(_COMPLETE, _values(reader, module, page)).all():
        # Before the page itself, which then has the time until the next event.
        _record(session, Event.MODULE_COMPLETED, reader, module.slug)


def _values(reader: SignedIn, module: Module, page: Page) -> dict[str, object]:
    return {
        "person_id": reader.person_id,
        "trust_id": reader.own_trust,
        "module": page.module,
        "page": page.slug,
        "now": clock.now(),
        "version": module.version,
    }


def _record(session: Session, event: Event, reader: SignedIn, subject: str) -> None:
    usage.record(session, event=event, trust_id=reader.own_trust, person_id=reader.person_id, subject=subject)
