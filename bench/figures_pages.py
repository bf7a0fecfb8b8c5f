"""The report pages for 10,000,000 events and 50,000 relatives.

For the lead of one trust and for the platform administrator, who sees all trusts. One process, one kept connection.
"""

import statistics
import time

import httpx2
from rich.console import Console
from rich.table import Table

from app.accounts.models import Person
from bench.figures import count_everything, prepared, seconds
from bench.figures_rows import FULL, as_superuser
from bench.pages import serve
from tests.builders.accounts import session_for
from tests.builders.workload import make_costs

TIMES = 20
PATHS = ("/staff/reports", "/staff/reports/use", "/staff/reports/uptake", "/staff/reports/work", "/staff/reports/board")


def main() -> None:
    """Prints one table."""
    table = Table(title=f"Report pages, {FULL.events:,} events, {FULL.relatives:,} relatives, ms of {TIMES} times")
    for heading in ("page", "who", "KB", "first", "median", "slowest"):
        table.add_column(heading, justify="left" if heading in {"page", "who"} else "right")
    with prepared(FULL) as (url, made, _making):
        count_everything()
        make_costs(made.lead)
        with as_superuser(url) as connection:
            connection.execute("VACUUM ANALYZE")
        in_the_night = seconds(make_ready)
        with serve("app.main:create_app") as (port, _pid):
            for who in (made.lead, made.administrator):
                for path in PATHS:
                    table.add_row(path, who.name, *timed(port, path, who))
    Console().print(table, f"Making the report of use ready for every trust: {in_the_night:.0f} s")


def make_ready() -> None:
    """As the job does each night."""
    from worker import tasks  # noqa: PLC0415 - it looks for the database as soon as it is there

    tasks.make_use_ready()


def timed(port: int, path: str, who: Person) -> list[str]:
    """Kilobytes; first look, median and slowest in ms of one page for one person; a status if it is not there."""
    headers = {"cookie": f"holdfast_session={session_for(who)}"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
        began = time.perf_counter()
        answer = client.get(path)
        first = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            return [str(answer.status_code), "", "", ""]
        times = [seconds(lambda: client.get(path).raise_for_status()) * 1000 for _time in range(TIMES)]
    return [f"{len(answer.content) / 1000:.0f}", f"{first:.0f}", f"{statistics.median(times):.0f}", f"{max(times):.0f}"]
