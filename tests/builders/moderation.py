"""What moderators do, for tests: each function is one person doing one thing in a unit of work of their own."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Act, Appeal, Board, Member, Post, Report, Review, Sanction, Thread
from app.forum.queries import acts, conduct, reviews
from app.forum.queries.acts import Trace
from app.forum.queries.reviews import ReviewLine
from app.forum.queries.viewer import Viewer
from app.forum.rules.boards import Mode, Purpose
from app.forum.rules.moderation import Reason, ReviewKind, Verb
from app.forum.rules.posts import PostState
from app.forum.service import moderating, reviewing, sanctioning, taking, threads
from app.forum.service.planning import Plan
from app.forum.service.sanctioning import Why
from tests.builders import forum as build

WHY: dict[str, Any] = {"reason": Reason.NAMES_SOMEBODY, "words": "Please leave out the ward."}
UNKIND = Why(Reason.UNKIND, "Please be kind. You are welcome again next week.")


def moderator(person: Person, *, name: str = "") -> Viewer:
    """The person as a moderator, who joins the forum first."""
    build.join_forum(person, name=name or f"{person.name}, moderator", is_staff=True)
    return build.viewer_of(person, Role.MODERATOR)


def make_review(post: Post, kind: ReviewKind | None = None) -> UUID:
    """What its writer's request would have asked for."""
    kind = kind or (ReviewKind.HELD if post.state == PostState.HELD.value else ReviewKind.FIRST_LOOK)
    with unit_of_work(post.trust_id) as session:
        due_at = reviewing.due_for(session, trust_id=post.trust_id, kind=kind)
        return reviewing.ask(session, post=now_of(post), kind=kind, due_at=due_at).id


def seen_by(viewer: Viewer, review_id: UUID) -> ReviewLine:
    """The review as this moderator sees it. Raises NotFound."""
    with unit_of_work(viewer.trust_id) as session:
        return reviews.one(session, viewer=viewer, review_id=review_id)


def queue(viewer: Viewer, **which: Any) -> list[ReviewLine]:
    """What waits."""
    with unit_of_work(viewer.trust_id) as session:
        return reviews.queue(session, viewer=viewer, **which)


def decide(viewer: Viewer, review_id: UUID, verb: Verb, *, seen: str = "", **why: Any) -> Act:
    """Decides on what they see now, or saw then."""
    seen = seen or seen_by(viewer, review_id).seen
    with unit_of_work(viewer.trust_id) as session:
        return moderating.decide(session, viewer=viewer, review_id=review_id, seen=seen, verb=verb, **why)


def take(viewer: Viewer, review_id: UUID, *, seen: str = "") -> None:
    """Says that they look at it."""
    seen = seen or seen_by(viewer, review_id).seen
    with unit_of_work(viewer.trust_id) as session:
        taking.take(session, viewer=viewer, review_id=review_id, seen=seen)


def leave(viewer: Viewer, review_id: UUID) -> None:
    """Closes it with the post as it is."""
    seen = seen_by(viewer, review_id).seen
    with unit_of_work(viewer.trust_id) as session:
        moderating.leave(session, viewer=viewer, review_id=review_id, seen=seen)


def make_appeal(post: Post, act: Act) -> UUID:
    """The writer says that it was wrong; gives the review that comes of it."""
    whose = {"trust_id": post.trust_id, "board_id": post.board_id, "member_id": post.member_id}
    with unit_of_work(post.trust_id) as session:
        session.add(Appeal(act_id=act.id, words="It names nobody.", due_at=clock.now(), **whose))
    return make_review(post, ReviewKind.APPEAL)


def make_report(post: Post, by: Member) -> None:
    """A member tells of a post."""
    ids = {"trust_id": by.trust_id, "board_id": post.board_id, "post_id": post.id, "member_id": by.id}
    with unit_of_work(by.trust_id) as session:
        session.add(Report(about_trust_id=post.trust_id, reason="unkind", words="It is unkind to me.", **ids))


def release(viewer: Viewer, review_id: UUID) -> None:
    """Puts it back."""
    seen = seen_by(viewer, review_id).seen
    with unit_of_work(viewer.trust_id) as session:
        taking.release(session, viewer=viewer, review_id=review_id, seen=seen)


def stop(viewer: Viewer, member_id: UUID, stop: str, *, board: Board | None = None, seen: int | None = None) -> Act:
    """Stops a member, everywhere unless a board is named."""
    with unit_of_work(viewer.trust_id) as session:
        newest = acts.newest(session, viewer=viewer, member_id=member_id) if seen is None else seen
        where = board.id if board else None
        what: dict[str, Any] = {"stop": stop, "why": UNKIND, "board_id": where}
        return sanctioning.stop(session, viewer=viewer, member_id=member_id, seen=newest, **what)


def lift(viewer: Viewer, member_id: UUID) -> None:
    """Ends the newest stop."""
    with unit_of_work(viewer.trust_id) as session:
        newest = conduct.stops(session, viewer=viewer, member_id=member_id)[0]
        sanctioning.lift(session, viewer=viewer, member_id=member_id, stop_id=newest.id)


def change_thread(viewer: Viewer, thread: Thread, verb: Verb, **why: Any) -> None:
    """Locks, pins, and back."""
    with unit_of_work(viewer.trust_id) as session:
        threads.change(session, viewer=viewer, thread_id=thread.id, verb=verb, **why)


def traces(viewer: Viewer, thread: Thread) -> dict[UUID | None, list[Trace]]:
    """What everybody reads in the thread of what moderators did."""
    with unit_of_work(viewer.trust_id) as session:
        return acts.traces(session, viewer=viewer, thread_id=thread.id)


def now_of(post: Post) -> Post:
    """The row as it is now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Post).where(Post.id == post.id)).one()


def thread_now(thread: Thread) -> Thread:
    """The row as it is now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Thread).where(Thread.id == thread.id)).one()


def review_now(review_id: UUID) -> Review:
    """The row as it is now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Review).where(Review.id == review_id)).one()


def sanctions() -> list[Sanction]:
    """All there are."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(Sanction)))


def plan(**different: Any) -> Plan:
    """A board as a lead would set it up."""
    usual: dict[str, Any] = {"name": "Evenings", "about": "For the hard hours.", "purpose": Purpose.VENT}
    return Plan(**{**usual, "mode": Mode.POST, "first": 3, "place": 0, **different})
