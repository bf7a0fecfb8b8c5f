"""Asking for an account without being invited: by a team's code, or where a trust lets anybody ask.

What came of it is told to the mailbox only. The page says the same, and the same rows are written, whether the address
has an account, was invited, may not be written to, or is new.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.invitations import queries, sending
from app.invitations.models import Invitation
from app.invitations.rules import CameBy, State
from app.mail import service as mail
from app.mail import suppression
from app.mail.rules import EmailKind, may_go
from app.trusts import queries as trusts


@dataclass(frozen=True)
class Door:
    """Where somebody asks: the team to which they come, and the code, if it was by one."""

    trust_id: UUID
    team_id: UUID
    code_id: UUID | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What the invitation remembers of it."""
        came_by = CameBy.CODE if self.code_id else CameBy.OPEN
        return {"team_id": self.team_id, "code_id": self.code_id, "came_by": came_by.value}


@dataclass(frozen=True)
class Asker:
    """Who asks, by their own word; the address is theirs only once they open the link."""

    email: str
    first_name: str
    relationship: str


def ask(session: Session, *, door: Door, asker: Asker) -> None:
    """Queues the mail with a link, the mail that there is an account already, or one that finds nobody and never leaves."""
    queries.wait_for_turn(session, email=asker.email)
    # Within the trust, as when staff invite: else its teams would see by what is missing among those who asked that
    # somebody has an account elsewhere. Who has one is told so by the link.
    person = accounts.find_by_email(session, email=asker.email)
    allowed = _may_be_written_to(session, door, asker.email)
    invitation = _invitation(session, door, asker) if allowed and person is None else None
    if invitation is None:
        subject_id = person.id if person is not None and allowed else uuid4()
        kind = EmailKind.JOIN_HAS_ACCOUNT
        mail.queue(session, kind=kind, subject_id=subject_id, recipient=asker.email, trust_id=door.trust_id)
    audit.record(
        session,
        action=Action.INVITATION_ASKED,
        trust_id=door.trust_id,
        actor_id=None,
        subject_id=invitation.id if invitation else None,
        details={"came_by": door.facts["came_by"], "team_id": str(door.team_id)},
    )


def _may_be_written_to(session: Session, door: Door, email: str) -> bool:
    reason = suppression.reasons(session, trust_id=door.trust_id, emails=[email]).get(email)
    if not may_go(EmailKind.JOIN_CONFIRM, reason):
        return False
    return not trusts.not_guests(session, trust_id=door.trust_id, emails=[email])


def _invitation(session: Session, door: Door, asker: Asker) -> Invitation | None:
    """The one with whose link they join. None for somebody who is invited as a colleague: that invitation stays."""
    live = queries.live_to(session, trust_id=door.trust_id, email=asker.email)
    if live is None:
        return _made(session, door, asker)
    if live.role != Role.RELATIVE.value:
        return None
    if live.state != State.QUEUED.value:
        # Somebody whom staff invited stays theirs, and counts as theirs.
        changes = {} if live.inviter_id else door.facts
        sending.send(session, live, kind=EmailKind.JOIN_CONFIRM, **changes)
    return live


def _made(session: Session, door: Door, asker: Asker) -> Invitation:
    earlier = queries.latest_to(session, trust_id=door.trust_id, email=asker.email)
    repeats = earlier.id if earlier is not None and earlier.role == Role.RELATIVE.value else None
    who = {"email": asker.email, "first_name": asker.first_name, "relationship": asker.relationship}
    more = {"role": Role.RELATIVE.value, "created_at": clock.now(), "repeats_id": repeats}
    made = sending.add(session, door.trust_id, State.QUEUED, {**sending.fresh(), **door.facts, **who, **more})
    sending.queue_mail(session, made)
    return made
