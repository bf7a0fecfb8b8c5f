"""The files about the offer to carers, and their rows."""

from collections.abc import Iterator, Sequence

from app.core.spreadsheets import Cell
from app.reports.files.data_file import Column, DataFile
from app.reports.periods import Span
from app.reports.quality.activity import Done
from app.reports.quality.presenters import ways
from app.reports.quality.statement_8 import Offered

_TEAM = Column("team", "Name of the team, or “Whole trust”", "text")
_FROM = Column("from", "First day of the time, in London", "date")
_TO = Column("to", "Last day of the time, in London", "date")
_KNOWN = Column("known", "Denominator: carers whom the team came to know of in the time", "carers")
_OFFERED = Column("offered", "Numerator: those of them who were offered a programme, whenever, or said no", "carers")
_PERCENT = Column("offered_percent", "100 × offered ÷ known; empty of nobody", "per cent, one decimal")

STATEMENT_8 = DataFile(
    "statement-8",
    "NICE quality standard 80, statement 8: carers who were offered a programme, by team, for the time that was chosen.",
    (_TEAM, _FROM, _TO, _KNOWN, _OFFERED, _PERCENT),
)
AUDIT = DataFile(
    "carers-audit",
    "For audits of carers' education, such as those of the CCQI: the last 8 full quarters, by team. Nobody singly.",
    (
        _TEAM,
        _FROM,
        _TO,
        _KNOWN,
        _OFFERED,
        _PERCENT,
        Column("invited", "Offered by an invitation to Holdfast from the list", "carers"),
        Column("card", "Offered by a card or leaflet", "carers"),
        Column("talked", "Offered by telling them, and how to join", "carers"),
        Column("programme", "Offered another course or group for carers", "carers"),
        Column("earlier", "Invited to Holdfast before they stood on the list, or on another form", "carers"),
        Column("did_not_want", "Offered, and they did not want it", "carers"),
        Column("have_account", "Of the invited, those who made an account", "carers"),
        Column("median_days", "Days from knowing of them until it was offered, median; empty of nobody", "days"),
    ),
)
ACTIVITY = DataFile(
    "activity",
    "For the record system: what was offered on which day, with its SNOMED CT code and the team's own reference.",
    (
        Column("team", "Name of the team", "text"),
        Column("reference", "The team's own reference for the carer; no name, no number from the record", "text"),
        Column("date", "The day on which it was offered, or the account was made, in London", "date"),
        Column("code", "SNOMED CT concept, as the trust has set it; keep the column as text", "code"),
        Column("term", "The words for that concept, as the trust has set them", "text"),
        Column("activity", "“offered” or “joined”", "word"),
    ),
)


def statement_8_rows(span: Span, teams: Sequence[Offered]) -> list[list[Cell]]:
    """One row a team, the trust last."""
    return [_rate_cells(span, each) for each in teams]


def audit_rows(spans: Sequence[Span], counted: Sequence[Sequence[Offered]]) -> list[list[Cell]]:
    """One row a quarter and team, the oldest quarter first."""
    return [
        [*_rate_cells(span, each), *ways(each), each.median_days]
        for span, teams in zip(spans, counted, strict=True)
        for each in teams
    ]


def activity_rows(done: Sequence[Done]) -> Iterator[list[Cell]]:
    """One row for each thing that was done."""
    for each in done:
        yield [each.team, each.reference, f"{each.day}", each.code.code, each.code.term, each.activity.value]


def _rate_cells(span: Span, team: Offered) -> list[Cell]:
    percent = team.rate.percent
    return [
        team.name,
        f"{span.first}",
        f"{span.last}",
        team.known,
        team.offered,
        "" if percent is None else f"{percent}",
    ]
