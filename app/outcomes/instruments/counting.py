"""Whether a questionnaire's numbers can be made: every part of it counts what is there, and comes to what is published."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from app.outcomes.instruments.instrument import Instrument
from app.outcomes.instruments.parts import Sum

At = Callable[..., Callable[[str], None]]
Place = tuple[str | int, ...]
Values = dict[str, tuple[int, ...]]


def check_numbers(instrument: Instrument, at: At) -> None:
    """Tells what is wrong; `at` leads to a place in the file."""
    values = {item.id: item.values for item in instrument.items}
    if instrument.total:
        found = _range(instrument.total, values, at, ("total",))
        said = (instrument.total.lowest, instrument.total.highest)
        if found and found != said:
            at("total")("The answers come to {:g} to {:g}, not {:g} to {:g}.".format(*found, *said))
    else:
        for key in ("bands", "change"):
            if getattr(instrument, key):
                at(key)("There is no total for this.")
    if same := twice([scale.name for scale in instrument.scales]):
        at("scales", same[1])(f'The part "{same[0]}" stands here twice.')
    for place, scale in enumerate(instrument.scales):
        _range(scale, values, at, ("scales", place))


def twice(names: Sequence[str] | Sequence[int]) -> tuple[str | int, int] | None:
    """The first that stands there before, and where."""
    for place in range(len(names)):
        if names[place] in names[:place]:
            return names[place], place
    return None


def _range(part: Sum, values: Values, at: At, place: Place) -> tuple[float, float] | None:
    """The lowest and the highest number that can come out; None when something is wrong."""
    if unknown := [name for name in part.items if name not in values]:
        return at(*place, "items")(f'"{unknown[0]}" is no question of this questionnaire.')
    if same := twice(part.items):
        return at(*place, "items")(f'"{same[0]}" would be counted twice.')
    if part.missing.most >= len(part.items):
        return at(*place, "missing")("At least one question must be answered for a number.")
    every = {value for name in part.items for value in values[name]}
    if part.counts is not None and (uncounted := every - part.counts.keys()):
        return at(*place, "counts")(f"It is not said what the answer {min(uncounted)} counts.")
    return _ends(part, values, at, place)


def _ends(part: Sum, values: Values, at: At, place: Place) -> tuple[float, float] | None:
    counted = [[(part.counts or {}).get(value, value) for value in values[name]] for name in part.items]
    lowest, highest = (sum(map(end, counted)) * part.times for end in (min, max))
    if part.table is None:
        return lowest, highest
    raw, numbers = range(lowest, highest + 1), list(part.table.values())
    if list(part.table) != list(raw):
        return at(*place, "table")(f"The table must go from {raw[0]} to {raw[-1]}, each once and in order.")
    if any(one >= other for one, other in pairwise(numbers)):
        return at(*place, "table")("The numbers of the table must rise.")
    return numbers[0], numbers[-1]
