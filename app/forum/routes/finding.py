"""Finding posts by their words, and one's own."""

from fastapi import Request, Response
from markupsafe import Markup, escape

from app.accounts.dependencies import ForumUser
from app.core import forms as core_forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.dependencies import Member
from app.forum.forms import finding as forms
from app.forum.presenters import own as presenters
from app.forum.presenters.boards import NOBODY, post_href, thread_line
from app.forum.queries import drafts, finding, threads
from app.forum.queries.finding import START, STOP, Hit

router = Router()


@router.get("/forum/search")
def search(
    request: Request, session: Database, _user: ForumUser, member: Member, q: str = "", before: str = ""
) -> Response:
    """Posts with these words, the newest first. What is asked stands in the reader's own address bar, nowhere with us."""
    typed = core_forms.readable(q)
    question, errors = core_forms.parse(forms.Question, {"q": typed})
    asked = question.q if question else ""
    hits: list[Hit] = []
    has_more = False
    if asked:
        hits, has_more = finding.search(session, viewer=member, question=asked, before=forms.moment(before))
    return render(
        request,
        "forum/search.html",
        status=422 if errors else 200,
        form={"q": typed},
        errors=errors,
        asked=asked,
        hits=[_hit(each) for each in hits],
        is_later=bool(before),
        older=forms.older("/forum/search", last_at=hits[-1].created_at, q=asked) if has_more else "",
    )


@router.get("/forum/mine")
def mine(request: Request, session: Database, _user: ForumUser, member: Member) -> Response:
    """What the member wrote, began, follows, and where others speak to them."""
    return render(
        request,
        "forum/mine.html",
        followed=[thread_line(each) for each in threads.followed(session, viewer=member)],
        mentions=[_hit(each) for each in finding.mentions(session, viewer=member)],
        drafts=drafts.all_of(session, viewer=member),
        posts=[presenters.own_line(each) for each in finding.own_posts(session, viewer=member)],
    )


def _hit(hit: Hit) -> dict[str, object]:
    marked = str(escape(hit.snippet)).replace(START, "<mark>").replace(STOP, "</mark>")
    return {
        "href": post_href(hit.thread_id, hit.position),
        "title": hit.title,
        "board": hit.board,
        "name": hit.name or NOBODY,
        "is_staff": hit.is_staff,
        "snippet": Markup(marked),  # noqa: S704 - escaped above; the marks are ours
        "when": hit.created_at,
    }
