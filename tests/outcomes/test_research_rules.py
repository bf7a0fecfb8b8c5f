"""What may be handed on, decided without a database."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outcomes.research.rules import may_be_handed_on, relationships_shown, week_since

JOINED = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "week"),
    [
        (timedelta(0), 0),
        (timedelta(days=6, hours=23), 0),
        (timedelta(days=7), 1),
        (timedelta(weeks=24, days=3), 24),
        (-timedelta(hours=1), 0),
    ],
)
def test_weeks_are_counted_from_the_account(later: timedelta, week: int) -> None:
    assert week_since(JOINED, JOINED + later) == week


def test_of_four_people_nothing_is_handed_on() -> None:
    assert [may_be_handed_on(people) for people in (0, 1, 4, 5, 6)] == [False, False, False, True, True]


def _people(**groups: int) -> dict[str, str]:
    return {f"{name}{each}": name for name, number in groups.items() for each in range(number)}


def test_a_relationship_that_five_share_is_said() -> None:
    shown = relationships_shown(_people(parent=5, partner=6))

    assert Counter(shown.values()) == {"parent": 5, "partner": 6}


def test_the_only_brother_does_not_stand_out_by_what_is_not_said() -> None:
    shown = relationships_shown(_people(parent=9, partner=5, sibling=1))

    assert Counter(shown.values()) == {"parent": 9, "": 6}


def test_where_nobody_can_be_hidden_nothing_is_said() -> None:
    assert set(relationships_shown(_people(parent=8, sibling=2)).values()) == {""}


@given(st.lists(st.sampled_from(["parent", "partner", "sibling", "child", ""]), max_size=40))
def test_whatever_is_said_or_not_said_is_of_five_or_more(said: list[str]) -> None:
    shown = relationships_shown(dict(enumerate(said)))

    counts = Counter(shown.values())
    assert all(number >= 5 for each, number in counts.items() if each)
    assert counts[""] == 0 or counts[""] >= 5 or len(counts) == 1
    assert all(shown[each] in {"", known} for each, known in enumerate(said))
