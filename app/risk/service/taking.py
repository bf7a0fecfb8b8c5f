"""Taking a flag, laying it down, and giving it to somebody else."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import Conflict
from app.risk import duty
from app.risk.rules import Event, State, SubjectKind, Verb
from app.risk.service import calling, moves
from app.trusts.hours import working


def take(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int) -> bool:
    """The viewer has it now, until the lease runs out; the clock to look at it stops."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.TAKE)
    if flag is None:
        return False
    changes = moves.in_hands_of(flag, viewer.person_id)
    changes["acknowledged_at"] = flag.acknowledged_at or clock.now()
    moves.move(session, flag, event=Event.TAKEN, to=State.TAKEN, actor_id=viewer.person_id, changes=changes)
    return True


def release(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, words: str = "") -> bool:
    """The viewer lays it down for others to take; words for them, or none."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.RELEASE)
    if flag is None:
        return False
    changes, actor = moves.lie_again(session, flag), viewer.person_id
    moves.move(session, flag, event=Event.RELEASED, to=State.NEW, actor_id=actor, changes=changes, words=words)
    return True


def hand_over(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, to: UUID, words: str) -> bool:
    """Somebody else has it now, and is told by mail. Raises Conflict unless they are one of duty.colleagues."""
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.HAND_OVER)
    if flag is None:
        return False
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
    return True


def refer(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int, where: str, words: str) -> bool:
    """It is with others now, such as the crisis team; it comes back when the next working day ends.

    `where` is a short word from a list of the page, not what somebody wrote: it stands in the history unlocked.
    """
    flag = moves.hold(session, viewer=viewer, flag_id=flag_id, version=version, verb=Verb.REFER)
    if flag is None:
        return False
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
    return True
