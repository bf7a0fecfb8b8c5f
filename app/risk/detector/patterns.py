"""Patterns as the lexicon writes them, made ready for matching.

A pattern is words in order. `a|b` is either; `$name` any word of that class; `stem*` any word that begins so; `word?` may
be missing; `~` lets up to two other words stand between, `~5` up to five. Matching never leaves a sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

_USUAL_GAP = 2


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern: any of these symbols, after at most `gap` other words."""

    symbols: frozenset[str]
    gap: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in order; matching begins at the rarest, `anchor`, and walks to both sides."""

    rule: str
    elements: tuple[Element, ...]
    anchor: int


def parse(written: str, *, rule: str, common: Mapping[str, int]) -> list[Pattern]:
    """The patterns that one written pattern stands for: one for each choice of what may be missing."""
    steps: list[tuple[Element, bool]] = []
    gap = 0
    for part in written.split():
        if part[0] == "~":
            gap = int(part[1:] or _USUAL_GAP)
            continue
        steps.append((Element(frozenset(part.rstrip("?").split("|")), gap), part.endswith("?")))
        gap = 0
    return [_pattern(rule, chosen, common) for chosen in _choices(steps)]


def _choices(steps: list[tuple[Element, bool]]) -> Iterable[tuple[Element, ...]]:
    for taken in product(*([True, False] if optional else [True] for _step, optional in steps)):
        chosen: list[Element] = []
        carried = 0
        for (element, _optional), take in zip(steps, taken, strict=True):
            carried = max(carried, element.gap)
            if take:
                chosen.append(Element(element.symbols, carried))
                carried = 0
        yield tuple(chosen)


def _pattern(rule: str, elements: tuple[Element, ...], common: Mapping[str, int]) -> Pattern:
    weights = [sum(common.get(each, 1) for each in element.symbols) for element in elements]
    return Pattern(rule, elements, weights.index(min(weights)))


def symbols_in(written: str) -> set[str]:
    """Every word, class and stem that a written pattern names."""
    return {each for part in written.split() if part[0] != "~" for each in part.rstrip("?").split("|")}
