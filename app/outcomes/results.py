"""What came of a check-in, in words: first what it says, then the number, then how it went over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.clock import london_day
from app.core.templating import long_date
from app.outcomes import line
from app.outcomes.instruments import Instrument, Scale, Step
from app.outcomes.line import Line
from app.outcomes.presenters import POINTS, score_of
from app.outcomes.queries import Done
from app.outcomes.scoring import Score
from app.toolbox.rules import Kept

NOT_A_DIAGNOSIS = (
    "This is not a diagnosis. It says how the last weeks were for you, and not what is wrong with you. "
    "Only somebody who talks with you can say more."
)
_HIGHER = {
    "worse": "A higher number means that things are harder.",
    "better": "A higher number means that things are better.",
}


@dataclass(frozen=True)
class Part:
    """A part of a questionnaire with a number of its own, or the sentence why there is none."""

    title: str
    words: str
    value: str


@dataclass(frozen=True)
class Group:
    """Of an activity: the parts that were answered about alike, under the words of that answer."""

    title: str
    parts: list[Part]


@dataclass(frozen=True)
class Result:
    """Everything that its page says."""

    title: str
    when: str
    says: str
    number: str
    skipped: str
    parts: list[Part]
    groups: list[Group]
    source: str
    steps: tuple[Step, ...]
    line: Line | None
    rows: list[list[str]]
    change: str
    is_risky: bool


def result(instrument: Instrument, done: Done, all_done: Sequence[Done]) -> Result | None:
    """Of one check-in, with all that were done of the same; None when the questions have changed since."""
    found = score_of(instrument, done)
    if found is None:
        return None
    numbers = _numbers(instrument, all_done)
    total = instrument.total
    return Result(
        title=instrument.title,
        when=_when(done),
        says=found.band.words if found.band else "",
        number=_number(instrument, found),
        skipped=_skipped(instrument, found),
        parts=[] if instrument.is_activity else [_part(instrument, each, found) for each in instrument.scales],
        groups=_groups(instrument, found) if instrument.is_activity else [],
        source=instrument.bands_source or "" if found.band else "",
        steps=instrument.steps(found.band),
        line=line.drawn(
            [(london_day(each.finished_at), value) for each, value in numbers],
            lowest=total.lowest,
            highest=total.highest,
        )
        if total and len(numbers) > 1
        else None,
        rows=[[_day(each), POINTS[each.time_point], f"{value:g}"] for each, value in reversed(numbers)],
        change=_change(instrument) if len(numbers) > 1 else "",
        is_risky=bool(found.risks),
    )


def kept(instrument: Instrument, done: Done, found: Result) -> Kept:
    """The result as a thing in the toolbox: what it says and the number, and none of the answers.

    Nor which questions were skipped: that somebody did not answer the one about dying says much, too.
    """
    left_out, of = len(instrument.items) - len(done.answers), len(instrument.items)
    lines = [
        ["What I filled in", f"{instrument.title} ({instrument.short}), {found.when}"],
        ["What it says", found.says],
        ["The number", found.number],
        *([part.title, part.value] for part in found.parts),
        *([group.title, ", ".join(part.title for part in group.parts)] for group in found.groups),
        ["What I skipped", f"{left_out} of {of} questions" if left_out else ""],
        ["What it is not", NOT_A_DIAGNOSIS],
    ]
    title = f"{instrument.title} {long_date(london_day(done.finished_at))}"
    href = f"/check-ins/{instrument.name}/results/{done.id}"
    return Kept(title, {}, [each for each in lines if each[1]], href, [])


def _numbers(instrument: Instrument, all_done: Sequence[Done]) -> list[tuple[Done, float]]:
    scored = [(each, score_of(instrument, each)) for each in all_done if each.instrument == instrument.name]
    return [(each, found.total) for each, found in scored if found and found.total is not None]


def _day(done: Done) -> str:
    day = london_day(done.finished_at)
    return f"{day.day} {day:%B} {day.year}"


def _when(done: Done) -> str:
    day = long_date(london_day(done.finished_at))
    return f"{day}, {POINTS[done.time_point]}" if POINTS[done.time_point] else day


def _number(instrument: Instrument, found: Score) -> str:
    if instrument.total is None:
        return ""
    if found.total is None:
        return f"None this time. {instrument.total.missing.words}"
    spans = f"{found.total:g}, on a scale from {instrument.total.lowest:g} to {instrument.total.highest:g}."
    return f"{spans} {_HIGHER[instrument.higher_is]}" if instrument.higher_is else spans


def _skipped(instrument: Instrument, found: Score) -> str:
    numbers = [str(instrument.item(name).number) for name in found.missing]
    if not numbers:
        return ""
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    said = f"You skipped question{'s' if len(numbers) > 1 else ''} {listed}. That is fine."
    has_number = instrument.total is not None and found.total is not None
    counted = has_number and instrument.total and set(found.missing) & set(instrument.total.items)
    return f"{said} {instrument.total.missing.words}" if counted and instrument.total else said


def _part(instrument: Instrument, scale: Scale, found: Score) -> Part:
    value = found.scales[scale.name]
    return Part(scale.title, scale.words or "", scale.missing.words if value is None else _of(instrument, scale, value))


def _of(instrument: Instrument, scale: Scale, value: float) -> str:
    values = [instrument.item(name).values for name in scale.items]
    if scale.table or scale.counts or scale.times != 1:
        return f"{value:.3g}"
    return f"{value:g}, from {sum(map(min, values))} to {sum(map(max, values))}"


def _groups(instrument: Instrument, found: Score) -> list[Group]:
    """The parts under the answer that is nearest to what was chosen for them, those used most first."""
    groups: dict[int, list[Part]] = {}
    for scale in instrument.scales:
        value = found.scales[scale.name]
        if value is not None:
            nearest = int(value / len(scale.items) + 0.5)
            groups.setdefault(nearest, []).append(Part(scale.title, scale.words or "", ""))
    words = {option.value: option.text or "" for option in instrument.items[0].options}
    return [Group(words.get(value, ""), groups[value]) for value in sorted(groups, reverse=True)]


def _change(instrument: Instrument) -> str:
    if instrument.change is None:
        return "A small change from one time to the next can be chance. Look at how it goes over several times."
    return (
        f"A change of less than {instrument.change.points:g} points can be chance. "
        "Look at how it goes over several times."
    )
