"""One post before a moderator: look at it, and decide."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import ForumModerator
from app.core import clock, forms
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import staff_presenters as presenters
from app.forum import staff_words
from app.forum.dependencies import Member
from app.forum.forms.moderating import HideForm, ReturnForm, seen_of
from app.forum.queries import acts, reviews
from app.forum.queries.reviews import ReviewLine
from app.forum.queries.viewer import Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import ReviewState, Verb
from app.forum.rules.posts import PostState
from app.forum.service import moderating, taking

router = Router()

_QUEUE = "/staff/moderation"
_DONE = {"taken": "You look at it now. Others leave it to you."}
REASONS = [{"value": "", "text": "Choose a reason"}, *({"value": k, "text": v} for k, v in staff_words.REASONS.items())]


@router.get("/staff/moderation/{review_id:uuid}")
def review_page(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, done: str = ""
) -> Response:
    """What was written, why it waits, and what this moderator may do."""
    return _page(request, session, member, review_id, done=_DONE.get(done))


@router.post("/staff/moderation/{review_id:uuid}/take")
def take(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """This moderator looks at it; others leave it."""
    try:
        taking.take(session, viewer=member, review_id=review_id, seen=seen_of(fields))
    except Conflict:
        return _came_second(request, session, member, review_id, fields)
    return RedirectResponse(f"{_QUEUE}/{review_id}?done=taken", 303)


@router.post("/staff/moderation/{review_id:uuid}/release")
def release(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """Puts it back for others."""
    try:
        taking.release(session, viewer=member, review_id=review_id, seen=seen_of(fields))
    except Conflict:
        return _came_second(request, session, member, review_id, fields)
    return _to_queue("released")


@router.post("/staff/moderation/{review_id:uuid}/approve")
def approve(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """Others see it, or go on seeing it."""
    was_shown = reviews.one(session, viewer=member, review_id=review_id).post_state is PostState.SHOWN
    done = "kept" if was_shown else "approved"
    return _decide(request, session, member, review_id, fields, Verb.APPROVE, done)


@router.post("/staff/moderation/{review_id:uuid}/restore")
def restore(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """Others see it again."""
    return _decide(request, session, member, review_id, fields, Verb.RESTORE, "restored")


@router.post("/staff/moderation/{review_id:uuid}/return")
def send_back(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """Back to its writer, with a message."""
    form, errors = forms.parse(ReturnForm, fields)
    if form is None:
        return _page(request, session, member, review_id, status=422, form=fields, errors=errors, trouble="return")
    why = {"reason": form.return_reason, "words": form.return_words}
    return _decide(request, session, member, review_id, fields, Verb.RETURN, "returned", **why)


@router.post("/staff/moderation/{review_id:uuid}/hide")
def hide(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """Others see only that it is hidden, and why."""
    form, errors = forms.parse(HideForm, fields)
    if form is None:
        return _page(request, session, member, review_id, status=422, form=fields, errors=errors, trouble="hide")
    why = {"reason": form.hide_reason, "words": form.hide_words}
    return _decide(request, session, member, review_id, fields, Verb.HIDE, "hidden", **why)


@router.post("/staff/moderation/{review_id:uuid}/leave")
def leave(
    request: Request, session: Database, user: ForumModerator, member: Member, review_id: UUID, fields: Form
) -> Response:
    """Closes it, with the post as it is."""
    try:
        moderating.leave(session, viewer=member, review_id=review_id, seen=seen_of(fields))
    except Conflict:
        return _came_second(request, session, member, review_id, fields)
    return _to_queue("left")


@router.get("/staff/moderation/posts/{post_id}")
def find_review(session: Database, user: ForumModerator, member: Member, post_id: UUID) -> Response:
    """The newest review of a post, open or done."""
    found = reviews.of_post(session, viewer=member, post_id=post_id)
    return RedirectResponse(f"{_QUEUE}/{found.id}", 303)


@router.post("/staff/moderation/posts/{post_id}/look")
def look_again(session: Database, user: ForumModerator, member: Member, post_id: UUID) -> Response:
    """Opens a review of a post, from its thread or after it was decided."""
    review_id = taking.look_again(session, viewer=member, post_id=post_id)
    return RedirectResponse(f"{_QUEUE}/{review_id}", 303)


def _to_queue(done: str) -> Response:
    return RedirectResponse(f"{_QUEUE}?done={done}", 303)


def _decide(
    request: Request,
    session: Database,
    member: Viewer,
    review_id: UUID,
    fields: Fields,
    verb: Verb,
    done: str,
    **why: Any,
) -> Response:
    try:
        moderating.decide(session, viewer=member, review_id=review_id, seen=seen_of(fields), verb=verb, **why)
    except Conflict:
        return _came_second(request, session, member, review_id, fields, trouble=verb.value)
    post_id = reviews.one(session, viewer=member, review_id=review_id).post_id
    if reviews.told(session, viewer=member, post_id=post_id):
        # Those who reported it are told next.
        return RedirectResponse(f"{_QUEUE}/reports/{post_id}", 303)
    return _to_queue(done)


def _came_second(
    request: Request, session: Database, member: Viewer, review_id: UUID, fields: Fields, *, trouble: str = ""
) -> Response:
    review = reviews.one(session, viewer=member, review_id=review_id)
    who = taking.who_was_first(review, viewer=member)
    names = people.names(session, person_ids=[who] if who else [])
    errors = {"form": presenters.was_first(who, names=names, viewer=member)}
    return _page(request, session, member, review_id, status=409, form=fields, errors=errors, trouble=trouble)


def _page(  # noqa: PLR0913 - as above
    request: Request,
    session: Database,
    member: Viewer,
    review_id: UUID,
    *,
    status: int = 200,
    form: Fields | None = None,
    errors: Errors | None = None,
    trouble: str = "",
    done: str | None = None,
) -> Response:
    review, moment = reviews.one(session, viewer=member, review_id=review_id), clock.now()
    history = acts.to_post(session, viewer=member, post_id=review.post_id)
    names = people.names(session, person_ids=presenters.people_of([review], history))
    words = reviews.words(session, viewer=member, post_id=review.post_id)
    return render(
        request,
        "forum/staff/review.html",
        status=status,
        review=review,
        line=presenters.line(review, names=names, viewer=member, now=moment),
        where=presenters.where(review),
        shown=presenters.shown(words),
        earlier=[presenters.earlier(each) for each in reviews.earlier(session, viewer=member, post_id=review.post_id)],
        told=[presenters.told(each) for each in reviews.told(session, viewer=member, post_id=review.post_id)],
        events=[presenters.step(each, names=names, viewer=member) for each in history],
        lease_words=presenters.lease_words(now=moment),
        reasons=REASONS,
        **_may(review, member),
        form=form,
        errors=errors,
        trouble=trouble,
        done=done,
    )


def _may(review: ReviewLine, member: Viewer) -> dict[str, Any]:
    standing, moment, who = review.standing(member), clock.now(), member.person_id
    offered = offering.offered(standing, person_id=who, now=moment)
    take, leave = (decide(standing, person_id=who, now=moment) for decide in (offering.may_take, offering.may_leave))
    every = {verb.value: verb in offered for verb in Verb}
    is_done = review.state is ReviewState.DONE
    return {
        "may": every | {"take": take, "leave": leave, "release": review.taken_by == who, "decide": bool(offered)},
        "did_it": standing.did_it and not is_done,
        "is_done": is_done,
        "is_deleted": review.post_state is PostState.DELETED,
        "is_shown": review.post_state is PostState.SHOWN,
        "same_trust": review.trust_id == member.trust_id,
    }
