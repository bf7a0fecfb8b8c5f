"""A member tells the moderators about a post; they answer. The post's writer never learns of it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock, turns
from app.core import queue as tasks
from app.core.errors import Conflict
from app.core.queue import Task
from app.core.turns import Turn
from app.forum.models import Post, Report
from app.forum.queries import reports
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Decided, ReportReason, ReviewKind
from app.forum.rules.speaking import is_refused, joined
from app.forum.service import reviewing, worrying

FULL = (
    "You have reported a lot today. Moderators look at all of it. "
    "If you are worried about somebody, you can still say so here at any time."
)


def report(session: Session, *, viewer: Viewer, post: Post, reason: ReportReason, words: str) -> Report:
    """Tells the moderators; a second time it adds to what lies open. Raises Conflict when it is far too much."""
    # Else two clicks at once would each find none open.
    turns.wait(session, Turn.FORUM_REPORT, of=viewer.member_id)
    if is_refused(reason, reports_before=reports.lately(session, viewer=viewer)):
        raise Conflict(FULL)
    found = _open(session, viewer, post) or _new(viewer, post, reason)
    _add(found, reason, words)
    session.add(found)
    session.flush()
    # The flag first: its lock is taken before the post's wherever both are.
    if found.reason == ReportReason.WORRIED.value and found.flagged_at is None:
        _worry(session, found, post)
    due_at = reviewing.due_for(session, trust_id=viewer.trust_id, kind=ReviewKind.REPORT)
    reviewing.ask(session, post=post, kind=ReviewKind.REPORT, due_at=due_at)
    return found


def answer(
    session: Session, *, viewer: Viewer, post_id: UUID, report_ids: Collection[UUID], decided: Decided, words: str
) -> None:
    """Tells those who reported a post what became of it. Raises Conflict when somebody else was first with any."""
    seen = {each.id for each in reports.open_ones(session, viewer=viewer, post_id=post_id)}
    if not report_ids or not seen.issuperset(report_ids):
        raise Conflict
    values = {"decided": decided.value, "decided_at": clock.now(), "decided_by": viewer.person_id, "answer": words}
    # Two at once: the second waits here, and then finds them decided.
    changed = update(Report).where(Report.id.in_(report_ids), Report.decided.is_(None)).values(values)
    if len(session.scalars(changed.returning(Report.id)).all()) != len(report_ids):
        raise Conflict
    facts = {"decided": decided.value, "reports": len(report_ids)}
    audit.record(
        session,
        action=Action.FORUM_REPORT_ANSWERED,
        trust_id=viewer.trust_id,
        actor_id=viewer.person_id,
        subject_id=post_id,
        details=facts,
    )


def _open(session: Session, viewer: Viewer, post: Post) -> Report | None:
    mine = (Report.post_id == post.id, Report.member_id == viewer.member_id, Report.decided.is_(None))
    return session.scalar(select(Report).where(*mine).with_for_update())


def _new(viewer: Viewer, post: Post, reason: ReportReason) -> Report:
    return Report(
        trust_id=viewer.trust_id,
        board_id=post.board_id,
        post_id=post.id,
        about_trust_id=post.trust_id,
        member_id=viewer.member_id,
        reason=reason.value,
        words="",
        created_at=clock.now(),
    )


def _add(found: Report, reason: ReportReason, words: str) -> None:
    """The reason that is offered first is the more pressing one; new words about a worry are looked at again."""
    before = found.words
    found.words = joined(before, words)
    found.reason = min(ReportReason(found.reason), reason, key=tuple(ReportReason).index).value
    if found.words != before:
        found.flagged_at = None


def _worry(session: Session, found: Report, post: Post) -> None:
    if post.trust_id == found.trust_id:
        worrying.raise_worry(session, report=found, post=post)
    else:
        # The flag belongs to another trust, which nobody here can see into; the worker can.
        tasks.wake(session, Task.FLAG_WORRY, found.id)
