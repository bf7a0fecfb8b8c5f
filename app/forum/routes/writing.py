"""Writing: a new thread, an answer, and drafts of both."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.markdown import members_html
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.dependencies import Member
from app.forum.forms import writing as forms
from app.forum.models import Board, Thread
from app.forum.queries import drafts, writable
from app.forum.queries.viewer import Viewer
from app.forum.queries.writable import Quoted
from app.forum.routes.posted import answered, href_of, unplaced
from app.forum.rules import words
from app.forum.rules.posts import MOST_TEXT
from app.forum.service import considering, drafting, writing
from app.forum.service.considering import Considered
from app.risk import duty

router = Router()

_CLOSED = "This board was closed meanwhile, so it cannot be posted here. Your words are kept below."
_LOCKED = "A moderator has locked this thread meanwhile, so it cannot be posted here. Your words are kept below."
_TOO_FAST = "You have written a lot in a few minutes. Your words are kept. Wait ten minutes, then post them."


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody writes: on a board, or in a thread of it."""

    board: Board
    thread: Thread | None = None
    quoted: Quoted | None = None

    @property
    def id(self) -> UUID:
        """What a draft is kept under."""
        return self.thread.id if self.thread else self.board.id

    @property
    def template(self) -> str:
        """The page with the boxes."""
        return "forum/reply.html" if self.thread else "forum/new.html"


@router.get("/forum/boards/{board_id}/new")
def new_page(
    request: Request, session: Database, user: ForumUser, member: Member, board_id: UUID, kept: str = ""
) -> Response:
    """The boxes for a new thread, with what was begun here."""
    place = Place(writable.board(session, viewer=member, board_id=board_id))
    return _boxes(request, session, user, member, place, kept=kept)


@router.post("/forum/boards/{board_id}/new")
def post_thread(
    request: Request, session: Database, user: ForumUser, member: Member, board_id: UUID, fields: Form
) -> Response:
    """Posts it, keeps it as a draft, or shows how it will look."""
    try:
        place = Place(writable.board(session, viewer=member, board_id=board_id))
    except NotFound:
        return unplaced(request, session, member, board_id, fields)
    return _take(request, session, user, member, place, fields)


@router.get("/forum/threads/{thread_id}/reply")
def reply_page(
    request: Request,
    session: Database,
    user: ForumUser,
    member: Member,
    thread_id: UUID,
    quote: str = "",
    kept: str = "",
) -> Response:
    """The box for an answer, with what was begun here; `quote` is the id of the post that is answered."""
    place = _in_thread(session, member, thread_id, quote)
    return _boxes(request, session, user, member, place, kept=kept)


@router.post("/forum/threads/{thread_id}/reply")
def post_reply(
    request: Request, session: Database, user: ForumUser, member: Member, thread_id: UUID, fields: Form
) -> Response:
    """Posts it, or keeps it as a draft."""
    try:
        place = _in_thread(session, member, thread_id, fields.get("quote", ""))
    except NotFound:
        return unplaced(request, session, member, thread_id, fields)
    return _take(request, session, user, member, place, fields)


def _in_thread(session: Session, member: Viewer, thread_id: UUID, quote: str) -> Place:
    thread, board = writable.thread(session, viewer=member, thread_id=thread_id)
    return Place(board, thread, _quoted(session, member, thread_id, quote))


def _quoted(session: Session, member: Viewer, thread_id: UUID, quote: str) -> Quoted | None:
    try:
        post_id = UUID(quote)
    except ValueError:
        return None
    return writable.quoted(session, viewer=member, thread_id=thread_id, post_id=post_id)


def _boxes(
    request: Request, session: Session, user: SignedIn, member: Viewer, place: Place, *, kept: str = ""
) -> Response:
    draft = drafts.find(session, viewer=member, place=place.id)
    if draft is None:
        return _page(request, session, user, member, place, {})
    if place.thread and place.quoted is None:
        place = Place(place.board, place.thread, _quoted(session, member, place.thread.id, draft.quote))
    begun = drafting.Begun(draft.title, draft.text, draft.tags)
    return _page(request, session, user, member, place, forms.kept(begun), saved_at=draft.saved_at, kept=bool(kept))


def _take(request: Request, session: Session, user: SignedIn, member: Viewer, place: Place, fields: Fields) -> Response:
    begun = forms.typed(fields)
    if fields.get("do") in {"keep", "preview"}:
        return _keep(request, session, user, member, place, fields)
    form, errors = forms.read(fields, has_title=place.thread is None)
    said = form or begun
    heading = "" if place.thread else said.title
    considered = considering.consider(
        session, board_id=place.board.id, heading=heading, text=said.text[: 2 * MOST_TEXT]
    )
    errors = errors or _refused(session, member, place)
    warned = words.warned(considered.found, heading=heading, text=said.text, accepted=fields.get("accepted", ""))
    if warned and not errors:
        drafting.save(session, viewer=member, place=place.id, begun=begun)
        return _page(request, session, user, member, place, fields, warned=warned)
    if errors:
        drafting.save(session, viewer=member, place=place.id, begun=begun)
        receipt = writing.worry(session, viewer=member, place=place.id, considered=considered)
        return _page(request, session, user, member, place, fields, errors=errors, receipt=receipt)
    return _posted(request, session, member, place, considered, said.tags)


def _keep(request: Request, session: Session, user: SignedIn, member: Viewer, place: Place, fields: Fields) -> Response:
    begun = forms.typed(fields)
    drafting.save(session, viewer=member, place=place.id, begun=begun)
    if fields["do"] == "preview":
        return _page(request, session, user, member, place, fields, preview=members_html(begun.text[:MOST_TEXT]))
    quiet = request.headers.get("x-draft") == "quiet"
    return Response(status_code=204) if quiet else RedirectResponse(f"{request.url.path}?kept=1", 303)


def _posted(
    request: Request, session: Session, member: Viewer, place: Place, considered: Considered, tags: tuple[str, ...]
) -> Response:
    if place.thread is None:
        written = writing.begin(session, viewer=member, board=place.board, considered=considered, tags=tags)
    else:
        quoted_id = place.quoted.id if place.quoted else None
        written = writing.reply(
            session, viewer=member, board=place.board, thread=place.thread, considered=considered, quoted_id=quoted_id
        )
    if written.receipt:
        return answered(request, written.post, written.receipt)
    return RedirectResponse(href_of(written.post), 303)


def _refused(session: Session, member: Viewer, place: Place) -> Errors:
    if place.board.closed_at:
        return {"form": _CLOSED}
    if place.thread and place.thread.is_locked and not member.moderates:
        return {"form": _LOCKED}
    return {"form": _TOO_FAST} if writing.is_too_fast(session, viewer=member) else {}


def _page(
    request: Request,
    session: Session,
    user: SignedIn,
    member: Viewer,
    place: Place,
    form: Fields,
    **more: Any,
) -> Response:
    blank = {"errors": None, "warned": None, "receipt": None, "saved_at": None, "kept": False, "preview": None}
    return render(
        request,
        place.template,
        status=422 if more.get("errors") or more.get("warned") else 200,
        place=place,
        form=form,
        stopped_until=member.silent_until(board_id=place.board.id),
        is_shut=bool(place.board.closed_at or (place.thread and place.thread.is_locked and not member.moderates)),
        when_read=duty.when_read(session, trust_id=user.own_trust, now=clock.now()),
        tag_groups=forms.tag_choices(),
        name=member.name,
        **(blank | more),
    )
