"""CSV files that people open in a spreadsheet."""

from datetime import UTC, datetime

from app.core.spreadsheets import file_name


def test_the_name_has_the_time_by_the_clock_in_london() -> None:
    assert file_name("use", datetime(2026, 7, 1, 14, 15, tzinfo=UTC)) == "holdfast-use-2026-07-01-1515.csv"
