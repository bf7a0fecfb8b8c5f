"""Finds how many invitations each person may have sent, when only the total, median and range are known. Pure."""

from math import ceil, floor
from statistics import median as median_of


def spread(*, people: int, total: int, median: float, fewest: int, most: int) -> list[int]:
    """One count for each person, ascending, with exactly this total, median and range. Raises ValueError."""
    lower, upper = (people - 1) // 2, people // 2
    counts = [fewest if place < upper else ceil(median) for place in range(people)]
    counts[lower], counts[upper] = floor(median), ceil(median)
    counts[0], counts[-1] = fewest, most
    # What is missing goes to those above the middle, evenly; then to those below it.
    above, below = range(people - 2, upper, -1), range(lower - 1, 0, -1)
    for places, limit in ((above, most), (below, counts[lower])):
        _raise_evenly(counts, list(places), limit, total - sum(counts))
    facts = (sum(counts), median_of(counts), counts[0], counts[-1])
    if facts != (total, median, fewest, most) or sorted(counts) != counts:
        raise ValueError("There are no counts with this total, median and range.")
    return counts


def _raise_evenly(counts: list[int], places: list[int], limit: int, missing: int) -> None:
    for done, place in enumerate(places):
        share = ceil(missing / (len(places) - done))
        more = max(0, min(share, limit - counts[place]))
        counts[place] += more
        missing -= more
