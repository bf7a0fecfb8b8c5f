"""What may be written about a carer: initials, the team's own reference, and since when they are known. Pure.

Whatever could tell somebody else who it is, is refused in plain words: a name, an email address, an NHS number, a phone
number, a date of birth, a postcode. What is refused is never kept and never repeated. Three capital letters can still
be a name (Amy), and eight digits or fewer a number from a record: no rule can tell.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MOST_INITIALS, MOST_LETTERS, MOST_DIGITS, MOST_REFERENCE = 3, 3, 8, 16
MOST_LINES = 200
LONGEST_KNOWN = timedelta(days=5 * 366)

_NAME = "This looks like a name. Write initials only, such as AB"
_SHORT = f"Write initials only, {MOST_INITIALS} letters or fewer, such as AB"
_EMAIL = "This looks like an email address. It does not belong on this list"
_LONG_NUMBER = "This looks like an NHS number or a phone number. Use a reference that means something to your team only"
_BIRTHDAY = "This looks like a date, perhaps a date of birth. Use a reference that means something to your team only"
_POSTCODE = "This looks like a postcode. Use a reference that means something to your team only"
_INSURANCE = "This looks like a National Insurance number. Use a reference that means something to your team only"
_REFERENCE = (
    f"Use a short reference of your team's own, such as 1234 or EIT-12: a number, "
    f"with {MOST_LETTERS} letters or fewer, and no name"
)
_DATE = "Write the day as 3 November 2026 or 03/11/2026, or leave it out for today"
_TOO_LONG_AGO = (
    "That is more than 5 years ago. Write the day on which your team came to know of them, never a date of birth"
)

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ALLOWED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]*")
# What may stand between the parts of anything is taken out first, or not looked at.
_BETWEEN = re.compile(r"[\s./-]+")
_IN_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.IGNORECASE)
_IN_INSURANCE = re.compile(r"[A-Z]{2}\d{6}[A-D]", re.IGNORECASE)
_IN_DATE = re.compile(r"(?<!\d)\d{1,4}[\s./-]+\d{1,2}[\s./-]+\d{1,4}(?!\d)")
_DAY_FORMS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")
# By how many digits there are: where day, month and year stand.
_BIRTHDAYS = {
    8: ((slice(0, 2), slice(2, 4), slice(4, 8)), (slice(6, 8), slice(4, 6), slice(0, 4))),
    6: ((slice(0, 2), slice(2, 4), slice(4, 6)), (slice(4, 6), slice(2, 4), slice(0, 2))),
}
_SEPARATOR = re.compile(r"[,;\t]")


@dataclass(frozen=True)
class Entry:
    """One carer as they go on the list."""

    initials: str
    reference: str
    identified_on: date


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one line of many, counted from 1, without its words."""

    line: int
    sentence: str


def initials(words: str) -> str:
    """Initials in capitals, without points: "A. B." is AB. Raises ValueError with a sentence."""
    if "@" in words:
        raise ValueError(_EMAIL)
    parts = [part for part in re.split(r"[\s.'’-]+", unicodedata.normalize("NFKC", words)) if part]
    letters = "".join(parts)
    if not letters:
        raise ValueError("Write their initials, such as AB")
    # Where there are no capitals, as in Chinese, three letters are a whole name.
    if not all(each.lower() != each.upper() for each in letters):
        raise ValueError(_SHORT)
    if any(_may_be_name(part) for part in parts):
        raise ValueError(_NAME)
    if len(letters.upper()) > MOST_INITIALS:  # ß becomes two
        raise ValueError(_SHORT)
    return letters.upper()


def reference(words: str) -> str:
    """The team's own reference in capitals. Raises ValueError with a sentence."""
    written = " ".join(words.split())
    if not written:
        raise ValueError("Write a reference, so that your team knows who it is")
    for looks_like, sentence in _LOOKS_LIKE:
        if looks_like(written):
            raise ValueError(sentence)
    return written.upper()


