"""What the holder of a link does: look, open, decline, ask for a fresh link, join."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts import service as accounts_service
from app.accounts import sign_in
from app.accounts.roles import Role
from app.accounts.service import Grant
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock, signing
from app.core.db import Platform, enter
from app.core.errors import Conflict
from app.invitations import moves, queries, rules, service
from app.invitations.models import Invitation
from app.invitations.rules import Standing, State
from app.mail import suppression
from app.usage import service as usage
from app.usage.events import Event

# A link works for 28 days: the row says so. Its signature is read for longer, so that the page can say more about
# a link that ran out than that it ran out.
READABLE = timedelta(days=365)


@dataclass(frozen=True)
class Link:
    """Where a link stands, and its invitation if there is one to be read."""

    standing: Standing
    invitation: Invitation | None = None

    @property
    def usable(self) -> Invitation | None:
        """The invitation, if the link still works."""
        return self.invitation if self.standing is Standing.WORKS else None

    @property
    def can_be_renewed(self) -> bool:
        """Whether its holder may ask for a fresh one; a colleague asks the trust lead."""
        own = self.invitation is not None and self.invitation.role == Role.RELATIVE.value
        return own and self.standing is Standing.EXPIRED


def follow(session: Session, *, token: str, alone: bool = False) -> Link:
    """Where a link leads, and the scope of its trust. alone: nobody else can join with the address meanwhile."""
    try:
        invitation_id, nonce = signing.read(signing.Purpose.INVITATION, token, max_age=int(READABLE.total_seconds()))
    except signing.LinkExpired:
        return Link(Standing.EXPIRED)
    except signing.LinkMalformed:
        return Link(Standing.MALFORMED)
    enter(session, Platform.LINK)
    invitation = queries.by_id(session, invitation_id=UUID(invitation_id))
    if invitation is None:
        return Link(Standing.MALFORMED)
    if alone:
        queries.wait_for_turn(session, email=invitation.email)
        session.refresh(invitation)
    standing = _standing(session, invitation, nonce)
    enter(session, invitation.trust_id)
    return Link(standing, invitation)


def open_link(session: Session, *, invitation: Invitation) -> None:
    """Records that the link was opened; nothing happens the second time. What is opened has been delivered."""
    now = clock.now()
    first = invitation.opened_at is None
    moved = moves.try_move(
        session,
        invitation,
        to=State.OPENED,
        sent_at=func.coalesce(Invitation.sent_at, now),
        opened_at=func.coalesce(Invitation.opened_at, now),
        failure=None,
    )
    if moved and first:
        _audit(session, Action.INVITATION_OPENED, invitation, None)


def decline(session: Session, *, invitation: Invitation) -> None:
    """Says no thank you, for good."""
    moves.move(session, invitation, to=State.DECLINED, declined_at=clock.now(), failure=None)
    _audit(session, Action.INVITATION_DECLINED, invitation, None)


def renew(session: Session, *, link: Link) -> None:
    """Sends a fresh link to the same address. Raises Conflict if this link cannot be renewed."""
    if link.invitation is None or not link.can_be_renewed:
        raise Conflict
    if link.invitation.state != State.EXPIRED.value:
        # The sweep has not come past yet.
        moves.move(session, link.invitation, to=State.EXPIRED)
    service.send_again(session, actor_id=None, invitation=link.invitation)


def accept(session: Session, *, invitation: Invitation, name: str, password: str, device: str) -> str:
    """Makes the account with the role and team of the invitation; returns the token of a fresh session."""
    grant = Grant(role=Role(invitation.role), team_id=invitation.team_id)
    person = accounts_service.create_person(
        session, trust_id=invitation.trust_id, email=invitation.email, name=name, password=password, grants=[grant]
    )
    moves.move(session, invitation, to=State.ACCEPTED, accepted_at=clock.now(), person_id=person.id)
    # Whoever wanted no more mail, and then asked for this link, wants it again.
    suppression.start_again(session, trust_id=invitation.trust_id, email=invitation.email, actor_id=person.id)
    _audit(session, Action.INVITATION_ACCEPTED, invitation, person.id)
    usage.record(
        session,
        event=Event.INVITATION_ACCEPTED,
        trust_id=invitation.trust_id,
        person_id=person.id,
        subject=str(invitation.id),
        is_staff=grant.role is not Role.RELATIVE,
    )
    return sign_in.begin(session, person=person, device=device)


def _standing(session: Session, invitation: Invitation, nonce: str) -> Standing:
    standing = rules.standing(
        state=State(invitation.state),
        is_newest_link=str(invitation.nonce) == nonce,
        is_repeated=bool(queries.repeated(session, invitation_ids=[invitation.id])),
        run_out=rules.has_run_out(expires_at=invitation.expires_at, now=clock.now()),
    )
    person = accounts.find_by_email(session, email=invitation.email) if standing is Standing.WORKS else None
    if person is None:
        return standing
    same_trust = person.trust_id == invitation.trust_id
    return Standing.HAS_ACCOUNT_HERE if same_trust else Standing.HAS_ACCOUNT_ELSEWHERE


def _audit(session: Session, action: Action, invitation: Invitation, actor_id: UUID | None) -> None:
    audit.record(session, action=action, trust_id=invitation.trust_id, actor_id=actor_id, subject_id=invitation.id)
