"""A file of people to invite is read in any usual shape, or all that is wrong with it is said."""

from time import perf_counter

import pytest

from app.invitations.rules import RELATIONSHIPS
from app.lists.presenters import SUCH_AS
from app.lists.reading.file import read
from app.lists.reading.relations import relationship
from app.lists.reading.results import Row
from tests.lists.broken import BROKEN, GOOD, HEADER, Broken

JO = Row(2, "jo@example.org", "Jo", "parent")
ZOE = Row(2, "zoe@example.org", "Zoë", "sibling")
TWO_LINES = f"{HEADER}\nzoe@example.org,Zoë,sister\n"

# What looks odd and is read all the same, as Jo's row.
AWKWARD = {
    "plain": f"{HEADER}\n{GOOD}",
    "semicolons": f"{HEADER}\n{GOOD}".replace(",", ";"),
    "tabs": f"{HEADER}\n{GOOD}".replace(",", "\t"),
    "a line for Excel on top": f"sep=;\n{HEADER}\n{GOOD}".replace(",", ";"),
    "lines of Windows": f"{HEADER}\r\n{GOOD}\r\n",
    "lines of an old Mac": f"{HEADER}\r{GOOD}\r",
    "lines that ended twice": f"{HEADER}\r\r\n{GOOD}\r\r\n",
    "other names and another order": "Relation;Forename;E-mail address\nMum;Jo;jo@example.org",
    "loud names with notes": "EMAIL (required),First_Name *,Relationship to patient\njo@example.org,Jo,Parent",
    "a name beside a first name": "Name,First name,Email,Relationship\nSmith,Jo,jo@example.org,mother",
    "columns that nobody needs": "NHS number,Email,Name,Relationship,Notes\n1,jo@example.org,Jo,dad,rings on Mondays",
    "quotation marks round all": '"email","first name","relationship"\n"jo@example.org","Jo","mother"',
    "spaces round all": " email , first name , relationship \n  JO@Example.ORG  ,  Jo ,  Mother  ",
    "spaces of the web": "email,first name,relationship\njo@example.org\u00a0,\u00a0Jo,mother\u00a0",
    "signs that nobody sees": "\ufeffemail,first name,relationship\n\u200bjo@example.org,\u200eJo\u200b,mo\u00adther",
    "curly quotes": "email,first name,relationship\n\u201cjo@example.org\u201d,\u2018Jo\u2019,\u201cmother\u201d",
    "an address copied from a mail": f"{HEADER}\n<mailto:jo@example.org>,Jo,mother".replace("<mailto:", "mailto:<"),
    "empty cells at the end": f"{HEADER},,\n{GOOD},,,,",
    "a break inside a cell": f'{HEADER}\njo@example.org,"Jo\n",mother',
}


def test_there_are_sixty_broken_files() -> None:
    assert len(BROKEN) >= 60
    assert len({each.name for each in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("file", BROKEN, ids=lambda each: each.name)
def test_a_broken_file_is_told_in_words_and_nobody_is_read_from_it(file: Broken) -> None:
    found = read(file.content)

    assert found.problems == file.says
    assert found.rows == ()


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_file_is_read(name: str) -> None:
    found = read(AWKWARD[name].encode())

    assert (found.problems, found.rows) == ((), (JO,))


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_are_read_however_they_are_written(code: str) -> None:
    assert read(TWO_LINES.encode(code)).rows == (ZOE,)


def test_what_had_to_be_guessed_is_said() -> None:
    assert "look whether names with accents are right" in read(TWO_LINES.encode("cp1252")).remarks[0]


def test_how_the_file_was_understood_is_said() -> None:
    found = read(b"Email,Name,Relationship,Phone\na@x.org,Ann,Mum,1\nb@x.org,Bo,mum,2\nc@x.org,Cy,parent,3")

    assert found.remarks == (
        'The column "Name" was read as first name',
        'Not needed, so not kept: "Phone"',
        '"mum" was read as "parent or step-parent" (2 rows)',
    )


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    found = read(f'{HEADER}\n\n"a@x.org","A\nn",son\n,,\nb@x.org,Bo,son'.encode())

    assert [(row.line, row.first_name) for row in found.rows] == [(3, "A n"), (5, "Bo")]


@pytest.mark.parametrize("key", RELATIONSHIPS)
def test_every_word_that_the_page_offers_is_understood(key: str) -> None:
    offered = [key, RELATIONSHIPS[key], *SUCH_AS[key].split(", ")]

    assert [relationship(words) for words in offered] == [key] * len(offered)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("His mother", "parent"),
        ("Mother of the patient", "parent"),
        ("older brother (twin)", "sibling"),
        ("Step-Son", "child"),
        ("Mother-in-law", "other-relative"),
        ("Next of kin", "other"),
        ("fiancée", "partner"),
        ("mother of his girlfriend", None),
        ("patient", None),
        ("?", None),
    ],
)
def test_relationships_are_understood_if_they_are_clear(words: str, key: str | None) -> None:
    assert relationship(words) == key


_MARKS = "\u0301\u0316"
# Each took seconds, or more than a minute, in which the whole program stood still.
SLOW = {
    "brackets": f"{HEADER}\njo@example.org,Jo,{'(' * 120_000}",
    "accents": f"{HEADER}\njo@example.org,a{_MARKS * 60_000},dad",
    "columns": f"{HEADER}{',a' * 300_000}" + f"\n{GOOD}" * 5000,
}


@pytest.mark.parametrize("name", SLOW)
def test_a_file_that_was_made_to_be_slow_keeps_nobody_waiting(name: str) -> None:
    began = perf_counter()

    assert read(SLOW[name].encode()).problems
    assert perf_counter() - began < 1
