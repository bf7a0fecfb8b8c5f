"""10,000 invitations while workers die after every 600 of them, and 200 to a mail server that misbehaves."""

from rich.console import Console
from rich.table import Table

from tests.worker.storm import Arrived, Waited, answers, kills

MAILS, KILL_EVERY = 10_000, 600  # mails
BAD_ANSWERS, TIMEOUT = 200, 10.0  # the timeout that people have who set none


def main() -> None:
    """Prints two tables."""
    console = Console(width=120)
    _print_kills(console, kills(MAILS, every=KILL_EVERY))
    _print_answers(console, answers(BAD_ANSWERS, timeout=TIMEOUT))


def _print_kills(console: Console, became: Arrived) -> None:
    table = Table(title=f"{MAILS:,} invitations, two workers killed every {KILL_EVERY} mails, Redis and database too")
    for heading in ("kills", "distinct", "lost", "came twice", "with two Message-IDs", "states"):
        table.add_column(heading, justify="right")
    numbers = (became.kills, became.distinct, became.lost, became.twice, became.renamed, became.states)
    table.add_row(*map(str, numbers))
    console.print(table)


def _print_answers(console: Console, became: Waited) -> None:
    table = Table(
        title=f"{BAD_ANSWERS:,} invitations, one worker, a mail server that misbehaves, {TIMEOUT:.0f} s a mail"
    )
    for heading in ("answers", "states in the end", "longest wait of a new mail, s", "with two Message-IDs"):
        table.add_column(heading, justify="right")
    table.add_row(str(became.answers), str(became.states), f"{became.longest_wait:.1f}", str(became.renamed))
    console.print(table)
