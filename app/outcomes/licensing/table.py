"""A licensed text as a table of three columns, such as a spreadsheet saves. Pure."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from app.outcomes.instruments import Instrument

COLUMNS = ("question", "answer", "words")
STEM = "stem"
Path = tuple[str, ...]
Place = tuple[int, int]
Mistakes = list[tuple[Place, str]]
_SEPARATORS = (",", ";", "\t")
_TOO_MANY = "There are more cells than columns. If there is a comma in the words, put quotation marks round them."
_NOBODYS = "This is no question of {short}. Its questions are {first} to {last}, or the numbers 1 to {number}."


def is_table(text: str) -> bool:
    """Whether the first line names the columns of such a table."""
    return _separator(text) is not None


def template(slot: Instrument) -> Iterator[tuple[str, str, str]]:
    """The rows to fill in: what comes before all questions, the questions, and the answers."""
    yield STEM, "", ""
    for item in slot.items:
        yield item.id, "", ""
    for value in sorted({value for item in slot.items for value in item.values}):
        yield "", str(value), ""


def read(text: str, slot: Instrument) -> tuple[dict[str, Any], dict[Path, Place], Mistakes]:
    """The words, where each of them stands, and what is wrong."""
    words: dict[str, Any] = {"items": {}}
    places: dict[Path, Place] = {}
    mistakes: Mistakes = []
    for line, cells in _rows(text, mistakes):
        path = _path(line, cells, slot, mistakes)
        if path is None:
            continue
        if path in places:
            mistakes.append(((line, 1), f"The words for this stand in line {places[path][0]} already."))
        for length in range(1, len(path)):
            places.setdefault(path[:length], (line, 1))
        places[path] = (line, COLUMNS.index("words") + 1)
        _put(words, path, cells[-1])
    return words, places, mistakes


def _separator(text: str) -> str | None:
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0].lower()
    for each in _SEPARATORS:
        if _names_columns([cell.strip(' "\r') for cell in first.split(each)]):
            return each
    return None


def _names_columns(cells: list[str]) -> bool:
    """Whether these are the names; a spreadsheet may save empty columns beside them."""
    return tuple(cells[: len(COLUMNS)]) == COLUMNS and not any(cells[len(COLUMNS) :])


def _rows(text: str, mistakes: Mistakes) -> Iterator[tuple[int, list[str]]]:
    """The rows under the names that hold something; a line's number is that in an editor."""
    reader = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_separator(text) or ",", strict=True)
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            row = [" ".join(cell.split()) for cell in cells]
            if not any(row) or _names_columns([cell.lower() for cell in row]):
                continue
            if any(row[len(COLUMNS) :]):
                mistakes.append(((line, len(COLUMNS) + 1), _TOO_MANY))
                continue
            yield line, [*row, "", "", ""][: len(COLUMNS)]
    except csv.Error:
        mistakes.append(((begins, 1), "A quotation mark opens here and does not close, or stands where none can."))


def _path(line: int, cells: list[str], slot: Instrument, mistakes: Mistakes) -> Path | None:
    """Where the words of a row belong; None for a row that is wrong, or has none and need not."""
    question, answer, said = cells
    if question.lower() == STEM:
        return ("stem",) if said else None
    name = _question(question, slot)
    if name is None:
        names = [item.id for item in slot.items]
        sentence = _NOBODYS.format(short=slot.short, first=names[0], last=names[-1], number=len(names))
        mistakes.append(((line, 1), sentence))
        return None
    if not name and not answer:
        mistakes.append(((line, 1), "Say which question or which answer these words are for."))
        return None
    if not answer:
        return ("items", name)
    return ("item_options", name, answer) if name else ("options", answer)


def _question(said: str, slot: Instrument) -> str | None:
    """The id of a question that is named by its id or its number; empty for all questions, None for no such one."""
    if not said:
        return ""
    return next((item.id for item in slot.items if said.lower() == item.id or said == str(item.number)), None)


def _put(words: dict[str, Any], path: Path, said: str) -> None:
    inner = words
    for step in path[:-1]:
        inner = inner.setdefault(step, {})
    inner[path[-1]] = said
