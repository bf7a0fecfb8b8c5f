"""The uptake table as a CSV file. docs/figures.md explains each column; a test reads it."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import StringIO

from app.core.clock import LONDON
from app.reports.rates import Rate, number
from app.reports.uptake import Table, Uptake

Cell = str | int | float | None

# The columns of the IMPART study's table first, under the same names.
COLUMNS: dict[str, Callable[[Uptake], Cell]] = {
    "trust": lambda row: row.trust,
    "team": lambda row: row.team,
    "clinician_accounts": lambda row: row.clinicians,
    "clinicians_who_invited": lambda row: row.clinicians_who_invited,
    "invites_sent": lambda row: row.invites,
    "relatives_invited": lambda row: row.relatives,
    "relatives_accounts": lambda row: row.accounts,
    "invites_per_inviter_median": lambda row: _number(row.median),
    "invites_per_inviter_min": lambda row: row.fewest,
    "invites_per_inviter_max": lambda row: row.most,
    "invites_per_inviter_lower_quartile": lambda row: _number(row.lower_quartile),
    "invites_per_inviter_upper_quartile": lambda row: _number(row.upper_quartile),
    "repeat_invitations": lambda row: row.repeats,
    "clinicians_who_invited_percent": lambda row: _percent(row.staff_who_invited),
    "activation_percent": lambda row: _percent(row.activation),
}
# A spreadsheet would run a cell that begins like this as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def uptake(table: Table) -> str:
    """The table as text, the total last. The column of teams is left out where no row has one."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    names = [name for name in COLUMNS if name != "team" or any(row.team for row in rows)]
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_safe(COLUMNS[name](row)) for name in names] for row in rows)
    return file.getvalue()


def file_name(now: datetime) -> str:
    """Such as holdfast-uptake-2026-11-24-1515.csv, by the clock in London."""
    return f"holdfast-uptake-{now.astimezone(LONDON):%Y-%m-%d-%H%M}.csv"


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _number(value: float | None) -> str:
    return "" if value is None else number(value)


def _percent(rate: Rate) -> str:
    return "" if rate.percent is None else str(rate.percent)
