"""Taking one's posts along, removing them, and leaving: also for somebody who may not come in just now."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.accounts.signed_in import SignedIn
from app.core import clock, forms
from app.core.errors import Elsewhere
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.forms.leaving import Going, LeaveForm
from app.forum.queries import drafts, own
from app.forum.queries.drafts import Kept
from app.forum.queries.own import OwnPost
from app.forum.queries.viewer import Viewer, viewer
from app.forum.service import leaving, removing

router = Router()

_STOPPED = "You can leave when the time that a moderator has set is over. You can remove your posts now."


@router.get("/forum/leave")
def leave_page(request: Request, session: Database, user: ForumUser, done: str = "") -> Response:
    """What can be taken along, and the ways to go."""
    return _page(request, session, _mine(session, user), {}, done=done == "posts")


@router.post("/forum/leave")
def leave(request: Request, session: Database, user: ForumUser, fields: Form) -> Response:
    """Removes the posts, leaves, or both."""
    mine = _mine(session, user)
    form, errors = forms.parse(LeaveForm, fields)
    if form is not None and form.what is not Going.POSTS and mine.stopped:
        # Else somebody could come back at once under another name.
        errors = {"what": _STOPPED}
    if form is None or errors:
        return _page(request, session, mine, fields, errors=errors)
    if form.what is Going.POSTS:
        removing.remove_all(session, member_id=mine.member_id)
        return RedirectResponse("/forum/leave?done=posts", 303)
    leaving.leave(session, member_id=mine.member_id, removes_posts=form.what is Going.ALL)
    return render(request, "forum/left.html", removed=form.what is Going.ALL)


@router.get("/forum/take-out")
def take_out(session: Database, user: ForumUser) -> Response:
    """Own posts and drafts, as a file that other programs can read."""
    mine = _mine(session, user)
    content = {
        "taken_out_at": clock.now().isoformat(),
        "name": mine.name,
        "posts": [_post(each) for each in own.posts(session, member_id=mine.member_id)],
        "drafts": [_draft(each) for each in drafts.all_of(session, viewer=mine)],
    }
    return JSONResponse(content, headers={"Content-Disposition": 'attachment; filename="my-posts.json"'})


def _mine(session: Session, user: SignedIn) -> Viewer:
    """The member, without asking for the newest house rules: nobody is kept here by them."""
    found = viewer(session, user=user)
    if found is None:
        raise Elsewhere("/forum/join")
    return found


def _page(
    request: Request,
    session: Session,
    mine: Viewer,
    form: Fields,
    *,
    errors: Errors | None = None,
    done: bool = False,
) -> Response:
    return render(
        request,
        "forum/leave.html",
        status=422 if errors else 200,
        form=form,
        errors=errors,
        name=mine.name,
        posts=own.how_many(session, member_id=mine.member_id),
        stopped=_STOPPED if mine.stopped else "",
        done=done,
    )


def _post(post: OwnPost) -> dict[str, object]:
    return {
        "board": post.board,
        "thread": post.thread,
        "text": post.text,
        "state": post.state.value,
        "written_at": post.written_at.isoformat(),
        "edited_at": post.edited_at.isoformat() if post.edited_at else None,
    }


def _draft(draft: Kept) -> dict[str, object]:
    return {"for": draft.where, "title": draft.title, "text": draft.text, "saved_at": draft.saved_at.isoformat()}
