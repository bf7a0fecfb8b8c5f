"""How long it takes, as a file."""

from collections.abc import Iterable

from app.core.spreadsheets import Cell
from app.reports.charts.pictures import HIDDEN
from app.reports.files.data_file import Column, DataFile
from app.reports.rates import number
from app.reports.uptake.files.columns import TEAM, TRUST
from app.reports.uptake.funnel import Funnel
from app.reports.uptake.waits import Wait

KIND = DataFile(
    "uptake-times",
    "Days from the first invitation to the account and to the first module. Of fewer than 5 people nothing is shown.",
    (
        TRUST,
        TEAM,
        *(
            Column(f"days_to_{what}_{name}", f"days until {words}: {means}", "days, type 7")
            for what, words in (("account", "the account was made"), ("first_module", "a first module was read"))
            for name, means in (
                ("median", "the middle"),
                ("lower_quartile", "a quarter waited no longer"),
                ("upper_quartile", "a quarter waited longer"),
            )
        ),
    ),
)


def rows_of(rows: Iterable[Funnel]) -> list[list[Cell]]:
    """A row for each team or trust, the total last."""
    return [[each.trust, each.team, *_days(each.to_account), *_days(each.to_module)] for each in rows]


def _days(wait: Wait | None) -> list[Cell]:
    if wait is None:
        return [HIDDEN] * 3
    return [HIDDEN if each is None else number(each) for each in (wait.median, wait.lower, wait.upper)]
