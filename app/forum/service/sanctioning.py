"""What a moderator does about a member: a warning, a time without writing or without the forum, and its early end."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.core import clock, hints
from app.core.errors import Conflict, NotFound
from app.forum.models import Act, Name, Sanction
from app.forum.queries import acts, conduct
from app.forum.queries.conduct import Place, Seen
from app.forum.queries.viewer import Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import Reason, Verb
from app.forum.service import acting

_LOCK = select(Name.member_id).where(Name.member_id == bindparam("member_id")).with_for_update()
_SANCTION = (
    select(Sanction)
    .where(Sanction.id == bindparam("stop_id"), Sanction.member_id == bindparam("member_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Why:
    """What the member reads."""

    reason: Reason
    words: str


def warn(session: Session, *, viewer: Viewer, member_id: UUID, seen: int, why: Why, board_id: UUID) -> Act:
    """Tells a member in words what must change. Raises Conflict when somebody acted on them meanwhile."""
    member = _hold(session, viewer, member_id, seen, Verb.WARN)
    if not why.words:
        raise Conflict
    place = _place(session, viewer, member, board_id)
    return _act(session, viewer, member, place.id, Verb.WARN, why)


def stop(
    session: Session, *, viewer: Viewer, member_id: UUID, seen: int, stop: str, why: Why, board_id: UUID | None
) -> Act:
    """Stops a member from now on: `stop` is a key of offering.STOPS; `board_id` None is everywhere.

    Everywhere is for the member's own trust; a moderator of another can act on a commons that both share.
    Raises Conflict when somebody acted on them meanwhile, and NotFound for a board that is not shared.
    """
    kind, length = offering.STOPS[stop]
    member, now = _hold(session, viewer, member_id, seen, Verb(kind.value)), clock.now()
    place = _place(session, viewer, member, board_id)
    until = now + length
    act = _act(session, viewer, member, place.id, Verb(kind.value), why, until=until)
    ids = {"trust_id": member.trust_id, "member_id": member.id, "board_id": board_id, "act_id": act.id}
    session.add(Sanction(kind=kind.value, since=now, until=until, **ids))
    session.flush()
    _tell_open_pages(session, viewer, member)
    return act


def lift(session: Session, *, viewer: Viewer, member_id: UUID, stop_id: UUID, words: str = "") -> Act:
    """Ends a stop early. Raises Conflict when it is over or lifted already, and NotFound."""
    member = _hold(session, viewer, member_id, None, Verb.LIFT)
    found = {each.id: each for each in conduct.stops(session, viewer=viewer, member_id=member_id)}
    if stop_id not in found:
        raise NotFound
    sanction = session.scalars(_SANCTION, {"stop_id": stop_id, "member_id": member_id}).one()
    if sanction.lifted_at is not None or sanction.until <= clock.now():
        raise Conflict
    sanction.lifted_at = clock.now()
    # The board may be closed by now.
    board_id = sanction.board_id or _place(session, viewer, member, None).id
    return _act(session, viewer, member, board_id, Verb.LIFT, None, words=words)


def _tell_open_pages(session: Session, viewer: Viewer, member: Seen) -> None:
    """What they may not read any more closes at once where it lies open."""
    person_id = conduct.person_of(session, viewer=viewer, member_id=member.id)
    if person_id:
        sessions.rights_have_changed(session, person_id=person_id)
    else:
        # Who stands behind another trust's member is not for this trust to know.
        hints.make_everybody_look(session)


def _hold(session: Session, viewer: Viewer, member_id: UUID, seen: int | None, verb: Verb) -> Seen:
    """The member, locked, with nothing done to them since the page was made."""
    member = conduct.member(session, viewer=viewer, member_id=member_id)
    session.execute(_LOCK, {"member_id": member_id})
    if verb not in offering.offered_for_member(member.standing):
        raise Conflict
    if seen is not None and acts.newest(session, viewer=viewer, member_id=member_id) != seen:
        raise Conflict
    return member


def _place(session: Session, viewer: Viewer, member: Seen, board_id: UUID | None) -> Place:
    """The board that an act is written down at; for everywhere the trust's first own one."""
    if board_id is None and member.trust_id != viewer.trust_id:
        raise NotFound
    shared = conduct.places(session, viewer=viewer, seen=member)
    found = [each for each in shared if board_id is None or each.id == board_id]
    if not found:
        raise NotFound
    return found[0]


def _act(
    session: Session, viewer: Viewer, member: Seen, board_id: UUID, verb: Verb, why: Why | None, **more: object
) -> Act:
    said = {"reason": why.reason, "words": why.words} if why else {}
    who = {"viewer": viewer, "member_id": member.id, "trust_id": member.trust_id, "board_id": board_id, "verb": verb}
    return acting.on_member(session, **who, **said, **more)  # type: ignore[arg-type]
