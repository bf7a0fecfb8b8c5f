"""Every kind of file, where it is to be had, and who may have it: the list behind the page of files and the dictionary."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.accounts.roles import Permission
from app.core.spreadsheets import Cell
from app.reports.change.files import CHANGE
from app.reports.files.data_file import Column, DataFile
from app.reports.nomad.files import NOMAD
from app.reports.quality import files as quality
from app.reports.uptake.files import caseloads, inviters, steps, table_3, times, weeks
from app.reports.use import files as use
from app.reports.work import files as work


@dataclass(frozen=True)
class Listed:
    """A kind of file, its address, and the page that shows the same."""

    kind: DataFile
    href: str
    page: str
    permission: Permission = Permission.REPORTS_READ


_UPTAKE, _USE, _WORK, _QUALITY = (f"/staff/reports/{name}" for name in ("uptake", "use", "work", "quality"))
_LEAD = Permission.REPORTS_SETTINGS

DICTIONARY = DataFile(
    "dictionary",
    "Every column of every file in this list: this page as a file",
    (
        Column("file", "The file's name, without the time", "text"),
        Column("column", "The column's name", "text"),
        Column("means", "What it means", "text"),
        Column("unit", "In what it is counted", "text"),
    ),
)

EVERY = (
    Listed(table_3.KIND, f"{_UPTAKE}.csv", _UPTAKE),
    Listed(steps.KIND, f"{_UPTAKE}-funnel.csv", _UPTAKE),
    Listed(weeks.KIND, f"{_UPTAKE}-weeks.csv", _UPTAKE),
    Listed(times.KIND, f"{_UPTAKE}-times.csv", _UPTAKE),
    Listed(caseloads.KIND, f"{_UPTAKE}-caseloads.csv", _UPTAKE),
    Listed(inviters.KIND, f"{_UPTAKE}-inviters.csv", _UPTAKE, _LEAD),
    *(Listed(kind, f"{_USE}/{kind.name}.csv", _USE) for kind in use.EVERY),
    Listed(CHANGE, "/staff/reports/check-ins.csv", "/staff/reports/check-ins"),
    Listed(work.HOURS, f"{_WORK}/hours.csv", _WORK, _LEAD),
    Listed(work.MESSAGES, f"{_WORK}/messages.csv", _WORK, _LEAD),
    Listed(work.LOOKED, f"{_WORK}/looked.csv", _WORK, _LEAD),
    Listed(work.COST, f"{_WORK}/cost.csv", _WORK, _LEAD),
    Listed(quality.STATEMENT_8, f"{_QUALITY}/statement-8.csv", _QUALITY, _LEAD),
    Listed(quality.AUDIT, f"{_QUALITY}/audit.csv", _QUALITY, _LEAD),
    Listed(quality.ACTIVITY, "/staff/reports/activity/activity.csv", "/staff/reports/activity", _LEAD),
    Listed(NOMAD, "/staff/implementation/nomad/results.csv", "/staff/implementation/nomad", _LEAD),
    Listed(DICTIONARY, "/staff/reports/files/dictionary.csv", "/staff/reports/files"),
)


def dictionary(listed: tuple[Listed, ...]) -> Iterator[list[Cell]]:
    """One row for each column of these files."""
    for each in listed:
        for column in each.kind.columns:
            yield [each.kind.name, column.name, column.means, column.unit]
