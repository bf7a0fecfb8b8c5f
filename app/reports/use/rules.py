"""Which sums of use may be shown. Pure.

A sum, mean or standard deviation says something of everybody who added to it. The periods lie within each other, and
teams within a trust, so a reader can subtract. What is left of every subtraction must be about nobody, or about five
people or more: each number is shown only if that holds for itself and for what is left of the next longer period. Of
teams (or modules, or hours of the week) the same ones are hidden in every period; where this would hide more of them
than all time alone would, they may be shown for all time only.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from app.core.small_numbers import FEWEST, is_few
from app.reports.periods import Period

# Somebody's rings, as bits: what they did changed the number of the last 4 weeks, of the 8 weeks before them, or of the
# time before that.
BITS = {Period.MONTH: 1, Period.QUARTER: 3, Period.ALL: 7}
Rings = Mapping[int, int]  # how many people have these bits
Numbers = tuple[int, ...]
K = TypeVar("K", bound=Hashable)


def people_in(rings: Rings, bits: int) -> int:
    """How many did something in any of these rings."""
    return sum(people for own, people in rings.items() if own & bits)


def periods_shown(rings: Rings) -> tuple[Period, ...]:
    """The periods for which a sum may be shown, the longest first."""
    shown: list[Period] = []
    for period in Period:
        rest = [BITS[shown[-1]] & ~BITS[period]] if shown else []
        if not any(is_few(people_in(rings, bits)) for bits in [BITS[period], *rest]):
            shown.append(period)
    return tuple(shown)


def behind(rings: Rings, shown: Sequence[Period]) -> Numbers:
    """How many people are behind each number that can be had of these periods by subtraction, and behind the shortest."""
    if not shown:
        return ()
    between = [BITS[longer] & ~BITS[shorter] for longer, shorter in pairwise(shown)]
    return tuple(people_in(rings, bits) for bits in [*between, BITS[shown[-1]]])


def hidden(
    people: Mapping[K, Numbers], *, order: Iterable[K], together: Callable[[Sequence[Numbers]], Numbers]
) -> frozenset[K]:
    """Which parts of a whole that is shown are not shown. None, or those with few and at least one more.

    What is left of the whole without the parts that are shown is about the hidden ones `together`. Further parts are
    hidden in the `order` given, until these are not few either. Parts in which nobody did anything stay.
    """
    few = [key for key in people if any(map(is_few, people[key]))]
    others = [key for key in order if key not in few and any(people[key])]
    if not few:
        return frozenset()
    for more in range(1, len(others) + 1):
        out = [*few, *others[:more]]
        if not any(map(is_few, together([people[key] for key in out]))):
            return frozenset(out)
    return frozenset(people)


def visible(
    keys: Sequence[K],
    shown: Sequence[Period],
    *,
    rings: Callable[[K], Sequence[Rings]],
    people: Callable[[K, Sequence[Period]], Numbers],
    together: Callable[[Sequence[Numbers]], Numbers],
) -> tuple[Sequence[Period], frozenset[K]]:
    """For which of the periods in which the whole is shown its parts are shown too, and which parts; smallest first."""
    if not shown:
        return (), frozenset()

    def kept(periods: Sequence[Period]) -> frozenset[K]:
        out = hidden({key: people(key, periods) for key in keys}, order=keys, together=together)
        return frozenset(keys) - out

    always, longest = kept(shown), kept(shown[:1])
    if longest != always and _holds(shown, [rings(key) for key in longest]):
        return shown[:1], longest
    return shown, always


def _holds(shown: Sequence[Period], parts: Sequence[Sequence[Rings]]) -> bool:
    """Whether parts may be shown of the longest period beside a whole that is shown of shorter ones as well.

    From multiples of the whole a reader can take each part away where it stands in the same relation to them. Whatever
    the multiples are, of one part five people or more must be left.
    """
    return all(
        any(all(_left(each, blocks) >= FEWEST for each in rings) for rings in parts) for blocks in _blocks(shown)
    )


def _left(rings: Rings, blocks: Sequence[int]) -> int:
    return min(people_in(rings, sum(blocks) - block) for block in blocks)


def _blocks(shown: Sequence[Period]) -> list[list[int]]:
    """Every way to put the rings between these periods into two or three groups, as bits."""
    single = [BITS[longer] & ~BITS[shorter] for longer, shorter in pairwise(shown)] + [BITS[shown[-1]]]
    return [single, *([ring, sum(single) - ring] for ring in single if len(single) > 2)]  # noqa: PLR2004 - else the same


def added(numbers: Sequence[Numbers]) -> Numbers:
    """Of parts that have nobody in common, such as teams."""
    return tuple(map(sum, zip(*numbers, strict=True)))


def at_least(numbers: Sequence[Numbers]) -> Numbers:
    """Of parts that may have everybody in common, such as modules: no fewer than in the largest."""
    return tuple(map(max, zip(*numbers, strict=True)))
