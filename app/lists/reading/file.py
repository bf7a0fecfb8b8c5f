"""A whole file: every row is looked at, so that all that is wrong is said at once."""

from collections import Counter

from app.invitations.rules import RELATIONSHIPS
from app.lists.reading.columns import Column, Columns, find
from app.lists.reading.decoding import decode
from app.lists.reading.people import person
from app.lists.reading.relations import is_plain
from app.lists.reading.results import Reading, Row, Unreadable
from app.lists.reading.splitting import Cells, is_blank, split
from app.lists.reading.words import clean, quoted
from app.lists.rules import MOST_ROWS

MOST_REMARKS = 20
_TOO_MANY = (
    "Row {line} has more cells than there are columns. If a name has a comma in it, put quotation marks round the name"
)


def read(content: bytes) -> Reading:
    """The people in a file, or all that is wrong with it."""
    try:
        text, remarks = decode(content)
        (_line, header), *rows = split(text)
        columns = find(header)
        _require_number(len(rows))
    except Unreadable as reason:
        return Reading(problems=(reason.sentence,))
    return _read(rows, columns, remarks)


def _require_number(rows: int) -> None:
    if not rows:
        raise Unreadable("The file names its columns, and there is nobody under them")
    if rows > MOST_ROWS:
        raise Unreadable(f"The file has {rows:,} people. Send {MOST_ROWS:,} at a time: make several files of it")


def _read(rows: list[tuple[int, Cells]], columns: Columns, remarks: list[str]) -> Reading:
    people: list[Row] = []
    problems: list[str] = []
    said: Counter[tuple[str, str]] = Counter()
    for line, cells in rows:
        found, wrong = _person(line, cells, columns)
        problems += wrong
        if found:
            people.append(found)
            said[clean(cells[columns.at[Column.RELATIONSHIP]]).lower(), found.relationship] += 1
    if problems:
        return Reading(problems=tuple(problems))
    return Reading(rows=tuple(people), remarks=(*remarks, *columns.remarks, *_how_read(said)))


def _person(line: int, cells: Cells, columns: Columns) -> tuple[Row | None, list[str]]:
    if not is_blank(cells[columns.width :]):
        return None, [_TOO_MANY.format(line=line)]
    whole = [*cells, *[""] * (columns.width - len(cells))]
    return person(line, {column: whole[place] for column, place in columns.at.items()})


def _how_read(said: Counter[tuple[str, str]]) -> list[str]:
    freely = [(words, key, times) for (words, key), times in said.most_common() if not is_plain(words, key)]
    return [
        f"{quoted(words)} was read as {quoted(RELATIONSHIPS[key].lower())} ({times:,} {'row' if times == 1 else 'rows'})"
        for words, key, times in freely[:MOST_REMARKS]
    ]
