"""Service codes: how they are written and read, and what one of them is still good for. Pure."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

# Without vowels, and never three letters in a row, so that none spells a word. Without what is taken for something
# else, such as O for zero. Whoever types B, G, S or Z must have seen 8, 6, 5 or 2.
LETTERS, DIGITS = "CDFHJKMNPQRTVWX", "23456789"
LENGTH, GROUP = 8, 4
GOES_ON = timedelta(days=28)
_SPELLS = re.compile(r"[A-Z]{3}")
_READ_AS = str.maketrans("BGSZ", "8652")


class Standing(StrEnum):
    """Where a code is."""

    NEWEST = "newest"
    GOES_ON = "goes-on"  # there is a newer one; posters with this one still hang
    RUN_OUT = "run-out"
    STOPPED = "stopped"


class Old(StrEnum):
    """What becomes of a team's code when a new one is made."""

    GOES_ON = "goes-on"
    STOPS = "stops"


TRANSITIONS: dict[Standing, frozenset[Standing]] = {
    Standing.NEWEST: frozenset({Standing.GOES_ON, Standing.STOPPED}),
    Standing.GOES_ON: frozenset({Standing.RUN_OUT, Standing.STOPPED}),
    Standing.RUN_OUT: frozenset(),
    Standing.STOPPED: frozenset(),
}
WORKS = frozenset({Standing.NEWEST, Standing.GOES_ON})
LEADS_TO: dict[Old, Standing] = {Old.GOES_ON: Standing.GOES_ON, Old.STOPS: Standing.STOPPED}


def draw(choose: Callable[[str], str]) -> str:
    """A new code; `choose` picks one character at random.

    There are 23,730,542,656. If 1,000 teams have one, a guess is right once in 24 million. One network address may be
    wrong 100 times an hour (app/joining/limits.py): 1,000 machines that guess day and night find one code in 10 days.
    With it they can do what everybody can who sees a poster: ask for a mail to an address that they can open.
    """
    while True:
        code = "".join(choose(LETTERS + DIGITS) for _ in range(LENGTH))
        if not _SPELLS.search(code):
            return code


def written(code: str) -> str:
    """As it stands on a poster: two groups of four."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def read(typed: str) -> str | None:
    """The code that somebody means, or None: small letters, spaces, dashes and the whole address are all right."""
    last = typed.strip().rstrip("/").rpartition("/")[2]
    bare = "".join(each for each in last.upper() if each.isascii() and each.isalnum()).translate(_READ_AS)
    return bare if len(bare) == LENGTH and set(bare) <= set(LETTERS + DIGITS) else None


def standing(*, works_until: datetime | None, stopped: bool, now: datetime) -> Standing:
    """Where a code is at this moment."""
    if stopped:
        return Standing.STOPPED
    if works_until is None:
        return Standing.NEWEST
    return Standing.GOES_ON if now < works_until else Standing.RUN_OUT


def may_become(now: Standing, wanted: Standing) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[now]
