"""Beginning a thread and answering in one: saved, read for danger and shown or held, in one transaction."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Elsewhere
from app.forum.models import Board, Follow, Member, Post, Thread
from app.forum.queries.viewer import Viewer
from app.forum.rules.boards import Mode
from app.forum.rules.holding import Standing, held_for
from app.forum.rules.moderation import ReviewKind
from app.forum.rules.posts import HeldFor, PostState, ThreadState
from app.forum.service import considering, drafting, reviewing, showing
from app.forum.service.considering import Considered
from app.risk.receipt import Receipt
from app.usage import service as usage
from app.usage.events import Event

# A slip of the finger, or a page that was loaded anew, is not a second post.
_SLIP = timedelta(minutes=10)
_A_WHILE, _MOST_IN_A_WHILE = timedelta(minutes=10), 20
_MOST_COUNTED = 20  # the largest number of first posts that a board can ask for
_P = Post.__table__.c
# One post of a member at a time: else two browsers could both send the same, or both be the last that waits.
# Not the whole row, or two who mention each other at once would wait for each other.
_HERE = (
    select(Member.id)
    .where(Member.id == bindparam("member_id"), Member.left_at.is_(None))
    .with_for_update(key_share=True)
)
_LATELY = select(func.count()).where(_P.member_id == bindparam("member_id"), _P.created_at > bindparam("since"))
_SHOWN = (
    select(literal(1))
    .where(_P.member_id == bindparam("member_id"), _P.state == PostState.SHOWN.value)
    .limit(_MOST_COUNTED)
    .subquery()
)
_SHOWN_BEFORE = select(func.count()).select_from(_SHOWN)
_SAME = (
    select(Post)
    .where(
        Post.member_id == bindparam("member_id"),
        Post.board_id == bindparam("board_id"),
        Post.created_at > bindparam("since"),
        Post.heading == bindparam("heading"),
        Post.text == bindparam("text"),
        Post.state != PostState.DELETED.value,
    )
    .order_by(Post.created_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Written:
    """A post as it was saved, and what its writer is told when a person must look now or today."""

    post: Post
    receipt: Receipt | None


def hold_member(session: Session, *, member_id: UUID) -> None:
    """Nobody else writes as this member, and they cannot leave, before this transaction ends. Raises Elsewhere."""
    if session.scalar(_HERE, {"member_id": member_id}) is None:
        raise Elsewhere("/forum/join")


def is_too_fast(session: Session, *, viewer: Viewer) -> bool:
    """Whether the member wrote so much in the last minutes that they should wait a little."""
    since = clock.now() - _A_WHILE
    return (session.scalar(_LATELY, {"member_id": viewer.member_id, "since": since}) or 0) >= _MOST_IN_A_WHILE


def begin(session: Session, *, viewer: Viewer, board: Board, considered: Considered, tags: tuple[str, ...]) -> Written:
    """A new thread with its first post; its writer hears of replies. The same words again at once are the same thread."""
    hold_member(session, member_id=viewer.member_id)
    again = _same(session, viewer, board.id, considered)
    if again:
        return Written(again, _answer(session, viewer, again, considered))
    ids = {"trust_id": viewer.trust_id, "board_id": board.id, "member_id": viewer.member_id}
    thread = Thread(
        **ids,
        title=considered.heading,
        tags=list(tags),
        state=ThreadState.HELD.value,
        last_position=0,
        created_at=clock.now(),
    )
    session.add(thread)
    session.flush()
    follow = {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "thread_id": thread.id, "since": clock.now()}
    session.execute(insert(Follow).values(**follow, told_position=1).on_conflict_do_nothing())
    return _write(session, viewer, board, thread, considered)


def reply(
    session: Session,
    *,
    viewer: Viewer,
    board: Board,
    thread: Thread,
    considered: Considered,
    quoted_id: UUID | None = None,
) -> Written:
    """A post at the end of a thread, answering one of its posts or none. The same words again at once are the same post."""
    hold_member(session, member_id=viewer.member_id)
    again = _same(session, viewer, board.id, considered)
    if again and again.thread_id == thread.id:
        return Written(again, _answer(session, viewer, again, considered))
    return _write(session, viewer, board, thread, considered, quoted_id)


def worry(session: Session, *, viewer: Viewer, place: UUID, considered: Considered) -> Receipt | None:
    """What cannot be posted, such as in a thread that was locked meanwhile, is read for danger all the same."""
    subject_id = uuid5(viewer.member_id, str(place))
    return considering.answer(session, viewer=viewer, subject_id=subject_id, considered=considered)


def standing(session: Session, *, viewer: Viewer, board: Board) -> Standing:
    """What decides, besides the words, whether a post of the viewer waits on this board."""
    mode = Mode(board.mode)
    counts = mode is Mode.PRE_FIRST and not viewer.is_staff
    return Standing(
        mode=mode,
        first=board.first,
        shown_before=(session.scalar(_SHOWN_BEFORE, {"member_id": viewer.member_id}) or 0) if counts else 0,
        is_silent=viewer.silent_until(board_id=board.id) is not None,
        is_staff=viewer.is_staff,
    )


def put_to_review(session: Session, *, viewer: Viewer, post: Post) -> None:
    """A moderator reads it: before others do when it is held, else within a working day."""
    held = HeldFor(post.held_for) if post.held_for else None
    kind = ReviewKind.HELD if held else ReviewKind.FIRST_LOOK
    due_at = reviewing.due_for(session, trust_id=viewer.trust_id, kind=kind, held_for=held)
    reviewing.ask(session, post=post, kind=kind, due_at=due_at)


def _same(session: Session, viewer: Viewer, board_id: UUID, considered: Considered) -> Post | None:
    given = {"member_id": viewer.member_id, "board_id": board_id, "since": clock.now() - _SLIP}
    return session.scalar(_SAME, {**given, "heading": considered.heading, "text": considered.text})


def _write(
    session: Session,
    viewer: Viewer,
    board: Board,
    thread: Thread,
    considered: Considered,
    quoted_id: UUID | None = None,
) -> Written:
    held = held_for(considered.applies, standing(session, viewer=viewer, board=board))
    post = Post(
        id=uuid4(),
        trust_id=viewer.trust_id,
        board_id=board.id,
        thread_id=thread.id,
        member_id=viewer.member_id,
        heading=considered.heading,
        text=considered.text,
        state=PostState.HELD.value,
        held_for=(held or HeldFor.EVERY_POST).value,
        quoted_id=quoted_id,
        detector=considered.found.version,
        created_at=clock.now(),
    )
    session.add(post)
    session.flush()
    considering.mention(session, post=post, member_ids=considered.mentioned)
    if held is None:
        showing.show(session, post)
    put_to_review(session, viewer=viewer, post=post)
    _count(session, viewer)
    drafting.forget(session, viewer=viewer, place=thread.id if not considered.heading else board.id)
    return Written(post, _answer(session, viewer, post, considered))


def _answer(session: Session, viewer: Viewer, post: Post, considered: Considered) -> Receipt | None:
    return considering.answer(session, viewer=viewer, subject_id=post.id, considered=considered)


def _count(session: Session, viewer: Viewer) -> None:
    # Without the thread: only forum_members may say which person wrote what.
    usage.record(
        session,
        event=Event.POST_WRITTEN,
        trust_id=viewer.trust_id,
        person_id=viewer.person_id,
        is_staff=viewer.is_staff,
    )
