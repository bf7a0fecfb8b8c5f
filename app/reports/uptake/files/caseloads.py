"""Invitations beside the caseload, as a file."""

from collections.abc import Iterable

from app.core.spreadsheets import Cell
from app.reports.files.data_file import Column, DataFile
from app.reports.uptake.files.columns import ADDRESSES, PEOPLE, PERCENT, TEAM, TRUST, percent
from app.reports.uptake.of_caseload import OfCaseload

KIND = DataFile(
    "uptake-caseloads",
    "Relatives invited in the last 12 months beside the number of people with whom the teams work.",
    (
        TRUST,
        TEAM,
        Column("people_on_caseload", "the last count, of all teams that have counted", PEOPLE),
        Column("counted_on", "the day of that count; of several teams the oldest", "date"),
        Column("teams_counted", "teams that have counted", "teams"),
        Column("relatives_invited", "relatives whom these teams invited in the last 12 months", ADDRESSES),
        Column("invited_percent", "100 × relatives_invited ÷ people_on_caseload", PERCENT),
    ),
)


def rows_of(rows: Iterable[OfCaseload]) -> list[list[Cell]]:
    """A row for each team or trust, the total last."""
    return [
        [
            each.trust,
            each.team,
            each.people,
            each.counted_on.isoformat() if each.counted_on else "",
            each.counted_teams,
            each.invited if each.share else "",
            percent(each.share) if each.share else "",
        ]
        for each in rows
    ]
