"""Hiding at one stroke what turned out to be advertising."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import Conflict
from app.forum.models import Post
from app.forum.queries import conduct
from app.forum.queries.viewer import Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import Reason, Verb
from app.forum.rules.posts import PostState
from app.forum.service import acting, moderating, settling

_REMOVABLE = {PostState.SHOWN.value, PostState.HELD.value}


def remove_spam(session: Session, *, viewer: Viewer, member_id: UUID, post_ids: Collection[UUID], words: str) -> int:
    """Hides these posts of one member, and closes their reviews; gives how many. What changed meanwhile is left.

    Raises Conflict unless it is offered for this member. Each post can be restored by itself.
    """
    member = conduct.member(session, viewer=viewer, member_id=member_id)
    if Verb.REMOVE_SPAM not in offering.offered_for_member(member.standing):
        raise Conflict
    removable = {each.id for each in conduct.removable(session, viewer=viewer, member_id=member_id)}
    wanted = (
        select(Post).where(Post.id.in_(removable & set(post_ids))).order_by(Post.id).with_for_update(key_share=True)
    )
    posts = session.scalars(wanted.execution_options(populate_existing=True)).all()
    held = [post for post in posts if post.state in _REMOVABLE]
    for post in held:
        settling.settle_open(session, post=post, by=viewer.person_id)
    for post in held:
        moderating.carry_out(session, post=post, verb=Verb.REMOVE_SPAM)
        acting.on_post(session, viewer=viewer, post=post, verb=Verb.REMOVE_SPAM, reason=Reason.SPAM, words=words)
    return len(held)
