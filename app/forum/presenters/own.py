"""The words for a member's own posts."""

from dataclasses import dataclass
from datetime import datetime

from app.forum.presenters.boards import post_href
from app.forum.queries.finding import OwnPost
from app.forum.rules.posts import PostState

_SHORT = 160  # characters
_STATES = {
    PostState.HELD: ("Waits for a moderator", "orange"),
    PostState.HIDDEN: ("Hidden by a moderator", "red"),
    PostState.RETURNED: ("Sent back to you", "orange"),
}


@dataclass(frozen=True)
class OwnLine:
    """One of the member's own posts."""

    href: str
    title: str
    text: str
    mark: str
    colour: str
    when: datetime


def own_line(post: OwnPost) -> OwnLine:
    """A post with where it stands; one without a position stands below its thread."""
    mark, colour = _STATES.get(post.state, ("", ""))
    thread = f"/forum/threads/{post.thread_id}"
    href = post_href(post.thread_id, post.position) if post.position else f"{thread}#post-{post.id}"
    text = post.text if len(post.text) <= _SHORT else f"{post.text[:_SHORT].rstrip()}…"
    return OwnLine(href, post.title, text, mark, colour, post.created_at)
