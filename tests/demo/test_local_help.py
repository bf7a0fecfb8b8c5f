"""What is near the demo trust."""

import re
from collections.abc import Callable

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.demo import local_help
from tests.builders.directory import today
from tests.page import Browser
from tests.people import Cast


def test_somebody_who_looks_at_the_demo_finds_local_help_and_sue_finds_what_is_due(
    cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    with unit_of_work(cast.riverside.id) as session:
        local_help.add(session, trust_id=cast.riverside.id, editor_id=cast.sue.id, today=today())

    near = browser_as(cast.alice).visit("/directory?need=meeting-others")
    due = browser_as(cast.sue).visit("/staff/directory")

    assert "Thursday group for families" in near.text
    assert due.text.count("Overdue") == 1
    # Ofcom keeps these numbers for plays and films: nobody has them.
    assert set(re.findall(r"tel:01\d+", " ".join(browser_as(cast.alice).visit("/directory").links))) == {
        "tel:01632960111",
        "tel:01632960222",
    }
