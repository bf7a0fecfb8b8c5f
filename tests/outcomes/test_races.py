"""Two browsers at once: one check-in, one state, and the second is told."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select, text

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.keys.models import DataKey
from app.outcomes.models import CheckIn
from app.risk.models import Flag
from tests.builders.check_ins import make_check_in, rows
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PHQ = "/check-ins/phq-9"
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def wait_until_blocked() -> None:
    """Until some transaction waits for another, or for five seconds."""
    for _try in range(100):
        with unit_of_work(Platform.SWEEP) as session:
            if session.scalar(_WAITING):
                return
        time.sleep(0.05)


def both(*acts: Callable[[], Page]) -> list[int]:
    with ThreadPoolExecutor(2) as pool:
        return sorted(each.result().status for each in [pool.submit(act) for act in acts])


def test_alice_begins_twice_and_has_one(cast: Cast, browser_as: Browsers) -> None:
    one, other = browser_as(cast.alice), browser_as(cast.alice)

    assert both(lambda: one.submit(f"{PHQ}/begin"), lambda: other.submit(f"{PHQ}/begin")) == [200, 200]
    assert len(rows(cast.alice)) == 1


def test_of_two_answers_one_is_kept_and_a_person_looks_at_the_other_too(cast: Cast, browser_as: Browsers) -> None:
    one, other = browser_as(cast.alice), browser_as(cast.alice)
    one.submit(f"{PHQ}/begin")
    path = f"{PHQ}/questions/2"

    statuses = both(
        lambda: one.submit(path, revision="1", **{"q-better-off-dead": "1"}),
        lambda: other.submit(path, revision="1", **{"q-better-off-dead": "3"}),
    )

    with unit_of_work(Platform.SWEEP) as session:
        urgencies = list(session.scalars(select(Flag.urgency)))
    assert statuses == [200, 409]
    assert (rows(cast.alice)[0].revision, urgencies) == (2, ["look_now"])


def test_finished_while_she_answers_a_person_looks_at_the_answer_all_the_same(cast: Cast, browser_as: Browsers) -> None:
    check_in = make_check_in(cast.alice, "phq-9", given={"sleep": 1}, finished=False)
    alice, sent = browser_as(cast.alice), {"revision": "1", "q-better-off-dead": "3"}
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(Platform.SWEEP) as session:
            row = session.get_one(CheckIn, check_in, with_for_update=True)
            answered = pool.submit(lambda: alice.submit(f"{PHQ}/questions/2", **sent))
            wait_until_blocked()
            row.finished_at = clock.now()
        page = answered.result()

    assert "tel:999" in page.links
    with unit_of_work(Platform.SWEEP) as session:
        assert list(session.scalars(select(Flag.urgency))) == ["look_now"]


def test_finished_twice_it_is_finished_once(cast: Cast, browser_as: Browsers) -> None:
    make_check_in(cast.alice, "phq-9", given={"sleep": 1}, finished=False)
    one, other = browser_as(cast.alice), browser_as(cast.alice)
    both(lambda: one.submit(f"{PHQ}/finish"), lambda: other.submit(f"{PHQ}/finish"))

    assert [row.time_point for row in rows(cast.alice)] == ["start"]


def test_destroyed_while_it_is_answered_nothing_of_it_is_left(cast: Cast, browser_as: Browsers) -> None:
    check_in = make_check_in(cast.alice, "phq-9", given={"sleep": 1}, finished=False)
    one, other = browser_as(cast.alice), browser_as(cast.alice)
    both(
        lambda: one.submit(f"{PHQ}/stop"),
        lambda: other.submit(f"{PHQ}/questions/1", revision="1", **{"q-sleep": "2"}),
    )

    with unit_of_work(Platform.SWEEP) as session:
        left = session.scalars(select(DataKey.owner_id).where(DataKey.owner_id == check_in)).all()
    assert (rows(cast.alice), left) == ([], [])
