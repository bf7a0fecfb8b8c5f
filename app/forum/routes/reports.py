"""Moderators answer what members reported."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ForumModerator
from app.core import forms
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import speaking_words, staff_words
from app.forum.dependencies import Member
from app.forum.forms.speaking import AnswerForm, SeenReports
from app.forum.queries import reports, reviews
from app.forum.queries.reports import Told
from app.forum.queries.viewer import Viewer
from app.forum.service import reporting

router = Router()


@router.get("/staff/moderation/reports")
def list_page(request: Request, session: Database, user: ForumModerator, member: Member, done: str = "") -> Response:
    """One line a post, worries first."""
    posts: dict[UUID, list[Told]] = {}
    for each in reports.open_ones(session, viewer=member):
        posts.setdefault(each.post_id, []).append(each)
    return render(
        request, "forum/staff/reports.html", posts=list(posts.values()), words=speaking_words, done=done == "answered"
    )


@router.get("/staff/moderation/reports/{post_id}")
def post_page(request: Request, session: Database, user: ForumModerator, member: Member, post_id: UUID) -> Response:
    """The post, who reported it and why, and the answer to them."""
    return _page(request, session, member, post_id, {})


@router.post("/staff/moderation/reports/{post_id}")
def answer(
    request: Request, session: Database, user: ForumModerator, member: Member, post_id: UUID, fields: Form
) -> Response:
    """Answers everybody who had reported it when the page was made."""
    form, errors = forms.parse(AnswerForm, fields)
    seen, _unreadable = forms.parse(SeenReports, fields)
    if form is None or seen is None:
        return _page(
            request, session, member, post_id, fields, errors=errors or {"form": speaking_words.SOMEBODY_FIRST}
        )
    try:
        reporting.answer(
            session,
            viewer=member,
            post_id=post_id,
            report_ids=set(seen.reports),
            decided=form.decided,
            words=form.words,
        )
    except Conflict:
        return _page(
            request, session, member, post_id, fields, errors={"form": speaking_words.SOMEBODY_FIRST}, status=409
        )
    return RedirectResponse("/staff/moderation/reports?done=answered", 303)


def _page(
    request: Request,
    session: Database,
    member: Viewer,
    post_id: UUID,
    fields: Fields,
    *,
    errors: Errors | None = None,
    status: int = 0,
) -> Response:
    found = reports.open_ones(session, viewer=member, post_id=post_id)
    if not found:
        raise NotFound("Nothing waits for an answer here. Somebody may have answered it already.")
    return render(
        request,
        "forum/staff/report.html",
        status=status or (422 if errors else 200),
        reports=found,
        post=found[0],
        seen=",".join(str(each.id) for each in found),
        review=reviews.of_post(session, viewer=member, post_id=post_id),
        words=speaking_words,
        states=staff_words.POSTS,
        choices=speaking_words.decided_choices(),
        form=fields,
        errors=errors,
    )
