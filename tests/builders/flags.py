"""Flags for tests of pages: by id, about words that can be looked for."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from app.accounts.models import Person
from app.core import clock
from app.core.db import unit_of_work
from app.risk.models import Flag
from app.risk.rules import Source, SubjectKind, Urgency
from app.risk.service import Concern
from tests.builders import risk
from tests.page import Browser, Page

TEXT = "He said he would not be here next week. I do not know what to do."
MARKED = "would not be here next week"
REASON = "The person supported, soon: may end their life"


def make_flag(
    writer: Person, *, urgency: Urgency = Urgency.LOOK_NOW, kind: SubjectKind = SubjectKind.TOPIC, text: str = TEXT
) -> UUID:
    """One that the program raised about what somebody wrote; what cannot wait needs two people to close."""
    start = text.find(MARKED)
    spans = ((start, start + len(MARKED)),) if start >= 0 else ()
    why = Concern(Source.DETECTOR, urgency, text, text, (REASON,), spans, "1")
    return risk.make_flag(writer, kind=kind, why=why).id


def make_overdue(writer: Person, flag_id: UUID) -> None:
    """As if it had been raised three days ago and nobody had looked."""
    assert writer.trust_id
    then = clock.now() - timedelta(days=3)
    late = update(Flag).where(Flag.id == flag_id).values(raised_at=then, due_at=then + timedelta(minutes=30))
    with unit_of_work(writer.trust_id) as session:
        session.execute(late)


def now_of(writer: Person, flag_id: UUID) -> Flag:
    """The row as it is now."""
    assert writer.trust_id
    with unit_of_work(writer.trust_id) as session:
        return session.scalars(select(Flag).where(Flag.id == flag_id)).one()


def act(browser: Browser, flag: UUID, verb: str, **fields: str) -> Page:
    """Presses a button of the page as it is now."""
    version = browser.visit(f"/staff/flags/{flag}").value("version") or "0"
    return browser.submit(f"/staff/flags/{flag}/{verb}", **{"version": version, **fields})
