"""Which column holds what, by its name in the first row."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.lists.reading.results import Unreadable
from app.lists.reading.words import clean, letters, quoted

MOST_COLUMNS = 100
NAME_THEM = "The first row must name the columns: email, first name, relationship"


class Column(StrEnum):
    """The columns of a list."""

    EMAIL = "email"
    FIRST_NAME = "first name"
    RELATIONSHIP = "relationship"


# The best name first: where there is a first name as well as a name, the first name is taken.
_NAMES: dict[Column, tuple[str, ...]] = {
    Column.EMAIL: ("email", "emailaddress", "emailid", "mail", "mailaddress", "careremail", "careremailaddress"),
    Column.FIRST_NAME: (
        *("firstname", "forename", "givenname", "knownas", "preferredname", "first"),
        *("name", "carername", "carersname", "fullname"),
    ),
    Column.RELATIONSHIP: ("relationship", "relation", "kinship"),
}
_IN_BRACKETS = re.compile(r"[(\[{].*", re.DOTALL)


@dataclass(frozen=True)
class Columns:
    """Where each column stands, counted from 0, how many there are, and what is to be said about them."""

    at: dict[Column, int]
    width: int
    remarks: list[str]


def known(header: list[str]) -> int:
    """How many of the columns a row names."""
    names = [_name(cell) for cell in header[:MOST_COLUMNS]]
    return sum(any(name in names for name in _NAMES[column]) for column in Column)


def find(header: list[str]) -> Columns:
    """The columns. Raises Unreadable when one is missing, or is there twice."""
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"The file has more than {MOST_COLUMNS} columns. Keep three: email, first name, relationship")
    names = [_name(cell) for cell in header]
    if not any(names) or (not known(header) and any("@" in cell for cell in header)):
        raise Unreadable(f"{NAME_THEM}. Put such a row on top")
    if sum(bool(name) for name in names) == 1:
        raise Unreadable(
            "We found one column only. There must be three, with commas, semicolons or tabs between them: "
            "email, first name, relationship"
        )
    at = {column: _place(names, column) for column in Column}
    return Columns(at, len(header), [*_read_as(header, at), *_not_needed(header, at)])


def _name(cell: str) -> str:
    # "Relationship to patient" is one of many ways to say it.
    name = letters(_IN_BRACKETS.sub("", clean(cell)))
    return "relationship" if name.startswith("relation") else name


def _place(names: list[str], column: Column) -> int:
    for wanted in _NAMES[column]:
        if names.count(wanted) > 1:
            raise Unreadable(f"There are two columns for {column}. Remove one of them")
        if wanted in names:
            return names.index(wanted)
    raise Unreadable(f"There is no column for {column}. {NAME_THEM}")


def _read_as(header: list[str], at: dict[Column, int]) -> list[str]:
    differs = [column for column, place in at.items() if not letters(clean(header[place])).startswith(letters(column))]
    return [f"The column {quoted(clean(header[at[column]]))} was read as {column}" for column in differs]


def _not_needed(header: list[str], at: dict[Column, int]) -> list[str]:
    rest = [quoted(clean(cell)) for place, cell in enumerate(header) if place not in at.values() and clean(cell)]
    return [f"Not needed, so not kept: {', '.join(rest)}"] if rest else []
