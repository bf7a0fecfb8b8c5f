"""Text as rows of cells, whatever stands between the cells and at the ends of the lines."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from app.lists.reading import columns
from app.lists.reading.decoding import EMPTY
from app.lists.reading.results import Unreadable
from app.lists.reading.words import clean

SEPARATORS = (",", ";", "\t")
Cells = list[str]
# Excel writes and reads a first line that says what stands between the cells, and does not show it as a row.
_SAYS_SEPARATOR = re.compile(r'"?sep=([^\w"\r\n])"?\r*\n?', re.IGNORECASE)


def split(text: str) -> list[tuple[int, Cells]]:
    """The rows that are not blank, each with its number in a spreadsheet; the first names the columns. Raises Unreadable."""
    said = _SAYS_SEPARATOR.match(text)
    body = text[said.end() :] if said else text
    lines = body.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    separator = said.group(1) if said else max(SEPARATORS, key=lambda each: _known(lines, each))
    found = [(line, cells) for line, cells in _rows(lines, separator) if not is_blank(cells)]
    if not found:
        raise Unreadable(EMPTY)
    return found


def is_blank(cells: Cells) -> bool:
    """Whether nothing can be seen in any cell."""
    return not any(clean(cell) for cell in cells)


def _known(lines: str, separator: str) -> int:
    """How many columns are named if this stands between the cells."""
    try:
        header = next((cells for _line, cells in _rows(lines, separator) if not is_blank(cells)), [])
    except Unreadable:
        return 0
    return columns.known(header)


def _rows(lines: str, separator: str) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(StringIO(lines, newline=""), delimiter=separator, strict=True)
    line = 0
    while True:
        line += 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(
                f'Row {line} cannot be read: a quotation mark (") opens and does not close, or stands where none can, '
                "or a cell is far too long. Put it right and save the file again"
            ) from None
