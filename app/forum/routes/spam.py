"""A moderator hides at one stroke what turned out to be advertising."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import ForumModerator
from app.core import forms
from app.core.errors import NotFound
from app.core.forms import Errors, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.core.templating import plural
from app.forum import staff_presenters as presenters
from app.forum.dependencies import Member
from app.forum.forms.moderating import SpamForm, ticked
from app.forum.queries import conduct
from app.forum.queries.viewer import Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import Verb
from app.forum.service.removing_spam import remove_spam

router = Router()


@router.get("/staff/moderation/members/{member_id}/spam")
def spam_page(request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID) -> Response:
    """All of a week that others see or would see, each with a box."""
    return _page(request, session, member, member_id)


@router.post("/staff/moderation/members/{member_id}/spam")
def hide_spam(
    request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID, fields: Form
) -> Response:
    """Hides what is ticked."""
    chosen = ticked(fields)
    form, errors = forms.parse(SpamForm, fields)
    if not chosen:
        errors["posts"] = "Tick the posts that you want to hide"
    if form is None or errors:
        return _page(request, session, member, member_id, errors=errors, chosen=chosen, words=fields.get("words", ""))
    number = remove_spam(session, viewer=member, member_id=member_id, post_ids=chosen, words=form.words)
    return _page(request, session, member, member_id, done=f"{plural(number, 'post')} hidden")


def _page(
    request: Request,
    session: Database,
    member: Viewer,
    member_id: UUID,
    *,
    errors: Errors | None = None,
    chosen: set[UUID] | None = None,
    words: str = "",
    done: str = "",
) -> Response:
    seen = conduct.member(session, viewer=member, member_id=member_id)
    if Verb.REMOVE_SPAM not in offering.offered_for_member(seen.standing):
        raise NotFound
    found = conduct.removable(session, viewer=member, member_id=member_id)
    boxes = [presenters.box(each) for each in found]
    return render(
        request,
        "forum/staff/spam.html",
        status=422 if errors else 200,
        seen=seen,
        boxes=boxes,
        ticked=[str(each.id) for each in found if chosen is None or each.id in chosen],
        form={"words": words},
        errors=errors,
        done=done,
    )
