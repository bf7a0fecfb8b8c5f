"""Changing an own post: the earlier words are kept for moderators, and what is new is read like a new post."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.core import clock
from app.forum.models import Board, Post, Revision, Thread
from app.forum.queries.viewer import Viewer
from app.forum.rules.holding import held_after_edit, held_for
from app.forum.rules.posts import HeldFor, PostState, ThreadState
from app.forum.service import considering, showing, writing
from app.forum.service.considering import Considered
from app.forum.service.writing import Written


def edit(
    session: Session,
    *,
    viewer: Viewer,
    board: Board,
    thread: Thread,
    post: Post,
    considered: Considered,
    tags: tuple[str, ...],
) -> Written:
    """Puts new words in the place of the old ones; `post` is held by own.post(hold=True). Shown again, or held."""
    if post.heading:
        thread.tags = list(tags)
    is_new_title = considered.heading != post.heading
    if is_new_title or considered.text != post.text:
        _replace(session, post, considered)
        _place(session, viewer, board, thread, post, considered, is_new_title=is_new_title)
        writing.put_to_review(session, viewer=viewer, post=post)
    receipt = considering.answer(session, viewer=viewer, subject_id=post.id, considered=considered)
    return Written(post, receipt)


def _replace(session: Session, post: Post, considered: Considered) -> None:
    session.add(
        Revision(
            trust_id=post.trust_id,
            post_id=post.id,
            board_id=post.board_id,
            heading=post.heading,
            text=post.text,
            written_at=_written_at(post),
        )
    )
    post.heading, post.text = considered.heading, considered.text
    post.version, post.edited_at, post.detector = post.version + 1, clock.now(), considered.found.version
    session.flush()
    considering.mention(session, post=post, member_ids=considered.mentioned)


def _written_at(post: Post) -> datetime:
    return post.edited_at or post.created_at


def _place(
    session: Session,
    viewer: Viewer,
    board: Board,
    thread: Thread,
    post: Post,
    considered: Considered,
    *,
    is_new_title: bool,
) -> None:
    new = held_for(considered.applies, writing.standing(session, viewer=viewer, board=board))
    before = HeldFor(post.held_for) if post.held_for else None
    held = held_after_edit(PostState(post.state), before, new)
    if is_new_title:
        thread.title = post.heading
    if held is None:
        showing.show(session, post)
        return
    post.state, post.held_for = PostState.HELD.value, held.value
    # What others wrote stays in sight, unless the title above it must be looked at.
    if post.heading and (is_new_title or thread.last_position <= 1) and thread.state != ThreadState.DELETED.value:
        thread.state = ThreadState.HELD.value
    session.flush()
