"""Taking a flag, laying it down, and giving it to somebody else."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict
from app.risk import duty, rules
from app.risk.models import Flag
from app.risk.rules import Event, State, SubjectKind, Verb
from app.risk.service import calling, moves
from app.trusts.hours import working


@moves.first_wins
def take(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int) -> None:
    """The viewer has it now, until the lease runs out; the clock to look at it stops."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.TAKE)
    changes = moves.in_hands_of(flag, viewer.person_id)
    changes["acknowledged_at"] = flag.acknowledged_at or clock.now()
    moves.move(session, flag, event=Event.TAKEN, to=State.TAKEN, actor_id=viewer.person_id, changes=changes)


@moves.first_wins
def release(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, words: str = "") -> None:
    """The viewer lays it down for others to take; words for them, or none."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.RELEASE)
    changes, actor = moves.lie_again(session, flag), viewer.person_id
    moves.move(session, flag, event=Event.RELEASED, to=State.NEW, actor_id=actor, changes=changes, words=words)


def lay_down_all(session: Session, *, person_id: UUID, actor_id: UUID, left: frozenset[Role] = frozenset()) -> int:
    """What somebody has lies in the queue again, since the actor closes their account; returns how many flags.

    Or since they take a role away: then all that those `left` to this person do not let them work on. Call it before
    anything is written to the audit trail: the order of locks is flag, trail.
    """
    theirs = [kind.value for kind in rules.kinds_for(left)]
    not_theirs = select(Flag).where(Flag.taken_by == person_id, Flag.subject_kind.not_in(theirs))
    held = session.scalars(not_theirs.order_by(Flag.id).with_for_update()).all()
    facts = {"role": "ended"} if left else {"account": "closed"}
    for flag in held:
        changes = moves.lie_again(session, flag)
        moves.move(session, flag, event=Event.RELEASED, to=State.NEW, actor_id=actor_id, changes=changes, facts=facts)
        calling.call_first(session, flag, but=person_id)
    return len(held)


@moves.first_wins
def hand_over(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, to: UUID, words: str) -> None:
    """Somebody else has it now, and is told by mail. Raises Conflict unless they are one of duty.colleagues."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.HAND_OVER)
    may = duty.colleagues(session, trust_id=flag.trust_id, kind=SubjectKind(flag.subject_kind))
    found = [each for each in may if each.id == to and to != viewer.person_id]
    if not found:
        raise Conflict("This person cannot take it. Choose somebody else.")
    moves.move(
        session,
        flag,
        event=Event.HANDED_OVER,
        to=State.TAKEN,
        actor_id=viewer.person_id,
        changes=moves.in_hands_of(flag, to),
        words=words,
        facts={"to": str(to)},
    )
    calling.tell(session, flag, email=found[0].email)


@moves.first_wins
def refer(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, where: str, words: str) -> None:
    """It is with others now, such as the crisis team; it comes back when the next working day ends.

    `where` is a short word from a list of the page, not what somebody wrote: it stands in the history unlocked.
    """
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.REFER)
    hours = duty.of_trust(session, trust_id=flag.trust_id).hours
    looked_at_again = working.add_working_days(hours, at=clock.now(), days=1)
    moves.move(
        session,
        flag,
        event=Event.REFERRED,
        to=State.REFERRED,
        actor_id=viewer.person_id,
        changes={**moves.FREE, "next_escalation_at": looked_at_again},
        words=words,
        facts={"where": where},
    )
