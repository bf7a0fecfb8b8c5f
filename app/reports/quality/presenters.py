"""The words and pictures for the offer to carers."""

from collections.abc import Sequence

from app.core.small_numbers import NOTHING
from app.core.templating import long_date
from app.reports.charts.pictures import Bar, Bars, Lines, Series
from app.reports.periods import Span
from app.reports.quality import times
from app.reports.quality.statement_8 import Offered
from app.reports.quality.times import Time

TEAM_HEAD = ("Team", "Known to the team", "Offered", "Not yet asked", "Offered, in per cent")
HOW_HEAD = (
    "Team",
    "Invited through Holdfast",
    "Card or leaflet",
    "Told about it",
    "Another course or group",
    "Invited before",
    "Did not want it",
    "Have an account",
    "Days until it was offered, median",
)


def days(time: Time, span: Span) -> str:
    """The time that was chosen, in days."""
    return "" if time is Time.ALL else f"{long_date(span.first)} to {long_date(span.last)}"


def team_rows(teams: Sequence[Offered]) -> list[list[str]]:
    """Numerator and denominator, one row a team."""
    return [
        [
            each.name,
            f"{each.known:,}",
            f"{each.offered:,}",
            f"{each.known - each.offered:,}",
            NOTHING if each.rate.percent is None else f"{each.rate.percent}%",
        ]
        for each in teams
    ]


def how_rows(teams: Sequence[Offered]) -> list[list[str]]:
    """How something was offered, one row a team."""
    return [
        [
            each.name,
            *(f"{number:,}" for number in ways(each)),
            NOTHING if each.median_days is None else f"{each.median_days:g}",
        ]
        for each in teams
    ]


def ways(team: Offered) -> tuple[int, ...]:
    """How many were offered something in which way, what they said, and how many have an account."""
    return (team.invited, team.card, team.talked, team.programme, team.earlier, team.declined, team.joined)


def by_team(teams: Sequence[Offered]) -> Bars:
    """The share of each team that knows of anybody."""
    known = [each for each in teams if each.known]
    return Bars(
        title="Carers who were offered something, in per cent",
        description=" ".join(f"{each.name}: {each.rate}." for each in known),
        head=("Team", "In per cent", "Carers"),
        bars=tuple(
            Bar(each.name, float(each.rate.percent or 0), f"{each.offered:,} of {each.known:,}") for each in known
        ),
    )


def by_quarter(quarters: Sequence[Span], totals: Sequence[Offered]) -> Lines:
    """The whole trust, quarter by quarter."""
    names = tuple(map(times.quarter_name, quarters))
    told = "; ".join(f"{name}: {each.rate}" for name, each in zip(names, totals, strict=True))
    return Lines(
        title="Carers known and offered, by quarter",
        description=f"Of the carers whom the teams came to know of in a quarter, those who were offered something. {told}.",
        head=("Quarter", "Known", "Offered"),
        times=names,
        series=(
            Series("Known", tuple(each.known for each in totals)),
            Series("Offered", tuple(each.offered for each in totals)),
        ),
    )
