"""The uptake table as a CSV file. docs/figures.md explains each column; a test reads it."""

from collections.abc import Callable
from datetime import datetime

from app.core import spreadsheets
from app.core.clock import LONDON
from app.core.spreadsheets import Cell
from app.reports.rates import Rate, number
from app.reports.uptake import Table, Uptake

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
    "joined_by_code": lambda row: row.joined_by_code,
}


def uptake(table: Table) -> str:
    """The table as text, the total last. The column of teams is left out where no row has one."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    names = [name for name in COLUMNS if name != "team" or any(row.team for row in rows)]
    return spreadsheets.text(names, ([COLUMNS[name](row) for name in names] for row in rows))


def file_name(now: datetime) -> str:
    """Such as holdfast-uptake-2026-11-24-1515.csv, by the clock in London."""
    return f"holdfast-uptake-{now.astimezone(LONDON):%Y-%m-%d-%H%M}.csv"


def _number(value: float | None) -> str:
    return "" if value is None else number(value)


def _percent(rate: Rate) -> str:
    return "" if rate.percent is None else str(rate.percent)
