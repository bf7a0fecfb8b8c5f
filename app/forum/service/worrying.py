"""A worry about somebody becomes a flag of the trust whose member wrote the post: at once, or by the worker."""

import hashlib
from functools import partial
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.sweeping import alone
from app.forum.models import Member, Post, Report
from app.forum.queries.reports import DAY
from app.forum.rules.moderation import ReportReason
from app.forum.rules.speaking import urgency_of_worry
from app.risk import service as risk
from app.risk.rules import Source, SubjectKind
from app.risk.service import Concern

_MOST_AT_ONCE = 200
_REASON = "A member is worried about somebody"


def raise_worry(session: Session, *, report: Report, post: Post) -> None:
    """Raises the flag. The reporter's name is not in it, and the post's writer learns nothing."""
    writer = session.scalar(select(Member.person_id).where(Member.id == post.member_id))
    risk.raise_flag(
        session,
        trust_id=report.about_trust_id,
        kind=SubjectKind.POST,
        subject_id=post.id,
        writer_id=writer,
        concern=_concern(report, post, worries_before=_worries_before(session, report)),
    )
    report.flagged_at = clock.now()


def raise_one(session: Session, *, report_id: UUID) -> None:
    """Raises the flag of one report, unless that is done or is being done. For the worker."""
    for report in session.scalars(_unflagged().where(Report.id == report_id)).all():
        _raise(session, report)


def raise_due(session: Session) -> int:
    """Raises what the worker was not woken for; returns how many."""
    due = session.scalars(_unflagged()).all()
    return sum(alone(session, partial(_raise, session, each), what="report", row_id=each.id) for each in due)


def _raise(session: Session, report: Report) -> None:
    raise_worry(session, report=report, post=session.get_one(Post, report.post_id))


def _unflagged() -> Select[Report]:
    return (
        select(Report)
        .where(Report.reason == ReportReason.WORRIED.value, Report.flagged_at.is_(None))
        .order_by(Report.created_at)
        .limit(_MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
    )


def _worries_before(session: Session, report: Report) -> int:
    others = select(func.count()).where(
        Report.member_id == report.member_id,
        Report.reason == ReportReason.WORRIED.value,
        Report.created_at.between(report.created_at - DAY, report.created_at),
        Report.id != report.id,
    )
    return session.scalar(others) or 0


def _concern(report: Report, post: Post, *, worries_before: int) -> Concern:
    words = report.words or "(nothing more)"
    told = hashlib.sha256(report.words.encode()).hexdigest()[:16]
    return Concern(
        source=Source.REPORT,
        urgency=urgency_of_worry(worries_before=worries_before),
        # Words that are added later are a reason of their own.
        key=f"report/{report.id}/{told}",
        text=f"What the member who is worried wrote:\n{words}\n\nThe post:\n{post.text}",
        reasons=(_REASON,),
    )
