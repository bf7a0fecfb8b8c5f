"""What was told last stays until five people or more have changed it. Pure.

Somebody may keep the figures of every week and take one from the other. So a figure moves only when five people or more
have changed it since it was told last. What is left of any two, or of any sum of them, is then about five people or more:
between two tellings of a figure lies one part of its time, no two parts have a person's week in common, and each part is
about five people or more. Figures that add up to each other would spoil this, so there are none, but for a whole and its
parts (a trust and its teams), which `Counts` keeps together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from app.core.small_numbers import FEWEST, is_few

T = TypeVar("T")
Changed = Mapping[date, int]  # how many people by the Monday of the week in which they changed a figure


@dataclass(frozen=True)
class Told(Generic[T]):
    """A figure, and the Sunday up to which it is counted. `of`: how many people it could have been, as of then."""

    value: T
    to: date
    of: int | None = None


def since(told: Told[T] | None, changed: Changed) -> int:
    """How many people changed a figure after it was told."""
    return sum(people for week, people in changed.items() if told is None or week > told.to)


def next_told(before: Told[T] | None, now: Told[T], *, changed: Changed, may: bool = True) -> Told[T] | None:
    """What may be told: the figure of now if five or more have changed it, else as it was told before.

    That nobody ever did something may be told the first time; it stays until five have.
    """
    people = since(before, changed)
    return now if may and (people >= FEWEST or (before is None and not people)) else before


@dataclass(frozen=True)
class People:
    """Who took a step, in one part of a whole: by the week in which each took it, and how many could have."""

    took: Changed
    could: tuple[int, ...]  # counts beside which this one may stand: their difference must not be about few either
    of: int | None = None  # the one of them that everybody may know
    strangers: int = 0  # people who are not here, but in the last of `could`: nothing may be told of them either

    @property
    def number(self) -> int:
        """How many took it."""
        return sum(self.took.values())

    def told(self, to: date) -> Told[int]:
        """This number, as it is told."""
        return Told(self.number, to, self.of)


@dataclass(frozen=True)
class Counts:
    """How many took a step, of a whole and of its parts, as it was told; None was never told."""

    whole: Told[int] | None = None
    parts: Mapping[str, Told[int]] = field(default_factory=dict)


def next_counts(before: Counts, people: Mapping[str, People], *, whole: People, to: date) -> Counts:
    """The whole moves when five or more took the step since; and with it each part in which five or more of them are.

    Of those who took it the others must be five or more together, unless nobody waits there. For then every part hangs together
    with the whole's time in which it moved, and that with whatever moves later, by five people or more; so whoever adds
    and subtracts cannot cut between them without cutting five. See docs/adr/0014.
    """
    told = next_told(before.whole, whole.told(to), changed=whole.took, may=_may_be_told([whole]))
    if told is None or told is before.whole:
        return before
    if not told.value:
        return Counts(told, {key: each.told(to) for key, each in people.items() if _may_be_told([each])})
    lately = {key: since(before.whole, each.took) for key, each in people.items()}
    waiting = {key: since(before.parts.get(key), each.took) for key, each in people.items()}
    moving = [key for key, number in lately.items() if number >= FEWEST and _may_be_told([people[key]])]
    moving.sort(key=lambda key: (-lately[key], key))
    while moving:
        others = [key for key in people if key not in moving]
        enough = sum(lately[key] for key in others) >= FEWEST or not any(waiting[key] for key in others)
        if enough and not _gives_away([people[key] for key in others]):
            break
        moving.pop()
    return Counts(told, {**before.parts, **{key: people[key].told(to) for key in moving}})


def _may_be_told(people: Sequence[People]) -> bool:
    """Whether there is anybody who could have taken it, and what is left of them is not about few."""
    return any(each.could[0] for each in people) and not _gives_away(people)


def _gives_away(people: Sequence[People]) -> bool:
    """Whether these, taken together, are few or all but few of those who could have taken the step."""
    took, strangers = sum(each.number for each in people), sum(each.strangers for each in people)
    could = [sum(counts) for counts in zip(*(each.could for each in people), strict=True)]
    # A small difference beside few strangers is of them.
    of_strangers = is_few(strangers) and could[-1] - took < FEWEST + strangers
    return of_strangers or any(is_few(each) or is_few(each - took) for each in could)
