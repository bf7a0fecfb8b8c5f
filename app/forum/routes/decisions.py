"""What moderators decided about the member's own posts, what became of their reports, and how to object."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ForumUser
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import now
from app.core.errors import Elsewhere, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import speaking_words, staff_words
from app.forum.forms.speaking import AppealForm
from app.forum.queries import decisions, reports
from app.forum.queries.decisions import Decision
from app.forum.queries.viewer import Viewer, viewer
from app.forum.rules.moderation import ReviewKind
from app.forum.service import appealing, listening, reviewing
from app.risk import duty
from app.risk.rules import SubjectKind
from app.trusts.hours import wording

router = Router()

_MOST_DIGITS = 18  # as many as always fit the column


@router.get("/forum/decisions")
def decisions_page(request: Request, session: Database, user: ForumUser, done: str = "") -> Response:
    """Everything that was decided about the member, and the answers to what they reported."""
    member = _anybody(session, user)
    return render(
        request,
        "forum/decisions.html",
        decisions=decisions.mine(session, viewer=member),
        reports=reports.mine(session, viewer=member),
        words=speaking_words,
        reasons=staff_words.REASONS,
        closed_until=member.banned_until(),
        appealed=done == "appealed",
    )


@router.get("/forum/decisions/{act_id}/appeal")
def appeal_page(request: Request, session: Database, user: ForumUser, act_id: str) -> Response:
    """What was decided, and a box."""
    decision = _appealable(session, _anybody(session, user), act_id)
    return _page(request, session, user, decision, {})


@router.post("/forum/decisions/{act_id}/appeal")
def appeal(request: Request, session: Database, user: ForumUser, act_id: str, fields: Form) -> Response:
    """Asks another moderator to look again."""
    member = _anybody(session, user)
    decision = _appealable(session, member, act_id)
    form, errors = forms.parse(AppealForm, fields)
    if form is None:
        return _page(request, session, user, decision, fields, errors=errors)
    asked = appealing.appeal(session, viewer=member, decision=decision, words=form.words)
    answer = listening.listen(
        session, user=user, kind=SubjectKind.TOLD_TO_MODERATORS, subject_id=asked.id, words=form.words
    )
    if answer:
        return render(request, "forum/told.html", answer=answer, kept="What you asked for", href="/forum/decisions")
    return RedirectResponse("/forum/decisions?done=appealed", 303)


def _anybody(session: Database, user: SignedIn) -> Viewer:
    """The member, whom the forum may be closed to, too: they must be able to say that this is wrong."""
    found = viewer(session, user=user)
    if found is None:
        raise Elsewhere("/forum/join")
    return found


def _appealable(session: Database, member: Viewer, act_id: str) -> Decision:
    decision = decisions.one_of_mine(session, viewer=member, act_id=_number(act_id))
    if not decision.may_appeal:
        raise NotFound("There is nothing to look at again here. You may have asked for it already.")
    return decision


def _number(act_id: str) -> int:
    """An act's number; 0, which none has, for anything else."""
    return int(act_id) if act_id.isascii() and act_id.isdigit() and len(act_id) <= _MOST_DIGITS else 0


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    decision: Decision,
    fields: Fields,
    *,
    errors: Errors | None = None,
) -> Response:
    due_at = reviewing.due_for(session, trust_id=user.own_trust, kind=ReviewKind.APPEAL)
    return render(
        request,
        "forum/appeal.html",
        status=422 if errors else 200,
        decision=decision,
        words=speaking_words,
        reasons=staff_words.REASONS,
        due=wording.by(due_at, now=now()),
        reading=duty.when_read(session, trust_id=user.own_trust, now=now()),
        form=fields,
        errors=errors,
    )
