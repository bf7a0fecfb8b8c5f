"""What the rooms count of their own work, read for one trust: messages, the forum, flags. Nothing that anybody wrote.

The times are those that each room's own page offers, so that nothing can be had by comparing the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.small_numbers import FEWEST, HIDDEN, NOTHING, Spread, count, share
from app.forum import speaking_words
from app.forum import summing as forum_summing
from app.forum.queries import figures as forum
from app.messages import gathering
from app.messages.summing import Sums
from app.risk import duty, words
from app.risk import figures as flags
from app.risk import summing as flag_summing
from app.trusts.hours import working
from app.trusts.hours.table import ServiceHours

# Weeks of the messages' page, and days of the forum's and the flags' pages.
TIMES = {"4": ("The last 4 weeks", 28), "13": ("The last 13 weeks", 91), "52": ("The last 52 weeks", 365)}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Looked:
    """How often somebody had to look, whether they did in time, and after how many working hours; few are hidden."""

    what: str
    number: str
    in_time: str
    hours: str


@dataclass(frozen=True)
class Volumes:
    """What there was to do in a time, and how soon it was done."""

    messages: Sums
    busy: list[list[str]]
    looked: list[Looked]


def volumes(session: Session, *, trust_id: UUID, weeks: str) -> Volumes:
    """Everything of one of the TIMES."""
    end = clock.now()
    start = end - timedelta(days=TIMES[weeks][1])
    hours = duty.of_trust(session, trust_id=trust_id).hours
    sums = gathering.sums(session, trust_id=trust_id, monday=gathering.first_monday(int(weeks)))
    looked = [
        _messages(sums),
        *_forum(session, trust_id, hours, start, end),
        *_flags(session, trust_id, hours, start, end),
    ]
    return Volumes(sums, [*_waiting(sums), *_busy(session, trust_id, start, end)], looked)


def _waiting(sums: Sums) -> list[list[str]]:
    return [
        ["Conversations that wait for an answer now", count(sums.waiting)],
        ["Of these longer than promised", count(sums.late)],
    ]


def _busy(session: Session, trust_id: UUID, start: datetime, end: datetime) -> list[list[str]]:
    found = forum.busy(session, trust_id=trust_id, start=start, end=end)
    return [
        ["Threads that relatives began in the forum", count(found.threads, people=found.writers)],
        ["Replies that they wrote there", count(found.replies, people=found.writers)],
    ]


def _messages(sums: Sums) -> Looked:
    whole = sums.in_time.whole
    in_time = share(sums.in_time.part, whole)
    return Looked("Messages, until the answer", count(whole), in_time, _spread(sums.until_answer.values))


def _forum(session: Session, trust_id: UUID, hours: ServiceHours, start: datetime, end: datetime) -> list[Looked]:
    found = forum.looked(session, trust_id=trust_id, start=start, end=end)
    lines = []
    for kind, name in speaking_words.LOOKED.items():
        own = [each for each in found if each.kind is kind]
        number, in_time, _all_hours = forum_summing.looked_cells(own, now=end)
        done = working_hours(hours, ((each.raised_at, each.done_at) for each in own))
        lines.append(Looked(f"Forum, {name[0].lower()}{name[1:]}", number, in_time, _spread(done, of=len(own))))
    return lines


def _flags(session: Session, trust_id: UUID, hours: ServiceHours, start: datetime, end: datetime) -> list[Looked]:
    found = flags.worked(session, trust_id=trust_id, start=start, end=end)
    lines = []
    for urgency, (name, _colour) in words.URGENCIES.items():
        own = [each for each in found if each.urgency is urgency]
        number, in_time, *_rest = flag_summing.sums(own, now=end).cells()
        done = working_hours(hours, ((each.raised_at, each.acknowledged_at) for each in own))
        lines.append(Looked(f"Flags, {name[0].lower()}{name[1:]}", number, in_time, _spread(done, of=len(own))))
    return lines


def working_hours(hours: ServiceHours, spans: Iterable[tuple[datetime, datetime | None]]) -> tuple[float, ...]:
    """The hours in which the trust reads between what was raised and what was done; what waits still is left out."""
    return tuple(working.working_between(hours, start=start, end=end) / _HOUR for start, end in spans if end)


def _spread(values: Sequence[float], *, of: int = FEWEST) -> str:
    """Median and middle half; nothing of nothing, and nothing of few."""
    if not values or of < FEWEST:
        return NOTHING
    return str(Spread(tuple(values))) if len(values) >= FEWEST else HIDDEN
