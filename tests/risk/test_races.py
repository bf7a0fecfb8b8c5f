"""Two moderators at once: one wins, the other is told, and both are in the history."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from app.core.errors import Conflict
from app.risk.models import Flag
from app.risk.rules import Event, Outcome, Urgency
from tests.builders import risk as build
from tests.people import Cast

ROUNDS = 100


def test_max_and_sue_take_at_once_and_one_wins(cast: Cast) -> None:
    flags = [build.make_flag(cast.alice) for _round in range(ROUNDS)]

    with ThreadPoolExecutor(2) as pool:
        for flag in flags:
            both = [pool.submit(build.take, person, flag, version=1) for person in (cast.max, cast.sue)]
            assert sorted(each.result() for each in both) == [False, True]

    for flag in flags:
        assert build.events(flag, reader=cast.max) == [Event.RAISED, Event.TAKEN, Event.CAME_SECOND]


@pytest.mark.slow
def test_a_thousand_times(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    with ThreadPoolExecutor(2) as pool:
        for _round in range(1000):
            version = build.now_of(flag).version
            both = [pool.submit(build.take, person, flag, version=version) for person in (cast.max, cast.sue)]
            assert sorted(each.result() for each in both) == [False, True]
            winner = cast.max if both[0].result() else cast.sue
            build.release(winner, flag)

    found = build.events(flag, reader=cast.max)
    assert (found.count(Event.TAKEN), found.count(Event.CAME_SECOND)) == (1000, 1000)


def test_sue_confirms_while_a_new_reason_arrives(cast: Cast) -> None:
    for _round in range(20):
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        build.take(cast.max, flag)
        build.propose(cast.max, flag, Outcome.NO_CONCERN)
        with ThreadPoolExecutor(2) as pool:
            closing = pool.submit(_confirm, cast, flag)
            pool.submit(build.again, flag, build.concern()).result()
            closing.result()

        # Whoever was first: what is new is looked at.
        assert build.now_of(flag).state == "new"


def _confirm(cast: Cast, flag: Flag) -> None:
    with suppress(Conflict):  # it is new already
        build.confirm(cast.sue, flag)
