"""The words for a post: what stands in its place when it cannot be read, its marks, and what its reader may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from app.core.markdown import members_html
from app.forum.presenters.boards import NOBODY, post_href, tag_words
from app.forum.queries.acts import Trace
from app.forum.queries.posts import Quoted, Reading
from app.forum.queries.threads import Opened
from app.forum.queries.viewer import Viewer
from app.forum.rules.posts import HeldFor, PostState

_LEFT = "Somebody who has left"
_DELETED = "{name} has deleted this post."
_HIDDEN = "Hidden by a moderator."
_OTHERS = {
    PostState.HELD: "A moderator looks at this post before it is shown again.",
    PostState.RETURNED: "A moderator has sent this post back to its writer.",
}
# To the writer, above their own words.
_OWN = {
    PostState.HIDDEN: "A moderator has hidden this. Others do not see your words.",
    PostState.RETURNED: "A moderator has sent this back to you. Others do not see it. You can change it and send it again.",
}
_WAITS = "Only you and the moderators see this. "
_WHY = {
    HeldFor.FIRST_POSTS: "A moderator reads everybody's first posts before others see them.",
    HeldFor.EVERY_POST: "On this board a moderator reads every post before others see it.",
    HeldFor.IDENTITY: "It may show others who somebody is. You can change it now.",
    HeldFor.CONDUCT: "A moderator reads it before others do.",
    HeldFor.COOLING_OFF: "You were asked to pause, so a moderator reads it first.",
}
_TO_MODERATORS = {
    PostState.HELD: "Waits for a moderator. Only its writer and moderators see it.",
    PostState.HIDDEN: "Only its writer and moderators see these words.",
    PostState.RETURNED: "Sent back to its writer. Only they and moderators see these words.",
}
_CHANGEABLE = {PostState.SHOWN, PostState.HELD, PostState.RETURNED}


@dataclass(frozen=True)
class Link:
    """Something that the reader may do."""

    text: str
    href: str


@dataclass(frozen=True)
class PostView:
    """A post as it is printed. Without `html` only `note` stands there."""

    id: UUID
    position: int | None
    name: str
    name_href: str
    whose: str
    whose_href: str
    is_staff: bool
    is_own: bool
    tags: list[str]
    when: datetime
    edited_at: datetime | None
    edited_href: str
    is_first_new: bool
    mentions_you: bool
    note: str
    note_href: str
    quoted: Quoted | None
    quoted_href: str
    html: Markup | None
    is_covered: bool
    links: list[Link]
    look_href: str


@dataclass(frozen=True)
class Looking:
    """What is the same for all posts of a page."""

    viewer: Viewer
    thread: Opened
    traces: Mapping[UUID | None, Sequence[Trace]]
    may_write: bool


def post_view(post: Reading, *, looking: Looking) -> PostView:
    """A post for one reader."""
    thread, name = looking.thread, _LEFT if post.has_left else post.name or NOBODY
    is_new = 0 < thread.read == (post.position or 0) - 1 and not post.is_own
    return PostView(
        id=post.id,
        position=post.position,
        name=name,
        name_href="" if post.is_own or post.has_left or not post.name else f"/forum/members/{post.member_id}",
        whose=_whose(post, looking.viewer),
        whose_href=f"/staff/moderation/members/{post.member_id}",
        is_staff=post.is_staff,
        is_own=post.is_own,
        tags=tag_words(post.tags) if post.text else [],
        when=post.shown_at or post.created_at,
        edited_at=post.edited_at if post.text else None,
        edited_href=f"/forum/posts/{post.id}/history" if post.is_own or looking.viewer.moderates else "",
        is_first_new=is_new,
        mentions_you=post.mentions_viewer and bool(post.text) and not post.is_muted,
        note=_note(post, name, looking),
        note_href="/forum/decisions" if post.is_own and post.state in {PostState.HIDDEN, PostState.RETURNED} else "",
        quoted=post.quoted if post.text else None,
        quoted_href=_quoted_href(post.quoted, thread),
        html=members_html(post.text) if post.text else None,
        is_covered=post.is_muted and not post.is_staff,
        links=_links(post, looking),
        look_href=f"/staff/moderation/posts/{post.id}/look" if _may_look(post, looking.viewer) else "",
    )


def _note(post: Reading, name: str, looking: Looking) -> str:
    if post.state is PostState.DELETED:
        return _DELETED.format(name=name)
    if post.state is PostState.SHOWN:
        return ""
    if post.is_own:
        return _OWN.get(post.state) or _WAITS + _WHY.get(post.held_for or HeldFor.FIRST_POSTS, "")
    trace = " ".join(each.words for each in looking.traces.get(post.id, ()))
    if looking.viewer.moderates:
        lead = f"{trace or _HIDDEN} " if post.state is PostState.HIDDEN else ""
        return lead + _TO_MODERATORS[post.state]
    return (trace or _HIDDEN) if post.state is PostState.HIDDEN else _OTHERS[post.state]


def _whose(post: Reading, viewer: Viewer) -> str:
    """For moderators: whether they can find out who it is, which is written down when they do."""
    if not viewer.moderates or post.is_staff or post.is_own:
        return ""
    return "Anonymous to others" if post.trust_id == viewer.trust_id else "From another trust"


def _may_look(post: Reading, viewer: Viewer) -> bool:
    return viewer.moderates and not post.is_own and post.state is not PostState.DELETED


def _links(post: Reading, looking: Looking) -> list[Link]:
    if post.state is PostState.DELETED:
        return []
    at = f"/forum/posts/{post.id}"
    found = []
    if post.state is PostState.SHOWN and looking.may_write:
        found.append(Link("Quote", f"/forum/threads/{looking.thread.id}/reply?quote={post.id}"))
    if post.is_own:
        changed = [Link("Change", f"{at}/edit")] if post.state in _CHANGEABLE else []
        return [*found, *changed, Link("Delete", f"{at}/delete")]
    if post.state is PostState.SHOWN and not looking.viewer.moderates:
        found.append(Link("Report", f"{at}/report"))
    return found


def _quoted_href(quoted: Quoted | None, thread: Opened) -> str:
    return post_href(thread.id, quoted.position) if quoted and quoted.position else ""
