"""After posting: where a post is, why it waits, and what somebody sees at once who wrote of danger."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.core import clock
from app.core.errors import NotFound
from app.core.forms import Fields
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.dependencies import Member
from app.forum.forms.writing import typed
from app.forum.models import Post
from app.forum.presenters.boards import post_href
from app.forum.queries import own
from app.forum.queries.viewer import Viewer
from app.forum.rules import holding, words
from app.forum.rules.posts import MOST_TEXT, HeldFor, PostState
from app.forum.service import considering, writing
from app.risk.receipt import Receipt
from app.trusts.hours import wording

router = Router()


@router.get("/forum/posts/{post_id}/waiting")
def waiting_page(request: Request, session: Database, _user: ForumUser, member: Member, post_id: UUID) -> Response:
    """Why an own post waits, by when somebody looks, and the way to change it."""
    post, thread, board = own.post(session, viewer=member, post_id=post_id)
    if post.state == PostState.SHOWN.value:
        return RedirectResponse(href_of(post), 303)
    if post.state != PostState.HELD.value:
        # Hidden or sent back: the moderator's reason stands there.
        return RedirectResponse("/forum/decisions", 303)
    due_at = own.looked_at_by(session, post_id=post.id)
    read = considering.consider(session, board_id=board.id, heading=post.heading, text=post.text)
    return render(
        request,
        "forum/held.html",
        post=post,
        thread=thread,
        board=board,
        why=holding.reason(HeldFor(post.held_for or ""), is_again=post.reviewed_at is not None),
        named=words.warned(read.found, heading=post.heading, text=post.text),
        looked_at=wording.by(due_at, now=clock.now()) if due_at else "",
    )


def href_of(post: Post) -> str:
    """Where its writer finds a post: on its page of the thread, or waiting."""
    if post.state != PostState.SHOWN.value or post.position is None:
        return f"/forum/posts/{post.id}/waiting"
    return post_href(post.thread_id, post.position)


def unplaced(request: Request, session: Session, member: Viewer, place: UUID, fields: Fields) -> Response:
    """What was sent to a thread, board or post that is not there for this member, or not any more.

    Danger in it is answered all the same, and whether there is anything shows in nothing. Else raises NotFound.
    """
    begun = typed(fields)
    considered = considering.consider(session, board_id=place, heading=begun.title, text=begun.text[: 2 * MOST_TEXT])
    receipt = writing.worry(session, viewer=member, place=place, considered=considered)
    if receipt is None:
        raise NotFound
    return render(request, "forum/answered.html", answer=receipt, href="", is_shown=False)


def answered(request: Request, post: Post, receipt: Receipt) -> Response:
    """What somebody sees at once who wrote of danger."""
    is_shown = post.state == PostState.SHOWN.value
    return render(request, "forum/answered.html", answer=receipt, href=href_of(post), is_shown=is_shown)
