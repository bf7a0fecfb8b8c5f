"""The tables of the uptake page, in words: how long it takes, the caseload, and who invited. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.core.small_numbers import NOTHING
from app.core.templating import long_date
from app.reports.charts.pictures import HIDDEN
from app.reports.rates import number
from app.reports.uptake.funnel import Funnel
from app.reports.uptake.inviters import Inviter
from app.reports.uptake.of_caseload import OfCaseload
from app.reports.uptake.presenters import less
from app.reports.uptake.waits import Wait


@dataclass(frozen=True)
class Team:
    """Everybody of one team who invited or may invite."""

    name: str
    rows: list[list[str]]


def times(rows: Sequence[Funnel], *, total: str) -> list[list[str]]:
    """A row for each team or trust, the last under the name given."""
    names = [*(row.name for row in rows[:-1]), total]
    return [[name, _days(row.to_account), _days(row.to_module)] for name, row in zip(names, rows, strict=True)]


def _days(wait: Wait | None) -> str:
    if wait is None:
        return HIDDEN
    half = "" if wait.lower is None else f" (middle half {number(wait.lower)} to {number(wait.upper)})"
    return f"{number(wait.median)} {'day' if wait.median == 1 else 'days'}{half}"


def caseloads(rows: Sequence[OfCaseload], *, total: str) -> list[list[str]]:
    """A row for each team or trust, the last under the name given; nothing if nobody has counted."""
    if not any(row.counted_teams for row in rows):
        return []
    names = [*(row.name for row in rows[:-1]), total]
    return [[name, *_of_caseload(row)] for name, row in zip(names, rows, strict=True)]


def _of_caseload(row: OfCaseload) -> list[str]:
    if row.share is None or row.counted_on is None:
        return [NOTHING, "not counted yet"]
    oldest = f"{row.counted_teams:,} teams, the oldest on " if row.counted_teams > 1 else ""
    return [str(row.share), f"{oldest}{long_date(row.counted_on)}"]


def inviters(rows: Iterable[Inviter]) -> list[Team]:
    """A table for each team, in the order given."""
    return [Team(name, [_inviter(each) for each in those]) for name, those in groupby(rows, key=lambda row: row.team)]


def _inviter(row: Inviter) -> list[str]:
    steps = ((row.delivered, row.relatives), (row.opened, row.delivered), (row.accounts, row.opened))
    repeats = f" ({row.repeats:,} again)" if row.repeats else ""
    return [
        f"{row.name} (account closed)" if row.has_left else row.name,
        f"{row.invites:,}{repeats}",
        f"{row.relatives:,}",
        *(" – ".join(filter(None, (f"{count:,}", less(count, before)))) for count, before in steps),
        f"{row.last_on.day} {row.last_on:%b %Y}" if row.last_on else "never",
    ]
