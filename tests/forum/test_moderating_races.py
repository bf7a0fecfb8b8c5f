"""Two moderators at once: one wins, the other is told who was first."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.forum.models import Act, Post, Review
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Reason, Verb
from app.forum.service import moderating
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.people import Cast

ROUNDS = 1000


@pytest.mark.slow
def test_max_approves_while_sue_hides_a_thousand_times(cast: Cast) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    reviews = _make_reviews(build.first_of(thread), ROUNDS)

    with ThreadPoolExecutor(2) as pool:
        for review_id in reviews:
            both = [pool.submit(_decide, *each, review_id) for each in ((max_, Verb.APPROVE), (sue, Verb.HIDE))]
            assert sorted(each.result() for each in both) == [False, True]

    with unit_of_work(Platform.COMMAND_LINE) as session:
        verbs = {verb: number for verb, number in session.execute(select(Act.verb, func.count()).group_by(Act.verb))}  # noqa: C416 - rows are no pairs to mypy
        hidden = session.scalar(select(func.count()).where(Post.state == "hidden"))
    assert sum(verbs.values()) == ROUNDS
    assert verbs.get("hide", 0) == hidden


def test_max_and_sue_stop_the_same_member_and_one_stop_is_made(cast: Cast) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    alice = build.join_forum(cast.alice)
    build.make_thread(alice, build.make_board(cast.riverside))

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(_stop, each, alice.id) for each in (max_, sue)]
        assert sorted(each.result() for each in both) == [False, True]

    assert len(mod.sanctions()) == 1


def _make_reviews(first: Post, number: int) -> list[UUID]:
    """As many posts, each with a review of its own."""
    words = {"trust_id": first.trust_id, "board_id": first.board_id}
    with unit_of_work(first.trust_id) as session:
        posts = [
            Post(
                **words,
                thread_id=first.thread_id,
                member_id=first.member_id,
                text="It was a long week.",
                state="shown",
                position=number + 2,
                detector=first.detector,
            )
            for number in range(number)
        ]
        session.add_all(posts)
        session.flush()
        found = [Review(**words, post_id=each.id, kind="first_look", due_at=first.created_at) for each in posts]
        session.add_all(found)
        session.flush()
        return [each.id for each in found]


def _decide(viewer: Viewer, verb: Verb, review_id: UUID) -> bool:
    why = {"reason": Reason.UNKIND} if verb is Verb.HIDE else {}
    try:
        with unit_of_work(viewer.trust_id) as session:
            moderating.decide(session, viewer=viewer, review_id=review_id, seen="1.1", verb=verb, **why)
    except Conflict:
        return False
    return True


def _stop(viewer: Viewer, member_id: UUID) -> bool:
    try:
        mod.stop(viewer, member_id, "cool_off-day", seen=0)
    except Conflict:
        return False
    return True
