"""What may be written about a carer, and what is refused: nothing that could tell somebody else who it is."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.carers import typed
from app.carers.typed import Entry, Mistake

TODAY = date(2026, 11, 24)
NAMES = ("Ann", "Jo", "ann", "Smith", "john", "O'Brien", "Mary Ann", "Ann B", "McDonald", "Zoë", "JOHN", "SMITH", "Li")
SEPARATORS = st.sampled_from(["", " ", "-", ".", "/"])


def refused(check: object, words: str) -> str:
    with pytest.raises(ValueError, match=r"\w") as why:
        check(words)  # type: ignore[operator]
    return str(why.value)


def nhs_number(digits: list[int]) -> str | None:
    """Nine digits with their check digit (modulus 11), if there is one."""
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return None if check == 10 else "".join(map(str, [*digits, check % 11]))


def grouped(words: str, between: str, *places: int) -> str:
    cuts = [0, *places, len(words)]
    return between.join(words[start:end] for start, end in pairwise(cuts))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("AB", "AB"),
        ("ab", "AB"),
        ("A. B.", "AB"),
        ("A B C", "ABC"),
        ("O'B", "OB"),
        ("J-P", "JP"),
        ("é", "É"),
        ("Ä B", "ÄB"),
        ("E\u0301 B", "ÉB"),
        ("ＡＢ", "AB"),
    ],
)
def test_initials_are_kept_in_capitals(written: str, kept: str) -> None:
    assert typed.initials(written) == kept


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_initials(name: str) -> None:
    assert "nitials" in refused(typed.initials, name)


@pytest.mark.parametrize(
    "words", ["", "  ", "A1", "12", "a@b.c", "A,B", "ABCD", "<b>", "A_B", "李 小 龙", "김.민.수", "م ح م", "ﬃ"]
)
def test_what_is_no_letter_is_no_initials(words: str) -> None:
    refused(typed.initials, words)


@pytest.mark.parametrize("words", ["1234", "EIT-12", "eit 12", "R1", "7", "2026/14", "A.1.2", "12345678", "990099"])
def test_a_teams_own_reference_is_kept(words: str) -> None:
    assert typed.reference(words) == words.upper()


@pytest.mark.parametrize("name", [*NAMES, "Jo 1", "Ann 1", "Smith12", "JOHN 1", "smith 1", "J Smith 3", "O'Brien 2"])
def test_a_name_is_no_reference_also_with_a_number(name: str) -> None:
    refused(typed.reference, name)


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9), SEPARATORS)
def test_no_nhs_number_passes_however_it_is_grouped(digits: list[int], between: str) -> None:
    number = nhs_number(digits)
    if number:
        refused(typed.reference, grouped(number, between, 3, 6))
        refused(typed.initials, number)


@given(st.from_regex(r"(?:\+44|0044|0)[1-9][0-9]{8,9}", fullmatch=True), SEPARATORS)
def test_no_phone_number_passes(number: str, between: str) -> None:
    refused(typed.reference, grouped(number, between, 5, 8))


@given(st.emails())
def test_no_email_address_passes(address: str) -> None:
    for check in (typed.initials, typed.reference):
        refused(check, address)


@given(
    st.dates(date(1920, 1, 1), date(2026, 1, 1)),
    st.sampled_from(
        [
            "%d/%m/%Y",
            "%d/%m/%y",
            "%d.%m.%Y",
            "%d-%m-%y",
            "%Y-%m-%d",
            "%d %B %Y",
            "%d %b %y",
            "%d%m%Y",
            "%Y%m%d",
            "%d%m%y",
        ]
    ),
)
def test_no_date_of_birth_passes(born: date, form: str) -> None:
    assert "date" in refused(typed.reference, born.strftime(form)) or form == "%d%m%y"


@pytest.mark.parametrize(
    "words",
    ["AB 13/11/1962", "DOB 3/11/62", "DOB 031162", "EIT-031162", "62-03-11 AB", "A19620311", "3.11. 62", "²5 3 62"],
)
def test_no_date_of_birth_passes_between_letters(words: str) -> None:
    refused(typed.reference, words)


@pytest.mark.parametrize(
    "words",
    [
        "SO16 0AS",
        "so160as",
        "M1 1AE",
        "M1-1AE",
        "M.1.1.A.E",
        "M 1 1AE",
        "E1 21AB",
        "QQ 12 34 56 C",
        "QQ123456C",
        "QQ/123456C",
    ],
)
def test_no_postcode_and_no_national_insurance_number_passes(words: str) -> None:
    refused(typed.reference, words)


@given(st.text(max_size=40))
def test_whatever_passes_is_short_and_can_hold_no_sentence(words: str) -> None:
    try:
        kept = typed.reference(words)
    except ValueError:
        return
    assert re.fullmatch(r"[A-Z0-9 ./-]{1,16}", kept)
    assert sum(each.isalpha() for each in kept) <= 3
    assert 1 <= sum(each.isdigit() for each in kept) <= 8


@given(st.text(max_size=40))
def test_initials_that_pass_are_three_letters_at_most(words: str) -> None:
    try:
        kept = typed.initials(words)
    except ValueError:
        return
    assert kept.isalpha()
    assert sum(each.isalpha() for each in words) <= 3


@given(st.text(max_size=40))
def test_what_is_refused_is_never_repeated(words: str) -> None:
    for check in (typed.initials, typed.reference):
        try:
            check(words)
        except ValueError as why:
            assert len(words.strip()) < 4 or words.strip() not in str(why)


@pytest.mark.parametrize("words", ["3 November 2026", "03/11/2026", "3 nov 2026", "2026-11-03", " 3  November 2026 "])
def test_a_day_can_be_written_as_people_do(words: str) -> None:
    assert typed.day(words, today=TODAY) == date(2026, 11, 3)


def test_without_a_day_it_is_today() -> None:
    assert typed.day(" ", today=TODAY) == TODAY


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("25/11/2026", "not come yet"),
        ("13/04/1982", "never a date of birth"),
        ("last week", "Write the day"),
        ("3/11/26", "Write the day"),
    ],
)
def test_other_days_are_refused(words: str, why: str) -> None:
    assert why in refused(lambda each: typed.day(each, today=TODAY), words)


def test_lines_are_pasted_with_commas_semicolons_or_from_a_spreadsheet() -> None:
    entries, mistakes = typed.many("AB, 1234, 3 November 2026\n\nCD;1235\r\nEF\t1236\t24/11/2026\n", today=TODAY)

    assert mistakes == []
    assert entries == [
        Entry("AB", "1234", date(2026, 11, 3)),
        Entry("CD", "1235", TODAY),
        Entry("EF", "1236", TODAY),
    ]


def test_each_wrong_line_is_named_by_its_number() -> None:
    entries, mistakes = typed.many("AB, 1\nAnn, 2\nCD, 1\nEF\nGH, 5, x, y", today=TODAY)

    assert [each.reference for each in entries] == ["1"]
    assert [each.line for each in mistakes] == [2, 3, 4, 5]
    assert mistakes[1] == Mistake(3, "This reference stands in line 1 already")


def test_too_many_lines_at_once_are_refused() -> None:
    lines = "\n".join(f"AB, R{number}" for number in range(typed.MOST_LINES + 1))

    assert typed.many(lines, today=TODAY) == ([], [Mistake(201, "Paste 200 lines or fewer at once")])


def test_five_years_reach_back_over_a_leap_day() -> None:
    assert typed.day("24/11/2021", today=TODAY) == TODAY - timedelta(days=5 * 365 + 1)
