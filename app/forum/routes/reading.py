"""Reading: the forum's first page, a board, a thread, and how much is new in one."""

from datetime import date, datetime
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.core import clock
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum.dependencies import Member
from app.forum.forms import finding as forms
from app.forum.presenters import boards as words
from app.forum.presenters import posts as presenters
from app.forum.presenters.posts import Looking
from app.forum.queries import acts, boards, posts, threads
from app.forum.queries.threads import Opened
from app.forum.queries.viewer import Viewer
from app.forum.rules import looking
from app.forum.rules.posts import TAGS
from app.forum.service import following, reading
from app.risk import duty

router = Router()

DONE = {"joined": "You have joined. Have a look round; nobody has to write."}
_STORIES = 4


@router.get("/forum")
def home(request: Request, session: Database, user: ForumUser, member: Member, done: str = "") -> Response:
    """The boards, with what is new; more than that while few people write."""
    found = boards.boards(session, viewer=member)
    return render(
        request,
        "forum/boards.html",
        boards=[words.board_line(each, viewer=member) for each in found],
        like_you=[words.thread_line(each) for each in threads.like_you(session, viewer=member)] if member.tags else [],
        has_tags=bool(member.tags),
        quiet=_quiet(request, session, member),
        name=member.name,
        moderates=member.moderates,
        when_read=duty.when_read(session, trust_id=user.own_trust, now=clock.now()),
        done=DONE.get(done),
    )


@router.get("/forum/boards/{board_id}")
def board_page(
    request: Request,
    session: Database,
    _user: ForumUser,
    member: Member,
    board_id: UUID,
    tag: str = "",
    show: str = "",
    before: str = "",
) -> Response:
    """A board's threads; `before` goes on with older ones, so that what is written meanwhile moves nothing."""
    room = boards.board(session, viewer=member, board_id=board_id)
    wanted = forms.wanted(tag=tag, show=show, has_tags=bool(member.tags))
    moment = forms.moment(before)
    found, has_more = threads.of_board(session, viewer=member, board_id=room.id, wanted=wanted, before=moment)
    is_first = moment is None and wanted == threads.Wanted()
    pinned = threads.pinned(session, viewer=member, board_id=room.id) if is_first else []
    return render(
        request,
        "forum/board.html",
        room=room,
        to_know=words.to_know(room),
        kind=words.kind(room),
        threads=[words.thread_line(each) for each in [*pinned, *found]],
        filters=forms.filters(wanted, has_tags=bool(member.tags)),
        tags=[{"value": "", "text": "Anything"}, *({"value": each, "text": text} for each, text in TAGS.items())],
        wanted=wanted,
        older=_older(room.id, wanted, found[-1].last_shown_at) if has_more else "",
        is_first=is_first,
        is_later=moment is not None,
        quiet=_quiet(request, session, member) if is_first and not has_more else None,
        silent_until=member.silent_until(board_id=room.id),
    )


@router.get("/forum/threads/{thread_id}")
def thread_page(
    request: Request, session: Database, _user: ForumUser, member: Member, thread_id: UUID, page: int = 1
) -> Response:
    """Twenty posts, by their positions, so that a page is the same whatever is written meanwhile."""
    thread = threads.thread(session, viewer=member, thread_id=thread_id)
    last_page = looking.pages(thread.last_position)
    if not 1 <= page <= last_page:
        raise NotFound
    found = posts.page(session, viewer=member, thread=thread, number=page)
    seen = _looking(session, member, thread)
    reading.read_to(session, viewer=member, thread=thread, position=max([each.position or 0 for each in found] or [0]))
    return render(
        request,
        "forum/thread.html",
        thread=thread,
        tags=words.tag_words(thread.tags),
        traces=[each.words for each in seen.traces.get(None, ())],
        posts=[presenters.post_view(each, looking=seen) for each in found],
        page=page,
        pages=last_page,
        newest_href=words.post_href(thread.id, thread.last_position + 1),
        may_write=seen.may_write,
        silent_until=member.silent_until(board_id=thread.board_id),
        moderates=member.moderates,
    )


@router.get("/forum/threads/{thread_id}/new-since")
def new_since(session: Database, _user: ForumUser, member: Member, thread_id: UUID, position: int = 0) -> Response:
    """How many posts of others came after a position, and where they begin; as JSON, for the live hint."""
    thread = threads.thread(session, viewer=member, thread_id=thread_id)
    after = min(max(position, 0), thread.last_position)
    count = posts.new_since(session, viewer=member, thread_id=thread.id, after=after)
    return JSONResponse({"new": count, "href": words.post_href(thread.id, after + 1)})


@router.post("/forum/threads/{thread_id}/follow")
def follow(session: Database, _user: ForumUser, member: Member, thread_id: UUID) -> Response:
    """They hear of what is new in it."""
    thread = threads.thread(session, viewer=member, thread_id=thread_id)
    following.follow(session, viewer=member, thread=thread)
    return RedirectResponse(f"/forum/threads/{thread.id}#following", 303)


@router.post("/forum/threads/{thread_id}/follow/stop")
def stop_following(session: Database, _user: ForumUser, member: Member, thread_id: UUID) -> Response:
    """They do not any more."""
    thread = threads.thread(session, viewer=member, thread_id=thread_id)
    following.stop_following(session, viewer=member, thread_id=thread.id)
    return RedirectResponse(f"/forum/threads/{thread.id}#following", 303)


def _older(board_id: UUID, wanted: threads.Wanted, last_at: datetime) -> str:
    return forms.older(f"/forum/boards/{board_id}", last_at=last_at, chosen=wanted)


def _looking(session: Session, member: Viewer, thread: Opened) -> Looking:
    is_shut = thread.board_is_closed or (thread.is_locked and not member.moderates)
    return Looking(
        viewer=member,
        thread=thread,
        traces=acts.traces(session, viewer=member, thread_id=thread.id),
        may_write=not is_shut and member.silent_until(board_id=thread.board_id) is None,
    )


def _quiet(request: Request, session: Session, member: Viewer) -> dict[str, object] | None:
    """What stands on the page while few people write; None when enough do."""
    if not boards.is_quiet(session, viewer=member):
        return None
    return {
        "seeded": boards.seeded(session, viewer=member),
        "stories": _stories(request.app.state.stories, today=clock.london_day(clock.now())),
        "usual": words.usual_hours(looking.busiest(boards.hours(session, viewer=member))),
    }


def _stories(stories: tuple[tuple[str, str, str], ...], *, today: date) -> list[tuple[str, str, str]]:
    """A few from all over the modules, and others each day, so that who comes back finds something new."""
    step = max(1, len(stories) // _STORIES)
    return [stories[(today.toordinal() + each * step) % len(stories)] for each in range(min(_STORIES, len(stories)))]
