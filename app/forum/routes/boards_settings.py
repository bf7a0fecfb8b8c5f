"""A trust lead sets up boards, and says in which commons the trust takes part. Never what is written there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ForumPlanner
from app.accounts.signed_in import SignedIn
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import staff_words
from app.forum.forms.planning import kept, read
from app.forum.queries import planning
from app.forum.queries.planning import Planned
from app.forum.rules.boards import DEFAULT_FIRST, Mode, Purpose
from app.forum.service import planning as service

router = Router()

_PAGE = "/staff/settings/forum"
_DONE = {
    "opened": "The board is open",
    "changed": "The board is changed",
    "close": "The board is closed",
    "reopen": "The board is open again",
    "share": "Other trusts can take part in it now",
    "stop-sharing": "It is your trust's alone again",
    "join": "Your members can come in now",
    "leave": "Your members cannot come in any more",
}
_VERBS: dict[str, Callable[..., None]] = {
    "close": service.close,
    "reopen": service.reopen,
    "share": service.share,
    "stop-sharing": service.stop_sharing,
    "join": service.take_part,
    "leave": service.take_part_no_more,
}


@router.get("/staff/settings/forum")
def boards_page(request: Request, session: Database, user: ForumPlanner, done: str = "") -> Response:
    """The trust's boards, and the commons of others."""
    return _page(request, session, user, done=_DONE.get(done))


@router.get("/staff/settings/forum/new")
def new_board_page(request: Request, session: Database, user: ForumPlanner) -> Response:
    """A form for one more board."""
    reads = planning.somebody_reads(session, trust_id=user.own_trust)
    mode = Mode.PRE_FIRST if reads else Mode.POST
    form = {"mode": mode.value, "purpose": Purpose.TALK.value, "first": str(DEFAULT_FIRST), "place": "0"}
    return _board_page(request, session, user, None, form)


@router.post("/staff/settings/forum/new")
def open_board(request: Request, session: Database, user: ForumPlanner, fields: Form) -> Response:
    """Opens a board."""
    plan, errors = read(fields)
    if plan is None:
        return _board_page(request, session, user, None, fields, errors=errors)
    try:
        service.open_board(session, trust_id=user.own_trust, actor_id=user.person_id, plan=plan)
    except Conflict as refused:
        return _board_page(request, session, user, None, fields, errors={"mode": refused.sentence})
    return RedirectResponse(f"{_PAGE}?done=opened", 303)


@router.get("/staff/settings/forum/boards/{board_id}")
def board_page(request: Request, session: Database, user: ForumPlanner, board_id: UUID) -> Response:
    """One board of the trust."""
    board = planning.one(session, trust_id=user.own_trust, board_id=board_id)
    return _board_page(request, session, user, board, kept(board))


@router.post("/staff/settings/forum/boards/{board_id}")
def change_board(request: Request, session: Database, user: ForumPlanner, board_id: UUID, fields: Form) -> Response:
    """Changes it."""
    board = planning.one(session, trust_id=user.own_trust, board_id=board_id)
    plan, errors = read(fields)
    if plan is None:
        return _board_page(request, session, user, board, fields, errors=errors)
    try:
        service.change(session, trust_id=user.own_trust, actor_id=user.person_id, board_id=board_id, plan=plan)
    except Conflict as refused:
        return _board_page(request, session, user, board, fields, errors={"mode": refused.sentence})
    return RedirectResponse(f"{_PAGE}?done=changed", 303)


@router.post("/staff/settings/forum/boards/{board_id}/{verb}")
def act(request: Request, session: Database, user: ForumPlanner, board_id: UUID, verb: str) -> Response:
    """Closes or opens a board, shares it or not, takes part in a commons or not."""
    if verb not in _VERBS:
        raise NotFound
    try:
        _VERBS[verb](session, trust_id=user.own_trust, actor_id=user.person_id, board_id=board_id)
    except Conflict as refused:
        return _page(request, session, user, errors={"form": refused.sentence})
    return RedirectResponse(f"{_PAGE}?done={verb}", 303)


def _page(
    request: Request, session: Database, user: SignedIn, *, errors: Errors | None = None, done: str | None = None
) -> Response:
    trust_id = user.own_trust
    return render(
        request,
        "forum/staff/boards.html",
        status=409 if errors else 200,
        own=[_line(each) for each in planning.own(session, trust_id=trust_id)],
        joined=[_line(each) for each in planning.joined(session, trust_id=trust_id)],
        offered=[_line(each) for each in planning.offered(session, trust_id=trust_id)],
        somebody_reads=planning.somebody_reads(session, trust_id=trust_id),
        errors=errors,
        done=done,
    )


def _board_page(
    request: Request,
    session: Database,
    user: SignedIn,
    board: Planned | None,
    form: Fields,
    *,
    errors: Errors | None = None,
) -> Response:
    return render(
        request,
        "forum/staff/board.html",
        status=422 if errors else 200,
        board=board,
        purposes=[{"value": each, "text": words} for each, words in staff_words.PURPOSES.items()],
        modes=[{"value": each, "text": words} for each, words in staff_words.MODES.items()],
        somebody_reads=planning.somebody_reads(session, trust_id=user.own_trust),
        form=form,
        errors=errors,
    )


def _line(board: Planned) -> dict[str, Any]:
    others = board.trusts - 1
    shared = "Other trusts can take part in it." if not others else f"{others + 1} trusts take part in it."
    return {
        "id": board.id,
        "name": board.name,
        "about": board.about,
        "mode": f"{staff_words.MODES[board.mode]}.",
        "shared": shared if board.is_commons else "",
        "is_commons": board.is_commons,
        "has_others": others > 0,
        "is_closed": board.closed_at is not None,
    }
