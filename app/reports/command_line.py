"""`holdfast report`, for the operator at the server's own terminal."""

import sys
from datetime import date, timedelta

from rich import box
from rich.console import Console
from rich.table import Table as Printed

from app.core.db import Platform, unit_of_work
from app.core.templating import plural
from app.reports.uptake import counts, presenters
from app.reports.uptake.files import table_3
from app.usage import rollup

_HEAD = (
    "Trust",
    "Clinicians who invited",
    "Invites sent",
    "People invited",
    "Repeat invites",
    "Have an account",
    "Median invites from one",
    "Joined by code",
)


def uptake(*, as_csv: bool) -> None:
    """Prints every trust and all together: as CSV, or as a table to read."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        table = counts.table(session, trust_id=None)
    if as_csv:
        sys.stdout.write(table_3.as_text(table))
        return
    printed = Printed(title="Who invited, who was invited and who joined", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for name in _HEAD:
        # Words are not broken, numbers may be: a terminal can be narrow.
        printed.add_column(name, min_width=max(map(len, name.split())))
    for row in presenters.uptake_rows(table, total="All trusts"):
        printed.add_row(*row)
    Console().print(printed)


def recompute(*, first: date, last: date) -> str:
    """Makes the daily figures of use anew for these days, both included, and says of how many days."""
    days, week = 0, timedelta(days=6)
    # A week at once, so that nothing else has to wait for long; of days that cannot be counted none is begun.
    for each in range(0, max((last - first).days + 1, 1), 7):
        begins = first + timedelta(days=each)
        with unit_of_work(Platform.COMMAND_LINE) as session:
            days += rollup.roll_up(session, first=begins, last=min(begins + week, last))
    return f"{plural(days, 'day')} of single people counted again, from {first} to {last}."
