"""Another moderator answers a member who says that something was decided wrongly."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ForumModerator
from app.core import forms
from app.core.clock import now
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import speaking_words, staff_words
from app.forum.dependencies import Member
from app.forum.forms.speaking import AnswerForm, number
from app.forum.queries import appeals
from app.forum.queries.viewer import Viewer
from app.forum.service import appealing

router = Router()


@router.get("/staff/moderation/appeals")
def list_page(request: Request, session: Database, user: ForumModerator, member: Member, done: str = "") -> Response:
    """What waits, what is due first on top."""
    return render(
        request,
        "forum/staff/appeals.html",
        appeals=appeals.open_ones(session, viewer=member),
        acts=staff_words.DONE_BY_MODERATOR,
        now=now(),
        done=done == "answered",
    )


@router.get("/staff/moderation/appeals/{appeal_id}")
def appeal_page(request: Request, session: Database, user: ForumModerator, member: Member, appeal_id: UUID) -> Response:
    """What was done, what the member says, and the answer."""
    return _page(request, session, member, appeal_id, {})


@router.post("/staff/moderation/appeals/{appeal_id}")
def answer(
    request: Request, session: Database, user: ForumModerator, member: Member, appeal_id: UUID, fields: Form
) -> Response:
    """Answers it for good."""
    asked = appeals.appeal(session, viewer=member, appeal_id=appeal_id)
    form, errors = forms.parse(AnswerForm, fields)
    if form is None:
        return _page(request, session, member, appeal_id, fields, errors=errors)
    if number(fields, "version") != asked.version:
        return _page(
            request, session, member, appeal_id, fields, errors={"form": speaking_words.SOMEBODY_FIRST}, status=409
        )
    try:
        appealing.answer(session, viewer=member, asked=asked, decided=form.decided, words=form.words)
    except Conflict as refused:
        sentence = refused.sentence if asked.is_own_act else speaking_words.SOMEBODY_FIRST
        return _page(request, session, member, appeal_id, fields, errors={"form": sentence}, status=409)
    return RedirectResponse("/staff/moderation/appeals?done=answered", 303)


def _page(
    request: Request,
    session: Database,
    member: Viewer,
    appeal_id: UUID,
    fields: Fields,
    *,
    errors: Errors | None = None,
    status: int = 0,
) -> Response:
    return render(
        request,
        "forum/staff/appeal.html",
        status=status or (422 if errors else 200),
        appeal=appeals.appeal(session, viewer=member, appeal_id=appeal_id),
        acts=staff_words.DONE_BY_MODERATOR,
        reasons=staff_words.REASONS,
        states=staff_words.POSTS,
        answers=speaking_words.DECIDED_BY_STAFF,
        choices=speaking_words.decided_choices(),
        now=now(),
        form=fields,
        errors=errors,
    )
