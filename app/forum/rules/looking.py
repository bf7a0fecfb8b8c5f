"""Where a post stands: pages by position, what is new to somebody, and when others usually write. Pure."""

from collections.abc import Mapping

from app.forum.rules.boards import PER_PAGE

FEWEST_POSTS = 12  # below this, the usual hours would be those of one or two people
_WINDOW = 3  # hours
_DAY = 24


def page_of(position: int) -> int:
    """The page on which a position stands; the first for none."""
    return max(0, position - 1) // PER_PAGE + 1


def positions(page: int) -> tuple[int, int]:
    """The first and the last position of a page. Positions never change, so neither does what stands on a page."""
    return (page - 1) * PER_PAGE + 1, page * PER_PAGE


def pages(last_position: int) -> int:
    """How many pages there are; one for an empty thread."""
    return page_of(last_position)


def first_new(read: int, *, last_position: int) -> int:
    """The position at which somebody goes on reading: the first new one, else the last."""
    return min(read + 1, max(1, last_position))


def busiest(hours: Mapping[int, int]) -> tuple[int, int] | None:
    """From which hour to which most is written, of counts by hour of the day; None when there is too little to say."""
    if sum(hours.values()) < FEWEST_POSTS:
        return None
    start = max(range(_DAY), key=lambda hour: sum(hours.get((hour + each) % _DAY, 0) for each in range(_WINDOW)))
    return start, (start + _WINDOW) % _DAY
