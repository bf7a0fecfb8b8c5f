"""One row of a file as a person, or what is wrong with it."""

from app.core.addresses import email_address
from app.core.formulas import begins_formula
from app.invitations.rules import RELATIONSHIPS
from app.lists.reading.columns import Column
from app.lists.reading.relations import relationship
from app.lists.reading.results import Row
from app.lists.reading.words import clean, is_garbled, quoted

LONGEST_NAME = 60
Cells = dict[Column, str]

_WORDS = ", ".join(words.lower() for words in RELATIONSHIPS.values())


class Wrong(Exception):
    """What is wrong with a cell."""


def person(line: int, cells: Cells) -> tuple[Row | None, list[str]]:
    """The person in a row, or sentences about it, each with the row and the column."""
    read, problems = {}, []
    for column, check in _CHECKS.items():
        try:
            read[column] = check(cells[column])
        except Wrong as wrong:
            problems.append(f"Row {line}, {column}: {wrong}")
    if problems:
        return None, problems
    return Row(line, read[Column.EMAIL], read[Column.FIRST_NAME], read[Column.RELATIONSHIP]), []


def _email(cell: str) -> str:
    words = clean(cell).removeprefix("mailto:").strip("<>")
    if not words:
        raise Wrong("the cell is empty")
    if words.count("@") > 1:
        raise Wrong(f"{quoted(words)} is not one address. Give each person a row of their own")
    try:
        return email_address(words)
    except ValueError:
        raise Wrong(f"{quoted(words)} is not an email address") from None


def _first_name(cell: str) -> str:
    words = clean(cell)
    if not words:
        raise Wrong("the cell is empty")
    if begins_formula(cell.strip(" \u00a0")) or begins_formula(words):
        raise Wrong(f"{quoted(words)} begins like a formula. A name begins with a letter")
    if "@" in words:
        raise Wrong(f"{quoted(words)} looks like an email address")
    if len(words) > LONGEST_NAME:
        raise Wrong(f"{quoted(words)} is longer than {LONGEST_NAME} characters")
    if is_garbled(words):
        raise Wrong(f'the letters of {quoted(words)} came out wrong. Save the list again as "CSV UTF-8"')
    return words


def _relationship(cell: str) -> str:
    words = clean(cell)
    if not words:
        raise Wrong("the cell is empty")
    key = relationship(words)
    if key is None:
        raise Wrong(f"we do not understand {quoted(words)}. Use one of these: {_WORDS}")
    return key


_CHECKS = {Column.EMAIL: _email, Column.FIRST_NAME: _first_name, Column.RELATIONSHIP: _relationship}
