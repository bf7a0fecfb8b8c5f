"""The numbers of NICE QS80 statement 8, by examples counted by hand."""

from datetime import date

from app.carers.rules import Count, Known, Offer, a_year_ago, count

TODAY = date(2026, 11, 24)
LIST = [
    Known(date(2026, 11, 1), Offer.NOT_YET),
    Known(date(2026, 6, 1), Offer.INVITED),
    Known(date(2025, 11, 25), Offer.OTHERWISE),
    Known(date(2025, 11, 24), Offer.DID_NOT_WANT),
    Known(date(2023, 1, 1), Offer.NOT_YET),
]


def test_whoever_was_asked_in_any_way_was_offered_it_also_who_said_no() -> None:
    found = count(LIST, since=None)
    assert found == Count(None, known=5, offered=3)
    assert found.not_yet == 2


def test_a_year_ends_today_and_has_twelve_months() -> None:
    since = a_year_ago(TODAY)
    assert since == date(2025, 11, 25)
    assert count(LIST, since=since) == Count(since, known=3, offered=2)


def test_of_nobody_nobody_was_offered_anything() -> None:
    assert count([], since=None) == Count(None, 0, 0)
