"""CSV files that people open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import StringIO

from fastapi import Response

from app.core.formulas import begins_formula
from app.core.london import LONDON

Cell = str | int | float | None


def text(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The names of the columns and the rows, as a file."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return file.getvalue()


def file_name(name: str, moment: datetime) -> str:
    """Such as holdfast-uptake-2026-11-24-1515.csv, by the clock in London."""
    return f"holdfast-{name}-{moment.astimezone(LONDON):%Y-%m-%d-%H%M}.csv"


def download(content: str, *, name: str) -> Response:
    """The file, to be saved and not shown."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv", headers=headers)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and begins_formula(cell) else cell
