"""Inviting those on a list, a few in a transaction: killed at any moment, it goes on where it was."""

from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import ROLES, Permission
from app.audit.actions import Action
from app.core import clock
from app.core import queue as tasks
from app.core.db import Platform, enter, unit_of_work
from app.core.errors import NotFound
from app.core.queue import Task
from app.core.sweeping import alone
from app.invitations import queries as invitations
from app.invitations import service as inviting
from app.invitations.refusals import HasAccount, InvitedBefore, InvitedOtherwise, NotAGuest, NotToBeWrittenTo, Refused
from app.invitations.rules import State
from app.invitations.service import Invitee
from app.lists import moves, queries
from app.lists.models import InvitationList, ListRow
from app.lists.rules import ListState, RowState, Skipped

# So few that somebody else of the trust, whose change waits for the audit trail, does not feel it.
AT_ONCE = 20
_WHY: dict[type[Refused], Skipped] = {
    HasAccount: Skipped.HAS_ACCOUNT,
    InvitedOtherwise: Skipped.INVITED_OTHERWISE,
    NotAGuest: Skipped.NOT_A_GUEST,
    NotToBeWrittenTo: Skipped.NOT_TO_BE_WRITTEN_TO,
}


def send_some(list_id: UUID) -> None:
    """Invites the next few on a list, and wakes the worker for those who follow; nothing if another worker is at it."""
    with unit_of_work(Platform.SWEEP) as session:
        found = queries.taken_for_sending(session, list_id=list_id)
        if found is None:
            return
        # As on the trust's own pages: whether an address has an account anywhere else is not to be learned.
        enter(session, found.trust_id)
        if not _may_still_invite(session, found):
            moves.move(session, found, before=ListState.SENDING, to=ListState.PAUSED)
            moves.record(session, Action.LIST_PAUSED, found, actor_id=None)
        elif not queries.next_ready(session, list_id=list_id, after=0, most=1):
            moves.move(session, found, before=ListState.SENDING, to=ListState.FINISHED, ended_at=clock.now())
        elif _invite_some(session, found):
            tasks.wake(session, Task.SEND_LISTS, list_id)


def wake_all(session: Session) -> None:
    """Wakes the worker for every list that is being sent: a wake-up may have been lost."""
    for list_id in queries.all_sending(session):
        tasks.wake(session, Task.SEND_LISTS, list_id)


def _invite_some(session: Session, found: InvitationList) -> bool:
    """Whether anybody was done. Rows that break are passed over, and tried again at the next sweep."""
    after = 0
    while rows := queries.next_ready(session, list_id=found.id, after=after, most=AT_ONCE):
        # All turns before anything is written: whoever invites one of them alone has the turn before the audit trail.
        invitations.wait_for_turns(session, emails=[row.email for row in rows])
        steps = [partial(_invite, session, found, row) for row in rows]
        if sum(alone(session, step, what="list", row_id=found.id) for step in steps):
            return True
        after = rows[-1].line
    return False


def _invite(session: Session, found: InvitationList, row: ListRow) -> None:
    assert found.confirmed_by is not None  # noqa: S101 - a list that is being sent has one
    invitee = Invitee(row.email, row.first_name, row.relationship, team_id=found.team_id, list_id=found.id)
    try:
        made = inviting.invite(session, inviter_id=found.confirmed_by, trust_id=found.trust_id, invitee=invitee)
    except Refused as reason:
        row.state, row.skipped = RowState.SKIPPED.value, _why(reason, team_id=found.team_id).value
    else:
        row.state, row.invitation_id = RowState.INVITED.value, made.id


def _why(reason: Refused, *, team_id: UUID) -> Skipped:
    if isinstance(reason, InvitedBefore):
        said_no = reason.earlier.state == State.DECLINED and reason.earlier.team_id == team_id
        return Skipped.SAID_NO if said_no else Skipped.INVITED_BEFORE
    return _WHY[type(reason)]


def _may_still_invite(session: Session, found: InvitationList) -> bool:
    """Whether whoever said yes still works in the team: nobody is invited by somebody who has left."""
    assert found.confirmed_by is not None  # noqa: S101 - likewise
    try:
        member = people.staff_member(session, trust_id=found.trust_id, person_id=found.confirmed_by)
    except NotFound:
        return False
    return member.closed_at is None and any(
        team_id == found.team_id and Permission.INVITATIONS_SEND in ROLES[role].permissions
        for role, team_id in member.grants
    )
