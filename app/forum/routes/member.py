"""A moderator looks at one member: what was done so far, a warning, a time to pause, notes for colleagues."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import ForumModerator
from app.core import clock, forms
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.core.templating import plural
from app.forum import staff_presenters as presenters
from app.forum import staff_words
from app.forum.dependencies import Member
from app.forum.forms.moderating import NoteForm, StopForm, WarnForm, seen_of
from app.forum.queries import acts, conduct
from app.forum.queries.conduct import Seen
from app.forum.queries.viewer import Viewer
from app.forum.routes.review import REASONS
from app.forum.rules import offering
from app.forum.rules.moderation import Verb
from app.forum.rules.posts import PostState
from app.forum.service import noting, sanctioning
from app.forum.service.sanctioning import Why

router = Router()

_PAGE = "/staff/moderation/members"
_DONE = {
    "warned": "They can read your warning now.",
    "stopped": "It holds from now on. They can read why, and until when.",
    "lifted": "It is ended.",
    "noted": "The note is kept.",
}
_EVERYWHERE = "everywhere"
_FIRST = "Somebody was first: something was done about this member meanwhile. Look at it below, then decide."
_WHERE = "Choose where"


@router.get("/staff/moderation/members/{member_id}")
def member_page(
    request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID, done: str = ""
) -> Response:
    """By the name that others see, too."""
    return _page(request, session, member, member_id, done=_DONE.get(done))


@router.post("/staff/moderation/members/{member_id}/warn")
def warn(
    request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID, fields: Form
) -> Response:
    """Tells them what must change."""
    form, errors = forms.parse(WarnForm, fields)
    where = _places(session, member, member_id)
    if form and form.warn_board not in where:
        errors["warn_board"] = "Choose a board"
    if form is None or errors:
        return _page(request, session, member, member_id, status=422, form=fields, errors=errors, trouble="warn")
    what: dict[str, Any] = {"why": Why(form.warn_reason, form.warn_words), "board_id": where[form.warn_board]}
    try:
        sanctioning.warn(session, viewer=member, member_id=member_id, seen=_seen(fields), **what)
    except Conflict:
        return _came_second(request, session, member, member_id, fields, "warn")
    return _back(member_id, "warned")


@router.post("/staff/moderation/members/{member_id}/stop")
def stop(
    request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID, fields: Form
) -> Response:
    """A time without writing, or without the forum."""
    form, errors = forms.parse(StopForm, fields)
    where: dict[str, UUID | None] = {**_places(session, member, member_id)}
    if _is_own(session, member, member_id):
        where[_EVERYWHERE] = None
    if form and form.stop_board not in where:
        errors["stop_board"] = _WHERE
    if form is None or errors:
        return _page(request, session, member, member_id, status=422, form=fields, errors=errors, trouble="stop")
    what: dict[str, Any] = {
        "stop": form.stop,
        "why": Why(form.stop_reason, form.stop_words),
        "board_id": where[form.stop_board],
    }
    try:
        sanctioning.stop(session, viewer=member, member_id=member_id, seen=_seen(fields), **what)
    except Conflict:
        return _came_second(request, session, member, member_id, fields, "stop")
    return _back(member_id, "stopped")


@router.post("/staff/moderation/members/{member_id}/stops/{stop_id}/lift")
def lift(
    request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID, stop_id: UUID
) -> Response:
    """Ends a stop early."""
    try:
        sanctioning.lift(session, viewer=member, member_id=member_id, stop_id=stop_id)
    except Conflict:
        return _page(request, session, member, member_id, status=409, errors={"form": _FIRST})
    return _back(member_id, "lifted")


@router.post("/staff/moderation/members/{member_id}/notes")
def note(
    request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID, fields: Form
) -> Response:
    """Keeps a note for colleagues of the same trust."""
    form, errors = forms.parse(NoteForm, fields)
    if form is None:
        return _page(request, session, member, member_id, status=422, form=fields, errors=errors, trouble="note")
    noting.note(session, viewer=member, member_id=member_id, words=form.note_words)
    return _back(member_id, "noted")


@router.post("/staff/moderation/members/{member_id}/who")
def show_who(request: Request, session: Database, user: ForumModerator, member: Member, member_id: UUID) -> Response:
    """The name of a member of the moderator's own trust; it is written down that it was shown."""
    person_id = noting.look_up_who(session, viewer=member, member_id=member_id)
    names = people.names(session, person_ids=[person_id] if person_id else [])
    who = next(iter(names.values()), "Somebody whose account is gone")
    return _page(request, session, member, member_id, who=who)


