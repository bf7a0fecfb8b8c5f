"""What other relatives of the demo trust answered about themselves at the start and later, and the report on it. All made up.

Drawn with a fixed seed. Some stop, a few get worse: so it is in most services.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.demo.past import Here
from app.keys import service as keys
from app.outcomes.instruments import Instrument
from app.outcomes.models import CheckIn
from app.outcomes.queries import PLACE
from app.outcomes.rules import TimePoint
from app.reports.change import ready

K10 = "k10"
_SEED = 32
# When, in days after they joined: the first and the last; and how many of those who are still there.
_TIMES = {TimePoint.START: (0, 9, 0.9), TimePoint.WEEK_12: (74, 96, 0.9), TimePoint.WEEK_24: (160, 180, 0.7)}
_TOTAL, _SPREAD, _CHANGE, _CHANGES = 27, 6, -2, 5  # of the K10, at the start and from one time to the next


def add(session: Session, here: Here, *, k10: Instrument) -> None:
    """Adds them, and makes the report ready as the night would."""
    for number, (person_id, joined_at) in enumerate(_others(session, here)):
        draw = Random(f"{_SEED}/{number}")  # noqa: S311 - made up, nothing secret
        total = draw.gauss(_TOTAL, _SPREAD)
        for point, days in _came(draw):
            at = joined_at + timedelta(days=days, hours=1)
            if at < here.now:
                add_one(session, here, k10, _answers(draw, k10, total), of=person_id, point=point, at=at)
            total += draw.gauss(_CHANGE, _CHANGES)
    session.flush()
    ready.make(session, trust_id=here.trust_id, instruments=[k10])
    ready.make_together(session, instruments=[k10])


def add_one(
    session: Session,
    here: Here,
    instrument: Instrument,
    answers: dict[str, int],
    *,
    of: UUID,
    point: TimePoint,
    at: datetime,
) -> UUID:
    """One that was finished at a moment of the past; gives its id."""
    check_in_id = uuid4()
    key = keys.key_for(session, trust_id=here.trust_id, owner_id=check_in_id)
    session.add(
        CheckIn(
            id=check_in_id,
            trust_id=here.trust_id,
            person_id=of,
            instrument=instrument.name,
            version=instrument.version,
            language=instrument.language,
            time_point=point.value,
            started_at=at - timedelta(minutes=instrument.minutes),
            finished_at=at,
            sealed=key.seal(answers, place=PLACE),
        )
    )
    return check_in_id


def _others(session: Session, here: Here) -> list[tuple[UUID, datetime]]:
    """Every relative but Alice, and when they joined; in an order that is always the same."""
    theirs = (RoleGrant.trust_id == here.trust_id, RoleGrant.role == Role.RELATIVE.value, ~Person.is_test)
    found = select(Person.id, Person.created_at).join(RoleGrant, RoleGrant.person_id == Person.id)
    rows = session.execute(found.where(*theirs).order_by(Person.created_at, Person.email))
    return [(row.id, row.created_at) for row in rows if row.id != here.people["Alice"]]


def _came(draw: Random) -> Iterator[tuple[TimePoint, int]]:
    """At which times somebody answers, and on which day: until they stop."""
    for point, (first, last, come) in _TIMES.items():
        if draw.random() > come:
            return
        yield point, draw.randint(first, last)


def _answers(draw: Random, instrument: Instrument, total: float) -> dict[str, int]:
    """Answers to every question that add up to about this."""
    values = {item.id: 1 for item in instrument.items}
    for _ in range(round(total) - len(values)):
        below = [name for name, value in values.items() if value < len(instrument.items[0].options)]
        values[draw.choice(below)] += 1
    return values
