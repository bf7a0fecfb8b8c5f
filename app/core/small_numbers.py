"""How figures about few people are written. Pure. Medians with quartiles, and no number made of fewer than five."""

from dataclasses import dataclass
from statistics import quantiles

FEWEST = 5  # people behind a number that others see
HIDDEN = "fewer than 5"
NOTHING = "–"  # where there is no number


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        if self.whole < FEWEST:
            return HIDDEN
        if tells_of_few(self.part, of=self.whole):
            return f"hidden, of {self.whole}"
        return f"{self.part} of {self.whole} ({100 * self.part / self.whole:.0f}%)"


@dataclass(frozen=True)
class Spread:
    """A median and the quartiles (type 7) of hours or minutes; hidden if they are of too few."""

    values: tuple[float, ...]

    def __str__(self) -> str:
        if len(self.values) < FEWEST:
            return HIDDEN
        low, middle, high = self.quartiles
        return f"{middle:.1f} ({low:.1f} to {high:.1f})"

    @property
    def quartiles(self) -> tuple[float, float, float]:
        """The lower one, the median and the upper one; of two values or more."""
        low, middle, high = quantiles(self.values, n=4, method="inclusive")
        return low, middle, high


def is_few(people: int) -> bool:
    """One, two, three or four."""
    return 0 < people < FEWEST


def tells_of_few(part: int, *, of: int) -> bool:
    """Whether a part is of few, or the rest, which it would give away."""
    return 0 < part < FEWEST or 0 < of - part < FEWEST


def count(number: int, *, people: int | None = None) -> str:
    """A number; hidden when it is small, or made by fewer than five people."""
    if number == 0:
        return "0"
    return HIDDEN if number < FEWEST or (people is not None and people < FEWEST) else f"{number:,}"


def share(part: int, whole: int) -> str:
    """So many of so many; of nothing there is no share."""
    return str(Share(part, whole)) if whole else NOTHING
