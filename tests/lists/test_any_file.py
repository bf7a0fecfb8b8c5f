"""Whatever a spreadsheet program writes is read back as it was typed."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from app.core.formulas import begins_formula
from app.invitations.rules import RELATIONSHIPS
from app.lists.reading.file import read
from app.lists.reading.results import Row
from app.lists.reading.words import clean, is_garbled

# Letters with accents that Windows can write too, and what makes cells awkward.
_SIGNS = "abcdefgh ABCDEFGH,;\"'.-éüßñÅç()\n"


def _is_name(words: str) -> bool:
    return clean(words) == words and not begins_formula(words) and not is_garbled(words)


NAMES = st.text(_SIGNS, min_size=1, max_size=30).map(clean).filter(bool).filter(_is_name)
PEOPLE = st.lists(st.tuples(NAMES, st.sampled_from(sorted(RELATIONSHIPS))), min_size=1, max_size=12)
CODES = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])


def _written(people: list[tuple[str, str]], *, separator: str, ends: str, quoting: int, code: str) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=ends, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["email", "first name", "relationship"])
    writer.writerows([f"p{number}@example.org", *person] for number, person in enumerate(people))
    return file.getvalue().encode(code)


@given(
    people=PEOPLE,
    separator=st.sampled_from(",;\t"),
    ends=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    code=CODES,
)
def test_what_was_written_is_what_is_read(
    people: list[tuple[str, str]], separator: str, ends: str, quoting: int, code: str
) -> None:
    found = read(_written(people, separator=separator, ends=ends, quoting=quoting, code=code))

    assert found.problems == ()
    assert found.rows == tuple(
        Row(number + 2, f"p{number}@example.org", *person) for number, person in enumerate(people)
    )


@given(content=st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(content: bytes) -> None:
    found = read(content)

    assert found.problems
    assert all(isinstance(each, str) and each for each in found.problems)


@given(words=st.text(max_size=200))
def test_no_words_whatever_break_the_reader(words: str) -> None:
    found = read(f"email,first name,relationship\n{words}".encode("utf-8", "replace"))

    assert bool(found.rows) != bool(found.problems)