def day(words: str, *, today: date, too_long_ago: str = _TOO_LONG_AGO) -> date:
    """A day in the last five years; nothing means today. Raises ValueError with a sentence."""
    written = " ".join(words.split())
    if not written:
        return today
    found = next(_days(written), None)
    if found is None:
        raise ValueError(_DATE)
    if found > today:
        raise ValueError("That day has not come yet")
    if found < today - LONGEST_KNOWN:
        raise ValueError(too_long_ago)
    return found


def many(words: str, *, today: date) -> tuple[list[Entry], list[Mistake]]:
    """Pasted lines such as "AB, 1234, 3 November 2026" as entries, and what is wrong with those that are none."""
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    seen: dict[str, int] = {}
    lines = [(number, line) for number, line in enumerate(words.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        return [], [Mistake(lines[MOST_LINES][0], f"Paste {MOST_LINES} lines or fewer at once")]
    for number, line in lines:
        try:
            entry = _entry(line, today)
            if entry.reference in seen:
                raise ValueError(f"This reference stands in line {seen[entry.reference]} already")  # noqa: TRY301 - one sentence a line
        except ValueError as wrong:
            mistakes.append(Mistake(number, str(wrong)))
        else:
            seen[entry.reference] = number
            entries.append(entry)
    return entries, mistakes


def _entry(line: str, today: date) -> Entry:
    parts = [part.strip() for part in _SEPARATOR.split(line)]
    if len(parts) not in {2, 3}:
        raise ValueError("Write initials, reference and the day, with commas between them, and nothing else")
    return Entry(initials(parts[0]), reference(parts[1]), day("".join(parts[2:]), today=today))


def _may_be_name(word: str) -> bool:
    """Ann, ann and Jo are; AB, ab and A are not."""
    return len(word) > 1 and not word.isupper() and not (word.islower() and len(word) == 2)  # noqa: PLR2004 - such as ab


def _digits(words: str) -> str:
    return "".join(each for each in words if each.isdecimal())


def _is_long_number(words: str) -> bool:
    digits = _digits(words)
    outside = "+" in words or (digits.startswith("0") and len(digits) >= MOST_DIGITS - 1)
    return outside or len(digits) > MOST_DIGITS


def _is_birthday(words: str) -> bool:
    digits = _digits(words)
    if any(month in words.lower() for month in _MONTHS) and len(digits) > 2:  # noqa: PLR2004 - a day and a year
        return True
    return bool(_IN_DATE.search(words)) or any(_is_day(digits, *places) for places in _BIRTHDAYS.get(len(digits), ()))


def _is_day(digits: str, of_day: slice, of_month: slice, of_year: slice) -> bool:
    year = int(digits[of_year])
    # Of two digits the century does not matter, but for a leap day.
    if len(digits[of_year]) == 2:  # noqa: PLR2004 - as in 82
        year += 2000 if year % 4 == 0 else 1900
    try:
        found = date(year, int(digits[of_month]), int(digits[of_day]))
    except ValueError:
        return False
    return date(1900, 1, 1) <= found < date(2100, 1, 1)


def _is_none(words: str) -> bool:
    letters = [each for each in words if each.isalpha()]
    fits = _ALLOWED.fullmatch(words) and len(words) <= MOST_REFERENCE
    return not fits or not _digits(words) or len(letters) > MOST_LETTERS or bool(re.search(r"[A-Z][a-z]+", words))


_LOOKS_LIKE = (
    (lambda words: "@" in words, _EMAIL),
    (_is_birthday, _BIRTHDAY),
    (_is_long_number, _LONG_NUMBER),
    (lambda words: _IN_INSURANCE.search(_BETWEEN.sub("", words)) is not None, _INSURANCE),
    (lambda words: _IN_POSTCODE.search(_BETWEEN.sub("", words)) is not None, _POSTCODE),
    (_is_none, _REFERENCE),
)


def _days(words: str) -> Iterator[date]:
    for form in _DAY_FORMS:
        with suppress(ValueError):
            yield datetime.strptime(words, form).date()  # noqa: DTZ007 - a day, and no moment
