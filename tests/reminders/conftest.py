"""When these tests happen."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.builders.reminders import WEDNESDAY


@pytest.fixture
def wednesday() -> Iterator[object]:
    """Everything happens on a Wednesday morning unless somebody waits."""
    with time_machine.travel(WEDNESDAY, tick=True) as moment:
        yield moment
