"""The months of the table of events: made long before they begin, and let go when they are empty.

An event whose month has no part is kept too, and moves into it when it is made.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock
from app.usage.keeping import LEAST_MONTHS, months_before

AHEAD = 3  # months

# Whoever reads or writes just now goes first: the job comes again tomorrow.
_HURRY = text("SET LOCAL lock_timeout = '2s'")
_MAKE = text("SELECT make_usage_part(:day)")
_DROP = text("SELECT drop_empty_usage_parts(:before)")


def make_ahead(session: Session) -> None:
    """Sees to it that this month and the next ones have their parts."""
    session.execute(_HURRY)
    today = clock.london_day(clock.now())
    for ahead in range(AHEAD + 1):
        session.execute(_MAKE, {"day": months_before(today, -ahead)})


def drop_empty(session: Session) -> int:
    """Lets empty months go that are older than any trust may want to keep none; returns how many."""
    session.execute(_HURRY)
    today = clock.london_day(clock.now())
    return int(session.scalar(_DROP, {"before": months_before(today, LEAST_MONTHS)}) or 0)
