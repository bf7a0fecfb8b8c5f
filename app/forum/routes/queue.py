"""What waits for moderators, the soonest due first."""

from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from app.accounts import people
from app.accounts.dependencies import ForumModerator
from app.core.clock import now
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import staff_presenters as presenters
from app.forum import staff_words
from app.forum.dependencies import Member
from app.forum.queries import reviews
from app.forum.rules.moderation import ReviewKind

router = Router()

DONE = {
    "approved": "Others can see it now.",
    "kept": "It stays as it is.",
    "returned": "It is back with its writer, with your message.",
    "hidden": "It is hidden. Its writer can read why.",
    "restored": "Others can see it again.",
    "left": "It is closed.",
    "released": "It is back for others.",
}
_SHOW = {"": "Everything that waits", "mine": "What I look at", "done": "What was decided last"}


@router.get("/staff/moderation")
def queue_page(
    request: Request,
    session: Database,
    user: ForumModerator,
    member: Member,
    kind: str = "",
    show: str = "",
    done: str = "",
) -> Response:
    """What waits, or what was decided last; nothing of what is in it but the thread's title."""
    moment = now()
    wanted = ReviewKind(kind) if kind in set(ReviewKind) else None
    found = reviews.queue(session, viewer=member, kind=wanted, mine=show == "mine", done=show == "done")
    names = people.names(session, person_ids=presenters.people_of(found))
    lines = [presenters.line(each, names=names, viewer=member, now=moment) for each in found]
    return render(
        request,
        "forum/staff/queue.html",
        lines=lines,
        done=DONE.get(done),
        heading=_SHOW.get(show, _SHOW[""]),
        nothing="There is nothing here now." if wanted or show else "Nothing waits for anybody now.",
        **_choices(reviews.counts(session, viewer=member), wanted, show),
    )


def _choices(counts: dict[ReviewKind, int], wanted: ReviewKind | None, show: str) -> dict[str, Any]:
    kinds = [{"value": each, "text": staff_words.KINDS[each][0]} for each in ReviewKind]
    return {
        "counts": [_count(each, number, is_shown=each is wanted) for each, number in counts.items()],
        "kinds": [{"value": "", "text": "All"}, *kinds],
        "shows": [{"value": value, "text": text} for value, text in _SHOW.items()],
        "form": {"kind": wanted or "", "show": show},
    }


def _count(kind: ReviewKind, number: int, *, is_shown: bool) -> dict[str, Any]:
    href = f"/staff/moderation?{urlencode({'kind': kind.value})}"
    return {"number": number, "text": staff_words.KINDS[kind][0].lower(), "href": href, "is_shown": is_shown}
