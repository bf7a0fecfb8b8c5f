"""Reading again, with a newer detector, what no person has looked at yet."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.forum.models import Member, Post
from app.forum.rules import words
from app.forum.rules.boards import Mode
from app.forum.rules.holding import Standing, held_for
from app.forum.rules.moderation import ReviewKind
from app.forum.rules.posts import PostState
from app.forum.service import considering, reviewing
from app.risk import detector
from app.risk.rules import SubjectKind
from app.risk.service import answering as risk

_AT_ONCE = 100
_OPEN = (PostState.SHOWN.value, PostState.HELD.value)
# The newest first: what was written today matters most. What somebody changes just now is left for the next time.
_OLD = (
    select(Post, Member.person_id)
    .select_from(Post)
    .join(Member, Member.id == Post.member_id)
    .where(Post.detector != bindparam("version"), Post.state.in_(_OPEN), Post.reviewed_at.is_(None))
    .order_by(Post.created_at.desc())
    .limit(_AT_ONCE)
    .with_for_update(of=Post, key_share=True, skip_locked=True)
)
# As if nothing but the words could make it wait.
_WORDS_ONLY = Standing(Mode.POST, first=0, shown_before=0)


def read_again(session: Session) -> int:
    """Reads the newest posts that an older detector read and no person has; returns how many.

    Nothing is hidden by this: what would be held today is looked at sooner, and danger raises a flag.
    """
    rows = session.execute(_OLD, {"version": detector.version()}).all()
    for post, person_id in rows:
        _read(session, post, person_id)
    return len(rows)


def _read(session: Session, post: Post, person_id: UUID | None) -> None:
    considered = considering.consider(session, board_id=post.board_id, heading=post.heading, text=post.text)
    post.detector = considered.found.version
    held = held_for(considered.applies, _WORDS_ONLY)
    if held and post.state == PostState.SHOWN.value:
        due_at = reviewing.due_for(session, trust_id=post.trust_id, kind=ReviewKind.HELD, held_for=held)
        reviewing.ask(session, post=post, kind=ReviewKind.FIRST_LOOK, due_at=due_at)
    risk.answer(
        session,
        trust_id=post.trust_id,
        writer_id=person_id,
        kind=SubjectKind.POST,
        subject_id=post.id,
        text=words.whole(post.heading, post.text),
        found=considered.found,
        readers="",  # nobody waits for an answer
    )
