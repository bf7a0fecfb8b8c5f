"""Which version of a post somebody changes."""

from app.core.forms import Fields
from app.forum.forms import writing
from app.forum.models import Post, Thread
from app.forum.service.drafting import Begun


def filled(post: Post, thread: Thread) -> Fields:
    """The boxes with the post as it is."""
    tags = tuple(thread.tags) if post.heading else ()
    return dict(writing.kept(Begun(post.heading, post.text, tags))) | {"version": str(post.version)}


def is_current(fields: Fields, post: Post) -> bool:
    """Whether the page was made from the post as it is now."""
    return fields.get("version") == str(post.version)
