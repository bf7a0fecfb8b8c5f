"""Week by week as a file."""

from collections.abc import Iterable

from app.core.spreadsheets import Cell
from app.reports.files.data_file import Column, DataFile
from app.reports.uptake.files.columns import ADDRESSES, INVITATIONS, TEAM, TRUST
from app.reports.uptake.weeks import Week

KIND = DataFile(
    "uptake-weeks",
    "Invitations sent and accounts made in each of the last 12 full weeks.",
    (
        TRUST,
        TEAM,
        Column("week_begins", "the Monday on which the week begins, in London", "date"),
        Column("invites_sent", "invitations that staff sent in the week", INVITATIONS),
        Column("accounts_made", "accounts that relatives made in the week, also with a code", ADDRESSES),
    ),
)


def rows_of(rows: Iterable[Week]) -> list[list[Cell]]:
    """A row for each week and place."""
    return [[each.trust, each.team, each.monday.isoformat(), each.invitations, each.accounts] for each in rows]
