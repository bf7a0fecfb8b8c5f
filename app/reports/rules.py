"""How few people are too few to be shown. Pure."""

SMALLEST_SHOWN = 5


def is_few(people: int) -> bool:
    """One, two, three or four."""
    return 0 < people < SMALLEST_SHOWN
