"""What the answers to a questionnaire come to. Pure.

Answers are {item's id: value of the option}; a question that was skipped is not among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.outcomes.instruments import Band, Instrument, Risk, Sum

Answers = Mapping[str, int]


@dataclass(frozen=True)
class Score:
    """What came out: `total` and each scale are None where too much was skipped or there is none such."""

    total: float | None
    scales: dict[str, float | None]
    band: Band | None
    answered: int
    missing: tuple[str, ...]
    risks: tuple[Risk, ...]


def score(instrument: Instrument, answers: Answers) -> Score:
    """The numbers of one check-in. Raises ValueError for an answer that the questionnaire does not know."""
    _know(instrument, answers)
    total = number(instrument.total, answers) if instrument.total else None
    return Score(
        total=total,
        scales={scale.name: number(scale, answers) for scale in instrument.scales},
        band=band_of(instrument, total),
        answered=len(answers),
        missing=tuple(item.id for item in instrument.items if item.id not in answers),
        risks=risks_in(instrument, answers),
    )


def risks_in(instrument: Instrument, answers: Answers) -> tuple[Risk, ...]:
    """The answers so far that a person must look at, in the order of the file; needs no finished check-in."""
    return tuple(risk for risk in instrument.risks if answers.get(risk.item) in risk.values)


def band_of(instrument: Instrument, total: float | None) -> Band | None:
    """What a total says."""
    if total is None:
        return None
    return next((band for band in instrument.bands if total <= band.up_to), None)


def number(part: Sum, answers: Answers) -> float | None:
    """One number; None when more was skipped than its rule allows."""
    given = [answers[item] for item in part.items if item in answers]
    left_out = len(part.items) - len(given)
    if not given or left_out > part.missing.most:
        return None
    counted = [part.counts[value] for value in given] if part.counts else given
    # The skipped ones count as the mean of the others.
    found = sum(counted) * part.times * len(part.items) / len(given)
    return part.table[round(found)] if part.table else round(found, 2)


def _know(instrument: Instrument, answers: Answers) -> None:
    values = {item.id: item.values for item in instrument.items}
    for name, value in answers.items():
        if value not in values.get(name, ()):
            raise ValueError(f"{instrument.name} has no answer {value} to {name}.")
