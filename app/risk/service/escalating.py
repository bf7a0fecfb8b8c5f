"""The sweep: what nobody looked at in time climbs the ladder, and what was left lying is free again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.core import clock
from app.core.sweeping import alone
from app.risk import due, duty
from app.risk.models import Flag
from app.risk.rules import LADDER, Event, Rung, State, Urgency
from app.risk.service import calling, moves

MOST_AT_ONCE = 200


def escalate_due(session: Session) -> int:
    """Calls the next rung about each flag that is due for it, or the last ones again when there is no next.

    Returns how many flags. Two sweeps at once share the work.
    """
    return _each(session, Flag.next_escalation_at, _climb)


def free_abandoned(session: Session) -> int:
    """Makes flags new again whose lease has run out, and tells whoever is on duty; returns how many."""
    return _each(session, Flag.lease_until, _free)


def _each(
    session: Session, column: InstrumentedAttribute[datetime | None], step: Callable[[Session, Flag], None]
) -> int:
    due = session.scalars(_due(column)).all()
    return sum(alone(session, partial(step, session, flag), what="flag", row_id=flag.id) for flag in due)


def _due(column: InstrumentedAttribute[datetime | None]) -> Select[Flag]:
    return (
        select(Flag)
        .where(column <= clock.now())
        .order_by(column)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _climb(session: Session, flag: Flag) -> None:
    is_at_the_end = flag.escalation == len(LADDER) - 1
    if is_at_the_end:
        rung, called = LADDER[-1], calling.call_again(session, flag)
    else:
        rung, called = _next_rung(session, flag)
    flag.escalation = LADDER.index(rung)
    flag.next_escalation_at = _next_at(session, flag, rung)
    facts = {"rung": rung.value, "called": called} | ({"again": True} if is_at_the_end else {})
    event, state = Event.ESCALATED if called else Event.NOBODY_TO_CALL, State(flag.state)
    moves.write(session, flag, event=event, actor_id=None, facts=facts)
    moves.tell_audit(session, flag, event=event, actor_id=None, states=(state, state))


def _next_rung(session: Session, flag: Flag) -> tuple[Rung, int]:
    """The first rung above the one called last that has somebody, and how many were called: 0 if there is nobody."""
    for rung in LADDER[flag.escalation + 1 :]:
        if called := calling.call_rung(session, flag, rung=rung):
            return rung, called
    return LADDER[-1], 0


def _next_at(session: Session, flag: Flag, called: Rung) -> datetime:
    """Never nothing: what nobody took is told of again and again."""
    after = due.again_at if called is LADDER[-1] else due.next_rung_at
    hours = duty.of_trust(session, trust_id=flag.trust_id)
    return after(hours, urgency=Urgency(flag.urgency), at=clock.now())


def _free(session: Session, flag: Flag) -> None:
    changes = moves.lie_again(session, flag)
    moves.move(session, flag, event=Event.LEASE_RAN_OUT, to=State.NEW, actor_id=None, changes=changes)
    calling.call_first(session, flag)
