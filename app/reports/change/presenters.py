"""The words and tables of the page about check-ins. A change is said in words first, then as a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.templating import plural
from app.outcomes.instruments import Instrument
from app.outcomes.rules import TimePoint
from app.reports.change.ready import POINTS, WITH_START, Changes
from app.reports.change.rules import Change
from app.reports.change.study import STUDY, WORDS

HEAD = ("After", "Relatives", "Mean at the start", "Mean change", "Standard deviation", "Left it out", "Up to")
NOT_SHOWN, NOTHING = "not shown", "–"
AFTER = {TimePoint.WEEK_12: "12 weeks", TimePoint.WEEK_24: "24 weeks"}


@dataclass(frozen=True)
class Shown:
    """One questionnaire on the page."""

    title: str
    says: tuple[str, ...]
    rows: list[list[str]]
    study: str


def shown(found: Mapping[str, Changes], instruments: Mapping[str, Instrument]) -> list[Shown]:
    """What there is, in the order of the questionnaires' files."""
    return [_one(each, found[name]) for name, each in instruments.items() if found.get(name)]


def last_day(change: Change) -> date:
    """The last day that is in it."""
    return change.until - timedelta(days=1)


def _one(instrument: Instrument, changes: Changes) -> Shown:
    rows = [_row(point, changes[point]) for point in POINTS if point in changes]
    study = STUDY.get(instrument.name)
    if study:
        numbers = [str(study.people), f"{study.start:.1f}", _signed(study.later - study.start)]
        rows.append([f"{AFTER[study.point]}, in the study", *numbers, *[NOTHING] * (len(HEAD) - 4)])
    return Shown(f"{instrument.short}: {instrument.title}", _says(instrument, changes), rows, WORDS if study else "")


def _says(instrument: Instrument, changes: Changes) -> tuple[str, ...]:
    said = [_sentence(point, changes.get(point)) for point in POINTS]
    total = instrument.total
    assert total  # noqa: S101 - only such are counted
    said.append(f"From {total.lowest:g} to {total.highest:g} points; {_direction(instrument)}")
    if instrument.change:
        said.append(f"Of one person, a change of {instrument.change.points:g} points or more is taken to matter.")
    return tuple(said)


def _sentence(point: TimePoint, change: Change | None) -> str:
    if change is None:
        return f"After {AFTER[point]} there is nothing to show yet."
    people = plural(change.people, "relative")
    if not round(change.mean, 1):
        return f"After {AFTER[point]}, {people} had the same number of points as at the start, on average."
    more = "more" if change.mean > 0 else "fewer"
    return f"After {AFTER[point]}, {people} had {abs(change.mean):.1f} points {more} than at the start, on average."


def _direction(instrument: Instrument) -> str:
    return "fewer points mean less distress." if instrument.higher_is == "worse" else "more points are better."


def _row(point: TimePoint, change: Change) -> list[str]:
    return [
        AFTER[point],
        str(change.people),
        NOTHING if point is not WITH_START else NOT_SHOWN if change.start is None else f"{change.start:.1f}",
        _signed(change.mean),
        f"{change.deviation:.1f}",
        NOT_SHOWN if change.left_out is None else str(change.left_out),
        f"{last_day(change):%-d %b %Y}",
    ]


def _signed(value: float) -> str:
    """With a proper minus sign, and no sign before nought."""
    rounded = f"{abs(value):.1f}"
    return rounded if rounded == "0.0" else f"{'−' if value < 0 else '+'}{rounded}"


def hides(parts: Sequence[Shown]) -> bool:
    """Whether something is not shown because too few stand behind it."""
    return any(NOT_SHOWN in row for part in parts for row in part.rows)
