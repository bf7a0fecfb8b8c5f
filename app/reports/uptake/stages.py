"""The steps of the funnel, and which of their counts may be shown. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.core.small_numbers import FEWEST, is_few
from app.reports.rules import Step, hide_small


class Stage(StrEnum):
    """The steps, in order. Who takes one has taken all before it."""

    IDENTIFIED = "identified"
    INVITED = "invited"
    DELIVERED = "delivered"
    LINK_OPENED = "link_opened"
    ACCOUNT = "account"
    FIRST_MODULE = "first_module"
    CAME_BACK = "came_back"
    TOOK_PART = "took_part"
    SHARED = "shared"


# Counted from what people did with the toolkit, so small counts are hidden.
FROM_USE = (Stage.FIRST_MODULE, Stage.CAME_BACK, Stage.TOOK_PART, Stage.SHARED)
# Steps between the account and the first module that are not shown here. Whoever joined after the last Sunday has no use
# that is told yet. And the report on use tells who visited at all: the few who did and read nothing must not be the
# difference. Nor may the few who joined by code, who are in the report on use and not in the funnel.
SETTLED, VISITED, BY_CODE, CODE_VISITED = "settled", "visited", "by_code", "code_visited"
COUNTED: tuple[str, ...] = (*Stage, SETTLED, VISITED, BY_CODE, CODE_VISITED)


def shown(counts: Mapping[str, Sequence[int]], totals: Mapping[str, int]) -> dict[Stage, Step]:
    """Each step of each group, and in all, such that nobody can work out a small count of use."""
    steps = {stage: Step(tuple(counts[stage]), totals[stage]) for stage in Stage}
    settled = Step(tuple(counts[SETTLED]), totals[SETTLED])
    before = hide_small(_or_without_few(settled, counts, totals), counts[VISITED], totals[VISITED])
    for stage in FROM_USE:
        before = steps[stage] = hide_small(before, counts[stage], totals[stage])
    return steps


def _or_without_few(settled: Step, counts: Mapping[str, Sequence[int]], totals: Mapping[str, int]) -> Step:
    """Who joined, but hidden where the report on use less the first module would tell who of a few by code visited.

    No difference of 1 to 4 is left between those who visited and who read, so a small one is of those who came by code.
    A group is hidden with others, the largest first, until all that is hidden does not tell it either.
    """
    if _tells_of_few(totals):
        return Step((None,) * len(settled.groups), None)
    every = [dict(zip(counts, numbers, strict=True)) for numbers in zip(*counts.values(), strict=True)]
    hidden = {place for place, each in enumerate(every) if _tells_of_few(each)}
    for place in sorted(set(range(len(every))) - hidden, key=lambda place: -every[place][SETTLED]):
        together = {name: sum(every[each][name] for each in hidden) for name in counts}
        if not hidden or (len(hidden) > 1 and not _tells_of_few(together)):
            break
        hidden.add(place)
    return Step(tuple(None if place in hidden else each for place, each in enumerate(settled.groups)), settled.total)


def _tells_of_few(counts: Mapping[str, int]) -> bool:
    few, difference = counts[BY_CODE], counts[VISITED] + counts[CODE_VISITED] - counts[Stage.FIRST_MODULE]
    return is_few(few) and difference < FEWEST + few
