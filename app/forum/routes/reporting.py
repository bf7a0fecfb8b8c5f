"""A member reports a post; who wrote it never learns that."""

from datetime import datetime
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ForumUser
from app.accounts.signed_in import SignedIn
from app.core.clock import now
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import speaking_words
from app.forum.dependencies import Member
from app.forum.forms.speaking import read_report
from app.forum.models import Post
from app.forum.queries import reports
from app.forum.queries.reports import Mine
from app.forum.rules.moderation import ReportReason
from app.forum.service import listening, reporting
from app.risk import due, duty
from app.risk.due import Duty
from app.risk.rules import SubjectKind, Urgency
from app.trusts.hours import opening, wording

router = Router()


@router.get("/forum/posts/{post_id}/report")
def report_page(request: Request, session: Database, user: ForumUser, member: Member, post_id: UUID) -> Response:
    """The post again, and why."""
    post = reports.reportable(session, viewer=member, post_id=post_id)
    return _page(request, session, user, post, {})


@router.post("/forum/posts/{post_id}/report")
def report(
    request: Request, session: Database, user: ForumUser, member: Member, post_id: UUID, fields: Form
) -> Response:
    """Tells the moderators; a worry about somebody calls those on duty."""
    post = reports.reportable(session, viewer=member, post_id=post_id)
    form, errors = read_report(fields)
    if form is None:
        return _page(request, session, user, post, fields, errors=errors)
    try:
        found = reporting.report(session, viewer=member, post=post, reason=form.reason, words=form.words)
    except Conflict as full:
        return _page(request, session, user, post, fields, errors={"form": full.sentence})
    if form.reason is not ReportReason.WORRIED and form.words:
        answer = listening.listen(
            session, user=user, kind=SubjectKind.TOLD_TO_MODERATORS, subject_id=found.id, words=form.words
        )
        if answer:
            return render(request, "forum/told.html", answer=answer, kept="Your report", href="/forum/decisions")
    return RedirectResponse(f"/forum/reports/{found.id}", 303)


@router.get("/forum/reports/{report_id}")
def reported_page(request: Request, session: Database, user: ForumUser, member: Member, report_id: UUID) -> Response:
    """That it has arrived, who looks and when; and, once there is one, the answer."""
    found = reports.one_of_mine(session, viewer=member, report_id=report_id)
    on_duty = duty.of_trust(session, trust_id=user.own_trust)
    is_worry = found.reason is ReportReason.WORRIED
    return render(
        request,
        "forum/reported.html",
        report=found,
        reason=speaking_words.REPORT_REASONS[found.reason][0],
        decided=speaking_words.DECIDED[found.decided] if found.decided else None,
        answer=speaking_words.worry_answer(looks=_who_looks(user, on_duty, found)) if is_worry else None,
        looks=wording.by(_due(on_duty, found, Urgency.HOLD_CONDUCT), now=found.created_at),
    )


def _who_looks(user: SignedIn, on_duty: Duty, found: Mine) -> str:
    if found.is_commons:
        return speaking_words.LOOKED_AT_BY_MANY
    at = found.created_at
    reading = "" if opening.is_open(on_duty.hours, at=at) else wording.reading(on_duty.hours, now=at)
    due_at = _due(on_duty, found, Urgency.LOOK_NOW)
    return speaking_words.looks_by(due_at, readers=user.trust_name, reading=reading, now=at)


def _due(on_duty: Duty, found: Mine, urgency: Urgency) -> datetime:
    return due.due_at(on_duty, urgency=urgency, at=found.created_at)


def _page(
    request: Request, session: Database, user: SignedIn, post: Post, fields: Fields, *, errors: Errors | None = None
) -> Response:
    return render(
        request,
        "forum/report.html",
        status=422 if errors else 200,
        post=post,
        form=fields,
        errors=errors,
        reasons=speaking_words.report_choices(),
        reading=duty.when_read(session, trust_id=user.own_trust, now=now()),
    )
