"""The mails with numbers. Whom they go to, and the numbers, are looked up when they are written."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.config import settings
from app.mail.message import Email, write
from app.outcomes.licensing import notice as licences
from app.reminders.digests import links, queries, rules, words
from app.reminders.digests.queries import Due
from app.reminders.kinds import DigestKind
from app.reminders.models import Digest
from app.trusts import queries as trusts


def team_week(session: Session, *, subject_id: UUID) -> Email | None:
    """One team's week to one colleague; None when it is no longer to be sent."""
    digest = session.get_one(Digest, subject_id)
    due = queries.still_due(session, digest=digest)
    if due is None or digest.team_id is None or rules.week_told(clock.now()) != digest.begins_on:
        return None
    week = queries.week(session, team_id=digest.team_id, span=rules.span_of_week(digest.begins_on))
    nudge = words.said(*rules.nudge(week))
    return write(
        "reminders/digests/team_week",
        to=due.email,
        stop=_stop(due, DigestKind.TEAM_WEEK),
        week=week,
        nudge=nudge,
        link=f"{settings().base_url}{nudge.path}",
        home=f"{settings().base_url}/staff",
        team=trusts.team(session, trust_id=digest.trust_id, team_id=digest.team_id).name,
        monday=digest.begins_on,
    )


def lead_month(session: Session, *, subject_id: UUID) -> Email | None:
    """That a month is over, to one of the trust's leads, with the way to the report; None when it is too late for it."""
    digest = session.get_one(Digest, subject_id)
    due = queries.still_due(session, digest=digest)
    division = queries.division_of(session, trust_id=digest.trust_id)
    now = clock.now()
    is_late = not rules.may_tell_month(now, division=division) or rules.month_to_tell(now) != digest.begins_on
    if due is None or is_late:
        return None
    return write(
        "reminders/digests/lead_month",
        to=due.email,
        stop=_stop(due, DigestKind.LEAD_MONTH),
        link=f"{settings().base_url}/staff/reports/board",
        name=f"{digest.begins_on:%B %Y}",
        licences=licences.said(session, trust_id=digest.trust_id),
    )


def _stop(due: Due, kind: DigestKind) -> str:
    return links.stop_link(trust_id=due.trust_id, person_id=due.person_id, kind=kind)