def _back(member_id: UUID, done: str) -> Response:
    return RedirectResponse(f"{_PAGE}/{member_id}?done={done}", 303)


def _seen(fields: Fields) -> int:
    words = seen_of(fields)
    return int(words) if words.isdecimal() else -1


def _places(session: Database, member: Viewer, member_id: UUID) -> dict[str, UUID]:
    seen = conduct.member(session, viewer=member, member_id=member_id)
    return {str(each.id): each.id for each in conduct.places(session, viewer=member, seen=seen)}


def _is_own(session: Database, member: Viewer, member_id: UUID) -> bool:
    return conduct.member(session, viewer=member, member_id=member_id).trust_id == member.trust_id


def _came_second(
    request: Request, session: Database, member: Viewer, member_id: UUID, fields: Fields, trouble: str
) -> Response:
    errors = {"form": _FIRST}
    return _page(request, session, member, member_id, status=409, form=fields, errors=errors, trouble=trouble)


def _page(  # noqa: PLR0913 - what a second look at a form needs
    request: Request,
    session: Database,
    member: Viewer,
    member_id: UUID,
    *,
    status: int = 200,
    form: Fields | None = None,
    errors: Errors | None = None,
    trouble: str = "",
    who: str = "",
    done: str | None = None,
) -> Response:
    seen = conduct.member(session, viewer=member, member_id=member_id)
    history = acts.to_member(session, viewer=member, member_id=member_id)
    notes = conduct.notes(session, viewer=member, member_id=member_id)
    wrote = {each.by for each in notes}
    names = people.names(session, person_ids=presenters.people_of([], history) | wrote)
    stops = conduct.stops(session, viewer=member, member_id=member_id)
    return render(
        request,
        "forum/staff/member.html",
        status=status,
        seen=seen,
        newest=max((each.id for each in history), default=0),
        counted=_counted(session, member, member_id),
        who=who,
        events=[presenters.step(each, names=names, viewer=member, linked=True) for each in history],
        stops=[presenters.stop(each, now=clock.now()) for each in stops],
        notes=[presenters.noted(each, names=names, viewer=member) for each in notes],
        **_choices(session, member, seen),
        form=form,
        errors=errors,
        trouble=trouble,
        done=done,
    )


def _counted(session: Database, member: Viewer, member_id: UUID) -> str:
    found = conduct.counted(session, viewer=member, member_id=member_id)
    words = {PostState.SHOWN: "shown", PostState.HELD: "waiting", PostState.HIDDEN: "hidden"}
    parts = [f"{found.get(state, 0)} {text}" for state, text in words.items()]
    return f"{plural(sum(found.values()), 'post')}: {', '.join(parts)}."


def _choices(session: Database, member: Viewer, seen: Seen) -> dict[str, Any]:
    same = seen.trust_id == member.trust_id
    offered = offering.offered_for_member(seen.standing)
    boards = [{"value": str(e.id), "text": e.name} for e in conduct.places(session, viewer=member, seen=seen)]
    everywhere = [{"value": _EVERYWHERE, "text": "Everywhere in the forum"}] if same else []
    return {
        "same_trust": same,
        "may": {verb.value: verb in offered for verb in Verb} | {"note": same and not seen.has_left},
        "boards": [{"value": "", "text": "Choose a board"}, *boards],
        "stop_boards": [{"value": "", "text": _WHERE}, *everywhere, *boards],
        "stop_choices": [{"value": each, "text": text} for each, text in staff_words.STOPS.items()],
        "reasons": REASONS,
    }
