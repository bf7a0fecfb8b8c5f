"""A moderator locks, pins or moves a thread."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import ForumModerator
from app.core import forms
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import staff_presenters as presenters
from app.forum.dependencies import Member
from app.forum.forms.moderating import LockForm, MoveForm
from app.forum.queries import acts, conduct
from app.forum.queries.viewer import Viewer
from app.forum.routes.review import REASONS
from app.forum.rules.moderation import Verb
from app.forum.service import threads

router = Router()

_DONE = {
    "lock": "Nobody can reply now. Everybody can read it.",
    "unlock": "People can reply again.",
    "pin": "It stands on top of its board now.",
    "unpin": "It stands among the others again.",
    "move": "It is on the other board now.",
}
_PLAIN = {"unlock": Verb.UNLOCK, "pin": Verb.PIN, "unpin": Verb.UNPIN}
_FIRST = "Somebody was first. Look at the thread as it is now, then decide."


@router.get("/staff/moderation/threads/{thread_id}")
def thread_page(
    request: Request, session: Database, user: ForumModerator, member: Member, thread_id: UUID, done: str = ""
) -> Response:
    """What can be done with a thread as a whole, and what was done."""
    return _page(request, session, member, thread_id, done=_DONE.get(done))


@router.post("/staff/moderation/threads/{thread_id}/lock")
def lock(
    request: Request, session: Database, user: ForumModerator, member: Member, thread_id: UUID, fields: Form
) -> Response:
    """Nobody can reply any more; everybody can read why."""
    form, errors = forms.parse(LockForm, fields)
    if form is None:
        return _page(request, session, member, thread_id, status=422, form=fields, errors=errors, trouble="lock")
    why: dict[str, Any] = {"reason": form.lock_reason, "words": form.lock_words}
    try:
        threads.change(session, viewer=member, thread_id=thread_id, verb=Verb.LOCK, **why)
    except Conflict:
        return _page(request, session, member, thread_id, status=409, form=fields, errors={"form": _FIRST})
    return _back(thread_id, "lock")


@router.post("/staff/moderation/threads/{thread_id}/move")
def move(
    request: Request, session: Database, user: ForumModerator, member: Member, thread_id: UUID, fields: Form
) -> Response:
    """It goes to another board of the same trusts."""
    form, errors = forms.parse(MoveForm, fields)
    thread = threads.seen(session, viewer=member, thread_id=thread_id)
    able = {str(each.id): each.id for each in conduct.boards_like(session, viewer=member, board_id=thread.board_id)}
    if form and form.board not in able:
        errors["board"] = "Choose a board"
    if form is None or errors:
        return _page(request, session, member, thread_id, status=422, form=fields, errors=errors, trouble="move")
    try:
        threads.move(session, viewer=member, thread_id=thread_id, board_id=able[form.board], words=form.move_words)
    except Conflict:
        return _page(request, session, member, thread_id, status=409, form=fields, errors={"form": _FIRST})
    return _back(thread_id, "move")


@router.post("/staff/moderation/threads/{thread_id}/{verb}")
def change(
    request: Request, session: Database, user: ForumModerator, member: Member, thread_id: UUID, verb: str
) -> Response:
    """Unlocks, pins or takes the pin off."""
    threads.seen(session, viewer=member, thread_id=thread_id)
    try:
        threads.change(session, viewer=member, thread_id=thread_id, verb=_PLAIN.get(verb, Verb.WARN))
    except Conflict:
        return _page(request, session, member, thread_id, status=409, errors={"form": _FIRST})
    return _back(thread_id, verb)


def _back(thread_id: UUID, done: str) -> Response:
    return RedirectResponse(f"/staff/moderation/threads/{thread_id}?done={done}", 303)


def _page(  # noqa: PLR0913 - what a second look at a form needs
    request: Request,
    session: Database,
    member: Viewer,
    thread_id: UUID,
    *,
    status: int = 200,
    form: Fields | None = None,
    errors: Errors | None = None,
    trouble: str = "",
    done: str | None = None,
) -> Response:
    thread = threads.seen(session, viewer=member, thread_id=thread_id)
    history = acts.to_thread(session, viewer=member, thread_id=thread_id)
    names = people.names(session, person_ids=presenters.people_of([], history))
    offered = threads.offered(thread)
    boards = conduct.boards_like(session, viewer=member, board_id=thread.board_id)
    return render(
        request,
        "forum/staff/thread.html",
        status=status,
        thread=thread,
        may={verb.value: verb in offered for verb in Verb},
        boards=[{"value": "", "text": "Choose a board"}, *({"value": str(e.id), "text": e.name} for e in boards)],
        has_boards=bool(boards),
        reasons=REASONS,
        events=[presenters.step(each, names=names, viewer=member) for each in history],
        form=form,
        errors=errors,
        trouble=trouble,
        done=done,
    )
