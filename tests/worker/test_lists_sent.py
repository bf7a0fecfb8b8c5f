"""The real worker sends a list by itself, and goes on where it was after it was killed."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from app.lists.rules import ListState
from tests.builders.invitations import all_invitations
from tests.builders.lists import addresses, confirm, make_list, state_of
from tests.people import Cast
from tests.worker.processes import worker_group

MANY = addresses(600)
LONGEST = 150.0  # seconds


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_list_whose_worker_is_killed_three_times_invites_everybody_once(cast: Cast, tmp_path: Path) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    with worker_group(tmp_path) as group:
        for share in (1, 150, 350):
            _wait(lambda share=share: _invited(list_id) >= share)  # type: ignore[misc]
            group.kill()
            group.start()
        _wait(lambda: state_of(list_id)[0] is ListState.FINISHED)

    assert sorted(each.email for each in all_invitations()) == sorted(MANY)


def _invited(list_id: UUID) -> int:
    return list(state_of(list_id)[1].values()).count("invited")


def _wait(is_done: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not is_done():
        assert time.monotonic() < end, "the worker did not get there"
        time.sleep(0.1)
