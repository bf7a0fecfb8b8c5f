"""What may be shown of the change between check-ins. Pure.

Whoever keeps two reports can take one from the other. So a figure stays as it is until at least five more people are in
it, and it looks only at quarters that are over: no difference between two reports is about fewer than five.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from uuid import UUID

from app.core.small_numbers import FEWEST, is_few

_MONTHS = 3


@dataclass(frozen=True)
class Pair:
    """One person's score at the start and later, and the day on which the later one was finished."""

    person_id: UUID
    start: float
    later: float
    finished_on: date

    @property
    def change(self) -> float:
        """Below nought: fewer points than at the start."""
        return self.later - self.start


@dataclass(frozen=True)
class Change:
    """What is shown. `until`: the first day that is not in it; `version`: of the questionnaire's words."""

    version: int
    until: date
    people: int
    mean: float
    deviation: float  # of a sample: n - 1
    # Of the people of one time point only: of two groups that differ by one person, their means would say that one's score.
    start: float | None
    # Those whose time came and went without a score to count; None is 1 to 4. Stays until five more or fewer did.
    left_out: int | None


def quarter(day: date) -> date:
    """The first day of the quarter of the calendar year in which the day lies."""
    return day.replace(month=(day.month - 1) // _MONTHS * _MONTHS + 1, day=1)


def renewed(
    kept: Change | None,
    pairs: Sequence[Pair],
    *,
    due: Collection[UUID],
    version: int,
    until: date,
    with_start: bool,
) -> Change | None:
    """What is shown from now on: what was shown until now, unless five people or more have come to it."""
    if not is_worth_it(kept, [pair.finished_on for pair in pairs], version=version, until=until):
        return kept
    inside = [pair for pair in pairs if pair.finished_on < until]
    changes, starts = [pair.change for pair in inside], [pair.start for pair in inside]
    if any(map(_says_all, (changes, starts, [pair.later for pair in inside]))):
        return kept
    mean = _mean(changes)
    before = kept.left_out if kept and kept.version == version else None
    return Change(
        version=version,
        until=until,
        people=len(inside),
        mean=mean,
        deviation=sqrt(sum((each - mean) ** 2 for each in changes) / (len(changes) - 1)),
        start=_mean(starts) if with_start else None,
        left_out=_moved(before, len(set(due) - {pair.person_id for pair in inside})),
    )


def is_worth_it(kept: Change | None, finished_on: Collection[date], *, version: int, until: date) -> bool:
    """Whether five or more were finished since the day up to which it was counted, and before the new one."""
    since = kept.until if kept and kept.version == version else date.min
    return sum(since <= day < until for day in finished_on) >= FEWEST


def together(parts: Sequence[Change]) -> Change | None:
    """Of several trusts: what is shown of each, and nothing else."""
    version = max((part.version for part in parts), default=0)
    parts = [part for part in parts if part.version == version]
    if not parts:
        return None
    people = sum(part.people for part in parts)
    mean = sum(part.mean * part.people for part in parts) / people
    squares = sum((part.people - 1) * part.deviation**2 + part.people * (part.mean - mean) ** 2 for part in parts)
    starts = [part.start * part.people for part in parts if part.start is not None]
    left_out = [part.left_out for part in parts if part.left_out is not None]
    return replace(
        parts[0],
        until=max(part.until for part in parts),
        people=people,
        mean=mean,
        deviation=sqrt(squares / (people - 1)),
        start=sum(starts) / people if len(starts) == len(parts) else None,
        left_out=sum(left_out) if len(left_out) == len(parts) else None,
    )


def _moved(before: int | None, people: int) -> int | None:
    if before is not None and abs(people - before) < FEWEST:
        return before
    return None if is_few(people) else people


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _says_all(values: Sequence[float]) -> bool:
    """Whether the mean is everybody's own number."""
    return len(set(values)) == 1
