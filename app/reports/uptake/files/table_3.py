"""Table 3 of the IMPART study as a file: who invited, who was invited, who joined."""

from collections.abc import Callable
from dataclasses import replace

from app.core import spreadsheets
from app.core.spreadsheets import Cell
from app.reports.files.data_file import Column, DataFile
from app.reports.rates import number
from app.reports.uptake.counts import Table, Uptake
from app.reports.uptake.files.columns import ADDRESSES, INVITATIONS, PEOPLE, PERCENT, TEAM, TRUST, percent

# The columns of the IMPART study's table 3 first, under the same names.
_COLUMNS: tuple[tuple[Column, Callable[[Uptake], Cell]], ...] = (
    (TRUST, lambda row: row.trust),
    (TEAM, lambda row: row.team),
    (Column("clinician_accounts", "clinician accounts", PEOPLE), lambda row: row.clinicians),
    (Column("clinicians_who_invited", "clinicians who invited", PEOPLE), lambda row: row.clinicians_who_invited),
    (Column("invites_sent", "invitations sent", INVITATIONS), lambda row: row.invites),
    (Column("relatives_invited", "relatives invited", ADDRESSES), lambda row: row.relatives),
    (Column("relatives_accounts", "relatives' accounts", ADDRESSES), lambda row: row.accounts),
    (
        Column("invites_per_inviter_median", "median of the invitations per clinician who invited", INVITATIONS),
        lambda row: _number(row.median),
    ),
    (Column("invites_per_inviter_min", "the fewest", INVITATIONS), lambda row: row.fewest),
    (Column("invites_per_inviter_max", "the most", INVITATIONS), lambda row: row.most),
    (
        Column(
            "invites_per_inviter_lower_quartile",
            "a quarter sent this number or fewer, type 7, to two decimals",
            INVITATIONS,
        ),
        lambda row: _number(row.lower_quartile),
    ),
    (
        Column("invites_per_inviter_upper_quartile", "a quarter sent this number or more, likewise", INVITATIONS),
        lambda row: _number(row.upper_quartile),
    ),
    (Column("repeat_invitations", "repeat invitations", INVITATIONS), lambda row: row.repeats),
    (
        Column("clinicians_who_invited_percent", "100 × clinicians_who_invited ÷ clinician_accounts", PERCENT),
        lambda row: percent(row.staff_who_invited),
    ),
    (
        Column("activation_percent", "100 × relatives_accounts ÷ relatives_invited", PERCENT),
        lambda row: percent(row.activation),
    ),
    (
        Column(
            "joined_by_code",
            "joined with a code, or by asking where anybody may, without having been invited by staff",
            PEOPLE,
        ),
        lambda row: row.joined_by_code,
    ),
)
KIND = DataFile(
    "uptake",
    "Who invited, who was invited and who joined: the layout of table 3 of the IMPART study.",
    tuple(column for column, _ in _COLUMNS),
)


def kind_and_rows(table: Table) -> tuple[DataFile, list[list[Cell]]]:
    """The table, the total last. The column of teams is left out where no row has one."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    shown = [each for each in _COLUMNS if each[0] is not TEAM or any(row.team for row in rows)]
    kind = replace(KIND, columns=tuple(column for column, _ in shown))
    return kind, [[cell(row) for _, cell in shown] for row in rows]


def as_text(table: Table) -> str:
    """The uptake table as the text of its file."""
    kind, rows = kind_and_rows(table)
    return spreadsheets.text([column.name for column in kind.columns], rows)


def _number(value: float | None) -> str:
    return "" if value is None else number(value)
