"""Numbers, addresses, dates: what the directory decides without a database."""

from datetime import date
from typing import get_args

import pytest
from sqlalchemy import CheckConstraint

from app.directory import rules
from app.models import metadata


def test_every_need_and_every_nation_has_its_words() -> None:
    assert list(get_args(rules.Need)) == list(rules.NEEDS)
    assert list(get_args(rules.Nation)) == list(rules.NATIONS)


def test_the_database_knows_every_need() -> None:
    checks = metadata.tables["local_resources"].constraints
    (known,) = (str(each.sqltext) for each in checks if isinstance(each, CheckConstraint) and "needs" in str(each.name))

    assert all(f"'{need}'" in known for need in rules.NEEDS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/help?a=b#c", "https://example.org/help?a=b#c"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_a_web_address_may_be_typed_as_people_say_it(typed: str, kept: str) -> None:
    assert rules.web_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["http://example.org", "javascript:alert(1)", "https://", "centre", "a b.org", "https://a@b.org", "//example.org"],
)
def test_what_is_no_safe_web_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter a web address that begins with https://"):
        rules.web_address(typed)


def test_a_number_is_shown_on_its_last_day() -> None:
    last = date(2026, 11, 24)

    assert not rules.has_expired(None, today=last)
    assert not rules.has_expired(last, today=last)
    assert rules.has_expired(last, today=date(2026, 11, 25))


@pytest.mark.parametrize(
    ("nations", "words"),
    [
        ((), ""),
        (("wales",), "Wales"),
        (("england", "wales"), "England and Wales"),
        (("england", "wales", "northern-ireland"), "England, Wales and Northern Ireland"),
        (("england", "scotland", "wales", "northern-ireland"), "Everywhere in the UK"),
    ],
)
def test_nations_are_said_in_words(nations: tuple[rules.Nation, ...], words: str) -> None:
    assert rules.where(nations) == words


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert rules.in_months(day, months) == later


def test_what_is_checked_again_is_due_as_far_off_as_before() -> None:
    checked = rules.checked_again(
        checked_on=date(2026, 1, 1), next_check=date(2026, 4, 1), expires=date(2026, 5, 1), today=date(2026, 6, 1)
    )

    assert checked == (date(2026, 8, 30), date(2026, 9, 29))
