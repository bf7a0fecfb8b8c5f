"""159 relatives drawn so that they have the median, quartiles, mean, deviation and range that the study published."""

from collections import Counter
from itertools import pairwise

_LOGINS = Counter(
    {0: 30, 1: 38, 2: 28, 3: 11, 4: 6, 5: 2, 6: 1, 7: 1, 8: 13, 9: 10, 10: 6, 11: 7, 12: 2, 13: 1, 14: 2, 31: 1}
)
# Seconds at the place of a relative among 159, in order; between them a curve, steeper with the exponent behind.
_SECONDS = (
    (0, 0, 1),
    (39, 294, 1),
    (40, 294, 1),
    (79, 1206, 1),
    (118, 3450, 1.158),
    (119, 3450, 1),
    (158, 298 * 60, 3.794),
)


def logins() -> list[int]:
    """Median 2, quartiles 1 and 8, mean 3.78, deviation 4.43, from 0 to 31."""
    return sorted(_LOGINS.elements())


def seconds() -> list[int]:
    """In minutes: median 20.1, quartiles 4.9 and 57.5, mean 40.6, deviation 54.54, from 0 to 298."""
    found = [0]
    for (start, low, _), (end, high, exponent) in pairwise(_SECONDS):
        shares = [(place - start) / (end - start) for place in range(start + 1, end + 1)]
        found += [round(low + (high - low) * share**exponent) for share in shares]
    return found
