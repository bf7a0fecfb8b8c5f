"""Two at once: two answers get two places, one double click is one post, and nothing is posted by who has left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.core.errors import Elsewhere
from app.forum.models import Post, Thread
from app.forum.queries import writable
from app.forum.queries.viewer import Viewer
from app.forum.service import considering, leaving, removing, writing
from tests.builders.forum import join_forum, make_board, make_thread, viewer_of
from tests.people import Cast


@pytest.fixture
def thread(cast: Cast) -> Thread:
    join_forum(cast.ben)
    return make_thread(join_forum(cast.alice), make_board(cast.riverside))


def at_once(*actions: Callable[[], object]) -> None:
    with ThreadPoolExecutor(len(actions)) as pool:
        for each in [pool.submit(action) for action in actions]:
            each.result(timeout=30)


def say(viewer: Viewer, thread: Thread, text: str) -> None:
    with unit_of_work(viewer.trust_id) as session:
        found, board = writable.thread(session, viewer=viewer, thread_id=thread.id)
        considered = considering.consider(session, board_id=board.id, heading="", text=text)
        writing.reply(session, viewer=viewer, board=board, thread=found, considered=considered)


def posts() -> list[Post]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Post).order_by(Post.position)))


def test_ten_answers_at_once_get_ten_places(cast: Cast, thread: Thread) -> None:
    viewers = [viewer_of(person) for person in (cast.alice, cast.ben)]

    at_once(*(partial(say, viewers[number % 2], thread, f"Number {number}") for number in range(10)))

    assert [each.position for each in posts()] == list(range(1, 12))


def test_two_who_mention_each_other_at_once_wait_for_nobody(cast: Cast, thread: Thread) -> None:
    alice, ben = viewer_of(cast.alice), viewer_of(cast.ben)

    at_once(
        *(partial(say, alice, thread, f"@{ben.name} hello {number}") for number in range(4)),
        *(partial(say, ben, thread, f"@{alice.name} hello {number}") for number in range(4)),
    )

    assert len(posts()) == 9


def test_a_double_click_is_one_post(cast: Cast, thread: Thread) -> None:
    ben = viewer_of(cast.ben)

    at_once(*[partial(say, ben, thread, "The same words")] * 6)

    assert len(posts()) == 2


def test_who_left_in_another_window_posts_nothing(cast: Cast, thread: Thread) -> None:
    ben = viewer_of(cast.ben)
    with unit_of_work(cast.riverside.id) as session:
        leaving.leave(session, member_id=ben.member_id, removes_posts=False)

    with pytest.raises(Elsewhere):
        say(ben, thread, "Too late")
    assert len(posts()) == 1


def test_removing_all_and_writing_at_once_leave_nothing_half_done(cast: Cast, thread: Thread) -> None:
    ben = viewer_of(cast.ben)
    for number in range(3):
        say(ben, thread, f"Before {number}")

    def remove() -> None:
        with unit_of_work(cast.riverside.id) as session:
            writing.hold_member(session, member_id=ben.member_id)
            removing.remove_all(session, member_id=ben.member_id)

    at_once(remove, lambda: say(ben, thread, "Meanwhile"))

    assert {each.state for each in posts() if each.member_id == ben.member_id} <= {"deleted", "shown"}
    assert [each.position for each in posts()] == [1, 2, 3, 4, 5]
