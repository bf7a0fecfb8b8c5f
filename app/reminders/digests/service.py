"""The sweep that mails numbers to staff, once for each person, team and period; and the one click that stops it."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, partial
from itertools import chain
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock, turns
from app.core.sweeping import alone
from app.core.turns import Turn
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.reminders.digests import queries, rules
from app.reminders.digests.queries import Due
from app.reminders.kinds import DigestKind
from app.reminders.models import Digest, DigestStopped

MOST_AT_ONCE = 1000
_KINDS = {DigestKind.TEAM_WEEK: EmailKind.TEAM_WEEK, DigestKind.LEAD_MONTH: EmailKind.LEAD_MONTH}


def send_due(session: Session, *, most: int = MOST_AT_ONCE) -> int:
    """Queues what is due now, `most` at once; returns how many. For the sweep: it looks at every trust."""
    now = clock.now()
    # Two sweeps at once would do the same work; that each mail is queued once is for the table to say.
    if not rules.is_open(now) or not turns.take(session, Turn.DIGESTS):
        return 0
    told = 0
    for kind, begins_on, due in chain(_teams_due(session, now), _leads_due(session, now)):
        told += alone(session, partial(_tell, session, kind, begins_on, due), what="digest", row_id=due.person_id)
        if told >= most:
            break
    return told


def choose(session: Session, *, trust_id: UUID, person_id: UUID, kind: DigestKind, wanted: bool) -> None:
    """Switches such mails off, or on again; a second time changes nothing."""
    if wanted:
        own = (DigestStopped.person_id == person_id, DigestStopped.kind == kind.value)
        session.execute(delete(DigestStopped).where(*own))
    else:
        row = insert(DigestStopped).values(
            trust_id=trust_id, person_id=person_id, kind=kind.value, stopped_at=clock.now()
        )
        session.execute(row.on_conflict_do_nothing())


def _teams_due(session: Session, now: datetime) -> Iterator[tuple[DigestKind, date, Due]]:
    monday = rules.week_told(now)
    if monday is None:
        return
    for due in queries.untold(session, kind=DigestKind.TEAM_WEEK, begins_on=monday):
        if rules.is_told(monday=monday, last_invited=clock.london_day(due.last_invited)):
            yield DigestKind.TEAM_WEEK, monday, due


def _leads_due(session: Session, now: datetime) -> Iterator[tuple[DigestKind, date, Due]]:
    first = rules.month_to_tell(now)
    if first is None:
        return
    division_of = cache(lambda trust_id: queries.division_of(session, trust_id=trust_id))
    for due in queries.untold(session, kind=DigestKind.LEAD_MONTH, begins_on=first):
        if rules.may_tell_month(now, division=division_of(due.trust_id)):
            yield DigestKind.LEAD_MONTH, first, due


def _tell(session: Session, kind: DigestKind, begins_on: date, due: Due) -> None:
    row = insert(Digest).values(
        id=uuid4(),
        trust_id=due.trust_id,
        kind=kind.value,
        person_id=due.person_id,
        team_id=due.team_id,
        begins_on=begins_on,
        decided_at=clock.now(),
    )
    digest_id = session.scalar(row.on_conflict_do_nothing().returning(Digest.id))
    if digest_id is not None:
        mail.queue(session, kind=_KINDS[kind], subject_id=digest_id, recipient=due.email, trust_id=due.trust_id)
