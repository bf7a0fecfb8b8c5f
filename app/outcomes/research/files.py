"""What researchers are given, as CSV: answers by pseudonym, and a codebook. Pure.

No date, no id, nothing that anybody wrote: what is not named here does not get in.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core import spreadsheets
from app.core.spreadsheets import Cell
from app.outcomes import scoring
from app.outcomes.instruments import Instrument, Item, Scale
from app.outcomes.scoring import Score

Instruments = Mapping[str, Instrument]
Rows = Iterator[Sequence[Cell]]

# Each file's columns with what they mean.
CHECK_INS = {
    "pseudonym": "The same in all files for the same person. It is made by chance",
    "check_in": "Which of this person's check-ins it is, counted from 1 in the order in which they were finished",
    "relationship": "Who they are to the person they support, as they said when they joined; empty unless 5 or more "
    "people in this file say the same, and where too few would be left without",
    "instrument": "The questionnaire",
    "version": "The version of its questions in Holdfast",
    "language": "The language of its questions",
    "time_point": "start, week_12 or week_24 when it was filled in at a time of the study, own at any other time",
    "week": "Whole weeks from the day on which the account was made to the day on which it was finished",
    "answered": "How many questions were answered",
    "skipped": "How many questions were skipped; empty if these questions are no longer in Holdfast",
    "total": "The score; empty if too much was skipped for it, if there is none, or if its questions are no longer in "
    "Holdfast",
}
ITEMS = {
    "pseudonym": "As in check-ins.csv",
    "check_in": "As in check-ins.csv",
    "instrument": "The questionnaire",
    "item": "The question's name, as in codebook.csv. A question that was skipped has no row",
    "value": "What the answer counts",
}
SCALES = {
    "pseudonym": "As in check-ins.csv",
    "check_in": "As in check-ins.csv",
    "instrument": "The questionnaire",
    "scale": "The part's name, as in codebook.csv",
    "score": "Its score; a part for which too much was skipped has no row",
}
CODEBOOK = ("file", "column", "instrument", "version", "name", "number", "means", "values")
WITHDRAWN = {"pseudonym": "Somebody who takes part no longer: remove all their rows from every file you have"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finished check-in as it may be handed on: `number` counts the person's own."""

    pseudonym: str
    number: int
    relationship: str
    instrument: str
    version: int
    language: str
    time_point: str
    week: int
    answers: Mapping[str, int]


def every(lines: Sequence[Line], instruments: Instruments, withdrawn: Sequence[str]) -> dict[str, str]:
    """All files by their names."""
    return {
        "check-ins.csv": spreadsheets.text(list(CHECK_INS), _check_ins(lines, instruments)),
        "items.csv": spreadsheets.text(list(ITEMS), _items(lines)),
        "scales.csv": spreadsheets.text(list(SCALES), _scales(lines, instruments)),
        "codebook.csv": spreadsheets.text(CODEBOOK, _codebook(lines, instruments)),
        "withdrawn.csv": left(withdrawn),
    }


def left(withdrawn: Sequence[str]) -> str:
    """The file of those who take part no longer."""
    return spreadsheets.text(list(WITHDRAWN), [[each] for each in withdrawn])


def _check_ins(lines: Sequence[Line], instruments: Instruments) -> Rows:
    for line in lines:
        score = _score(line, instruments)
        skipped = len(score.missing) if score else None
        about = (line.instrument, line.version, line.language, line.time_point, line.week)
        total = _number(score.total) if score else None
        yield [line.pseudonym, line.number, line.relationship, *about, len(line.answers), skipped, total]


def _items(lines: Sequence[Line]) -> Rows:
    for line in lines:
        for item, value in sorted(line.answers.items()):
            yield [line.pseudonym, line.number, line.instrument, item, value]


def _scales(lines: Sequence[Line], instruments: Instruments) -> Rows:
    for line in lines:
        score = _score(line, instruments)
        for scale, number in score.scales.items() if score else ():
            if number is not None:
                yield [line.pseudonym, line.number, line.instrument, scale, _number(number)]


def _codebook(lines: Sequence[Line], instruments: Instruments) -> Rows:
    columns = {
        "check-ins.csv": CHECK_INS,
        "items.csv": ITEMS,
        "scales.csv": SCALES,
        "withdrawn.csv": WITHDRAWN,
    }
    for file, means in columns.items():
        for column, sentence in means.items():
            yield [file, column, "", "", "", "", sentence, ""]
    used = Counter(line.instrument for line in lines)
    for instrument in (each for name, each in instruments.items() if name in used):
        yield from _questions(instrument)


def _questions(instrument: Instrument) -> Rows:
    of = (instrument.name, instrument.version)
    yield ["check-ins.csv", "instrument", *of, instrument.name, "", f"{instrument.short}. {instrument.citation}", ""]
    if instrument.total:
        between = f"{instrument.total.lowest:g} to {instrument.total.highest:g}"
        yield ["check-ins.csv", "total", *of, "total", "", instrument.total.missing.words, between]
    for item in instrument.items:
        yield ["items.csv", "item", *of, item.id, item.number, *_worded(item, instrument)]
    for scale in instrument.scales:
        yield ["scales.csv", "scale", *of, scale.name, "", _titled(scale), " ".join(scale.items)]


def _worded(item: Item, instrument: Instrument) -> tuple[str, str]:
    """A question and its answers; of a licensed one only which it is, since its words are not ours to hand on."""
    if not instrument.is_open:
        return f"Question {item.number}", " ".join(map(str, item.values))
    stem = f"{instrument.stem} " if instrument.stem else ""
    return f"{stem}{item.text}", "; ".join(f"{option.value} {option.text}" for option in item.options)


def _titled(scale: Scale) -> str:
    return f"{scale.title}. {scale.missing.words}"


def _score(line: Line, instruments: Instruments) -> Score | None:
    """None for questions that are no longer the same."""
    found = instruments.get(line.instrument)
    if found is None or found.version != line.version:
        return None
    return scoring.score(found, line.answers)


def _number(value: float | None) -> Cell:
    """A score without a decimal point where it needs none; no longer than six digits."""
    return None if value is None else float(f"{value:.6g}") if value % 1 else int(value)
