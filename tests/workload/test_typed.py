"""Time and money as people type them."""

import pytest

from app.workload import typed
from app.workload.presenters import in_words


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("", 0),
        ("0", 0),
        (" 90 ", 90),
        ("90 min", 90),
        ("45 minutes", 45),
        ("1 h", 60),
        ("2 hours", 120),
        ("1.5 h", 90),
        ("1,25h", 75),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1 hr 5 mins", 65),
        ("1:30", 90),
        ("60 h", 3600),
    ],
)
def test_sue_writes_time_as_she_likes(words: str, minutes: int) -> None:
    assert typed.minutes(words) == minutes


@pytest.mark.parametrize("words", ["a bit", "-5", "1.5", "1 30", "1:75", "90 seconds", "h", "1e3"])
def test_what_is_no_time_is_said(words: str) -> None:
    with pytest.raises(ValueError, match="Write minutes, such as 90"):
        typed.minutes(words)


@pytest.mark.parametrize("words", ["3601", "60 h 1", "99999", "61:00"])
def test_nobody_works_more_than_60_hours_a_week(words: str) -> None:
    with pytest.raises(ValueError, match="more than 60 hours"):
        typed.minutes(words)


@pytest.mark.parametrize(
    ("words", "pence"),
    [("18.50", 1850), ("£18", 1800), ("18.5", 1850), ("1,250", 125_000), ("0", 0), (" £ 7.05 ", 705)],
)
def test_money_is_kept_to_the_penny(words: str, pence: int) -> None:
    assert typed.pence(words, most=10_000_00) == pence


@pytest.mark.parametrize("words", ["", "cheap", "-1", "1.234", "12,50", "€5", "1e2"])
def test_what_is_no_money_is_said(words: str) -> None:
    with pytest.raises(ValueError, match="Write pounds, such as 18"):
        typed.pence(words, most=10_000_00)


def test_too_much_money_is_asked_about_again() -> None:
    with pytest.raises(ValueError, match="more than £500"):
        typed.pence("500.01", most=500_00)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (60_600, "1,010 h")]
)
def test_minutes_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert in_words(minutes) == words


def test_what_is_written_can_be_typed_again() -> None:
    assert [typed.pence(typed.pounds(amount), most=10_000_00) for amount in (0, 5, 1850, 123_456)] == [
        0,
        5,
        1850,
        123_456,
    ]
