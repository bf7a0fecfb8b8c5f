"""What somebody looks for: which threads of a board, and words in posts."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel

from app.core import clock, forms
from app.forum.queries.threads import Wanted
from app.forum.rules.posts import TAGS

MOST_QUESTION = 200
_LIKE_ME, _UNANSWERED = "like-me", "unanswered"
_NAMES = {"": "All threads", _LIKE_ME: "People like me", _UNANSWERED: "Without a reply"}


class Question(BaseModel):
    """The one box. An empty one is no mistake."""

    q: Annotated[str, forms.line(missing="", most=MOST_QUESTION, optional=True)]


def wanted(*, tag: str, show: str, has_tags: bool) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    return Wanted(tag if tag in TAGS else "", show == _LIKE_ME and has_tags, show == _UNANSWERED)


def filters(chosen: Wanted, *, has_tags: bool) -> list[dict[str, object]]:
    """The ways to look at a board, with the one that is chosen; people like me only for who said something of themselves."""
    now = _show(chosen)
    offered = [each for each in _NAMES if has_tags or each != _LIKE_ME]
    return [{"text": _NAMES[each], "value": each, "current": each == now} for each in offered]


def older(path: str, *, last_at: datetime, chosen: Wanted | None = None, q: str = "") -> str:
    """The address of what is older than the last thing on a page."""
    tag, show = (chosen.tag, _show(chosen)) if chosen else ("", "")
    asked = {"q": q, "tag": tag, "show": show, "before": last_at.isoformat()}
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"


def moment(words: str) -> datetime | None:
    """The moment in an address; None when there is none, or it makes no sense."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=clock.UTC)


def _show(chosen: Wanted) -> str:
    if chosen.like_me:
        return _LIKE_ME
    return _UNANSWERED if chosen.unanswered else ""
