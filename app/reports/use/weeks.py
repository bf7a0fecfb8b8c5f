"""Which weeks may be shown beside the periods that they lie in. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.small_numbers import is_few
from app.reports.periods import Period

LATELY = 4  # weeks of the shortest period, the last ones
Times = Counter[tuple[int, int]]  # how many people came in so many of the last weeks, and of those before


@dataclass(frozen=True)
class Within:
    """A period that is shown: how many were active, its weeks, and what it is made of.

    Its parts are the weeks of its own and the next shorter period that is shown. `again`: who was active in two or more.
    """

    active: int
    weeks: frozenset[date]
    own: frozenset[date]
    again: int


def periods(every: Sequence[date], times: Times, active: Mapping[Period, int | None]) -> list[Within]:
    """The periods that are shown, of the last weeks and how often people came in them."""
    before, lately = frozenset(every[:-LATELY]), frozenset(every[-LATELY:])
    month, quarter, ever = (active[each] for each in (Period.MONTH, Period.QUARTER, Period.ALL))
    found = []
    if month is not None:
        found.append(Within(month, lately, lately, sum(n for (late, _), n in times.items() if late > 1)))
    if quarter is not None:
        # The last weeks are one part, if they are shown together.
        parts = {key: key[1] + (key[0] if month is None else bool(key[0])) for key in times}
        again = sum(n for key, n in times.items() if parts[key] > 1)
        found.append(Within(quarter, before | lately, before if month is not None else before | lately, again))
    if ever is not None:
        found.append(Within(ever, before | lately, frozenset(), 0))
    return found


def shown(active: Mapping[date, int], accounts: Mapping[date, int], within: Sequence[Within]) -> frozenset[date]:
    """The weeks in which neither few were active nor few were not, nor few of those active in a period were not.

    All parts of a period add up to more than the period by those who came again: where these are few, a week is hidden.
    """
    found = {week for week in active if not _gives_away(week, active[week], accounts[week], within)}
    for period in within:
        if is_few(period.again) and period.own and period.own <= found:
            found.discard(min(period.own, key=lambda week: (active[week], week)))
    return frozenset(found)


def _gives_away(week: date, active: int, accounts: int, within: Sequence[Within]) -> bool:
    rests = [each.active - active for each in within if week in each.weeks]
    return any(map(is_few, [active, accounts - active, *rests]))
