"""How every verb changes a flag: locked, checked against the version that was seen, and written down."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.keys import service as keys
from app.risk import due, duty, queries, rules
from app.risk.models import Flag, FlagEvent
from app.risk.rules import Event, Standing, State, Urgency, Verb

_HELD = (
    select(Flag)
    .where(Flag.id == bindparam("flag_id"))
    .with_for_update()
    .execution_options(populate_existing=True)  # what was read before the lock may be old
)
# Nobody has it in their hands.
FREE: dict[str, Any] = {"taken_by": None, "lease_until": None}
_Given = ParamSpec("_Given")


class CameSecond(Exception):
    """Somebody else was first. It stands in the history, so the transaction must not fail of it."""


def first_wins(verb: Callable[_Given, None]) -> Callable[_Given, bool]:
    """Every verb: True when it is done, False when somebody else was first."""

    @wraps(verb)
    def act(*given: _Given.args, **named: _Given.kwargs) -> bool:
        try:
            verb(*given, **named)
        except CameSecond:
            return False
        return True

    return act


def hold(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, verb: Verb) -> Flag:
    """The flag, locked, for a step that this viewer may take. Raises CameSecond, written down, when somebody was first."""
    queries.flag(session, viewer=viewer, flag_id=flag_id)
    flag = session.scalars(_HELD, {"flag_id": flag_id}).one()
    if flag.version != version:
        write(session, flag, event=Event.CAME_SECOND, actor_id=viewer.person_id, facts={"tried": verb.value})
        raise CameSecond
    before = queries.closed_before(session, person_id=viewer.person_id)
    standing = Standing(State(flag.state), flag.needs_two, flag.taken_by, flag.lease_until, flag.first_closer)
    if verb not in rules.offered(standing, person_id=viewer.person_id, closed_before=before, now=clock.now()):
        raise Conflict
    return flag


def in_hands_of(flag: Flag, person_id: UUID) -> dict[str, Any]:
    """What changes when somebody has it: the lease begins, and the ladder stops."""
    until = clock.now() + rules.lease(Urgency(flag.urgency))
    return {"taken_by": person_id, "lease_until": until, "next_escalation_at": None}


def move(
    session: Session,
    flag: Flag,
    *,
    event: Event,
    to: State,
    actor_id: UUID | None,
    changes: dict[str, Any],
    words: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """Takes a step in the table of transitions, and writes it into the flag's history and the audit trail."""
    before = State(flag.state)
    if not rules.may_become(before, to):
        raise Conflict
    for name, value in {**changes, "state": to.value, "version": flag.version + 1}.items():
        setattr(flag, name, value)
    write(session, flag, event=event, actor_id=actor_id, words=words, facts=facts, states=(before, to))
    tell_audit(session, flag, event=event, actor_id=actor_id, states=(before, to))


def write(
    session: Session,
    flag: Flag,
    *,
    event: Event,
    actor_id: UUID | None,
    words: str = "",
    facts: dict[str, Any] | None = None,
    states: tuple[State | None, State] | None = None,
    reason_key: str | None = None,
) -> None:
    """Adds one line to a flag's history; the words are locked with the flag's own key."""
    before, after = states or (None, None)
    line = FlagEvent(
        trust_id=flag.trust_id,
        flag_id=flag.id,
        happened_at=clock.now(),
        event=event.value,
        actor_id=actor_id,
        from_state=before and before.value,
        to_state=after and after.value,
        facts=facts or {},
        reason_key=reason_key,
    )
    if words:
        key = keys.key_for(session, trust_id=flag.trust_id, owner_id=flag.id)
        line.sealed = key.seal(words, place=queries.place_of(line))
    session.add(line)
    session.flush()


def tell_audit(
    session: Session,
    flag: Flag,
    *,
    event: Event,
    actor_id: UUID | None,
    states: tuple[State | None, State],
    action: Action = Action.FLAG_CHANGED,
) -> None:
    """The same in the trust's audit trail, without any words."""
    before, after = states
    facts = {"event": event.value, "from": before and before.value, "to": after.value, "urgency": flag.urgency}
    audit.record(session, action=action, trust_id=flag.trust_id, actor_id=actor_id, subject_id=flag.id, details=facts)


def lie_again(session: Session, flag: Flag) -> dict[str, Any]:
    """What changes when it lies in the queue again: the ladder goes on where it stopped."""
    hours = duty.of_trust(session, trust_id=flag.trust_id)
    at = due.back_at(hours, urgency=Urgency(flag.urgency), due=flag.due_at, at=clock.now())
    return {**FREE, "next_escalation_at": at}
