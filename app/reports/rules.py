"""Which counts of use may be shown. Pure.

Nobody outside a team may learn that one, two, three or four of its relatives took a step, or that so few did not.
Such a small count is hidden. Nor may it be had by subtraction, from the total less the other teams or from the step
before, not even by somebody who knows these rules. So more is hidden, the teams with most people first, until every
small count could still be at least two numbers; and where that cannot be, nothing of the step is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.small_numbers import tells_of_few


@dataclass(frozen=True)
class Step:
    """The people who took one step, group by group and in all. None is hidden."""

    groups: tuple[int | None, ...]
    total: int | None


def hide_small(before: Step, counts: Sequence[int], total: int) -> Step:
    """What may be shown of a step that only people of the step before took."""
    small = {group for group, count in enumerate(counts) if is_small(before.groups[group], count)}
    if not is_small(before.total, total):
        for hidden in _wider_and_wider(before, small):
            if not hidden or _is_safe(before, counts, total, small=small, hidden=hidden):
                return Step(tuple(None if group in hidden else count for group, count in enumerate(counts)), total)
    return Step(tuple(0 if size == 0 else None for size in before.groups), None)


def is_small(before: int | None, count: int) -> bool:
    """Whether 1 to 4 took the step, or 1 to 4 did not. Of a hidden number, every part is hidden too."""
    return before is None or tells_of_few(count, of=before)


def _wider_and_wider(before: Step, small: set[int]) -> Iterator[set[int]]:
    """The small groups; if there are any, then also with one more, two more ... of the others, the largest first."""
    yield small
    # By what everybody may know, not by what is being hidden: the order must not give it away.
    sizes = {group: size for group, size in enumerate(before.groups) if size and group not in small}
    others = sorted(sizes, key=lambda group: -sizes[group])
    for more in range(1, len(others) + 1 if small else 1):
        yield small | set(others[:more])


def _is_safe(before: Step, counts: Sequence[int], total: int, *, small: set[int], hidden: set[int]) -> bool:
    """Whether each small group could be at least two numbers for a reader who sees the total and all other groups."""
    total_before = before.total or 0
    rest = total - sum(count for group, count in enumerate(counts) if group not in hidden)
    room = total_before - sum(size or 0 for group, size in enumerate(before.groups) if group not in hidden)
    if is_small(room, rest):  # the hidden groups taken together are a count had by subtraction
        return False
    sizes = {group: size for group in sorted(hidden) if (size := before.groups[group]) is not None}
    parts = [_options(size, small=group in small) for group, size in sizes.items()]
    # Groups that were hidden a step before can have any share of what they had together; they stand as one, at the end.
    parts.append(range(max(0, total_before - sum(size or 0 for size in before.groups)) + 1))
    possible = [_possible(parts, place, rest) for place in range(len(parts))]
    if None in before.groups and not any(possible[-1]):
        return False
    return all(len(possible[place]) > 1 for place, group in enumerate(sizes) if group in small)


def _options(size: int, *, small: bool) -> Sequence[int]:
    return [count for count in range(size + 1) if is_small(size, count) == small]


def _possible(parts: list[Sequence[int]], place: int, total: int) -> list[int]:
    """The numbers of one part with which one number from each part can make the total."""
    sums = 1  # the sums that the other parts can make, as the bits of one number
    for values in parts[:place] + parts[place + 1 :]:
        grown = 0
        for value in values:
            grown |= sums << value
        sums = grown
    return [value for value in parts[place] if value <= total and sums >> (total - value) & 1]
