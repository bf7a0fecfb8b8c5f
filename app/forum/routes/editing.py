"""Changing an own post, seeing what was changed, and deleting it."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.markdown import members_html
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.dependencies import Member
from app.forum.forms import editing as edit_forms
from app.forum.forms import writing as forms
from app.forum.models import Board, Post, Thread
from app.forum.queries import own, revisions
from app.forum.queries.viewer import Viewer
from app.forum.routes.posted import answered, href_of, unplaced
from app.forum.rules import edits, words
from app.forum.rules.holding import CHANGEABLE
from app.forum.rules.posts import MOST_TEXT, PostState, ThreadState
from app.forum.service import considering, editing, removing, writing
from app.forum.service.drafting import Begun
from app.risk import duty

router = Router()

_CHANGED = "This post was changed while you had it open. Your words are kept below. Look at it again, then save."


@router.get("/forum/posts/{post_id}/edit")
def edit_page(request: Request, session: Database, user: ForumUser, member: Member, post_id: UUID) -> Response:
    """The post in its boxes."""
    found = _changeable(session, member, post_id)
    post, thread, _board = found
    return _page(request, session, user, member, found, edit_forms.filled(post, thread))


@router.post("/forum/posts/{post_id}/edit")
def edit(request: Request, session: Database, user: ForumUser, member: Member, post_id: UUID, fields: Form) -> Response:
    """Puts the new words in the place of the old."""
    # The order of locks is member, post, thread.
    writing.hold_member(session, member_id=member.member_id)
    try:
        found = post, thread, board = _changeable(session, member, post_id, hold=True)
    except NotFound:
        return unplaced(request, session, member, post_id, fields)
    if fields.get("do") == "preview":
        preview = members_html(fields.get("text", "")[:MOST_TEXT])
        return _page(request, session, user, member, found, fields, preview=preview)
    form, errors = forms.read(fields, has_title=bool(post.heading))
    said = form or forms.typed(fields)
    considered = considering.consider(
        session, board_id=board.id, heading=_heading(post, said), text=said.text[: 2 * MOST_TEXT]
    )
    is_current = edit_forms.is_current(fields, post)
    errors = errors if is_current else {"form": _CHANGED}
    accepted = fields.get("accepted", "")
    warned = words.warned(considered.found, heading=considered.heading, text=said.text, accepted=accepted)
    if errors:
        again = {**fields, "version": str(post.version)}
        receipt = writing.worry(session, viewer=member, place=post.id, considered=considered)
        status = 422 if is_current else 409
        return _page(request, session, user, member, found, again, status=status, errors=errors, receipt=receipt)
    if warned:
        return _page(request, session, user, member, found, fields, status=422, warned=warned)
    written = editing.edit(
        session, viewer=member, board=board, thread=thread, post=post, considered=considered, tags=said.tags
    )
    if written.receipt:
        return answered(request, post, written.receipt)
    return RedirectResponse(href_of(post), 303)


@router.get("/forum/posts/{post_id}/history")
def history_page(request: Request, session: Database, _user: ForumUser, member: Member, post_id: UUID) -> Response:
    """What each edit changed, the newest on top; for the writer and for moderators."""
    history = revisions.history(session, viewer=member, post_id=post_id)
    changed = edits.changes([each.words for each in history.versions])
    later = [
        {"at": version.written_at, "heading": heading, "text": text}
        for version, (heading, text) in zip(history.versions[1:], changed, strict=True)
    ]
    return render(request, "forum/history.html", history=history, first=history.versions[0], later=later[::-1])


@router.get("/forum/posts/{post_id}/delete")
def ask_delete(request: Request, session: Database, _user: ForumUser, member: Member, post_id: UUID) -> Response:
    """Asks whether it is meant."""
    post, thread, board = own.post(session, viewer=member, post_id=post_id)
    return render(request, "forum/delete.html", post=post, thread=thread, board=board, href=href_of(post))


@router.post("/forum/posts/{post_id}/delete")
def delete(session: Database, _user: ForumUser, member: Member, post_id: UUID) -> Response:
    """Takes the words away for good."""
    writing.hold_member(session, member_id=member.member_id)
    post, thread, board = own.post(session, viewer=member, post_id=post_id)
    removing.remove(session, viewer=member, post_id=post.id)
    session.refresh(thread)
    is_there = thread.state == ThreadState.SHOWN.value
    return RedirectResponse(f"/forum/threads/{thread.id}" if is_there else f"/forum/boards/{board.id}", 303)


def _changeable(session: Session, member: Viewer, post_id: UUID, *, hold: bool = False) -> tuple[Post, Thread, Board]:
    found = own.post(session, viewer=member, post_id=post_id, hold=hold)
    if PostState(found[0].state) not in CHANGEABLE:
        raise NotFound("A moderator has hidden this post, so it cannot be changed. You can say so if that was wrong.")
    return found


def _heading(post: Post, said: Begun) -> str:
    return said.title if post.heading else ""


def _page(
    request: Request,
    session: Session,
    user: SignedIn,
    member: Viewer,
    found: tuple[Post, Thread, Board],
    form: Fields,
    *,
    status: int = 200,
    errors: Errors | None = None,
    **more: Any,
) -> Response:
    post, thread, board = found
    return render(
        request,
        "forum/edit.html",
        status=status,
        post=post,
        thread=thread,
        board=board,
        form=form,
        errors=errors,
        when_read=duty.when_read(session, trust_id=user.own_trust, now=clock.now()),
        tag_groups=forms.tag_choices(),
        name=member.name,
        href=href_of(post),
        **({"warned": None, "receipt": None, "preview": None} | more),
    )
