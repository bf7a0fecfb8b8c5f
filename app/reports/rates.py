"""Shares, always beside the numbers that they are made of. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.core.small_numbers import NOTHING


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent to one decimal, or None of nobody."""
        if not self.whole:
            return None
        return (Decimal(100 * self.part) / self.whole).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def __str__(self) -> str:
        share = "" if self.percent is None else f" ({self.percent}%)"
        return f"{self.part:,} of {self.whole:,}{share}"


def number(value: float | None) -> str:
    """A median or quartile as people write it: 3, 2.5; a dash for nobody."""
    return NOTHING if value is None else f"{round(value, 2):g}"
