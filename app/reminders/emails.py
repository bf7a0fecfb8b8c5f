"""Reminders as mails. Whether one is still right is looked up when it is written: much may have happened since."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people as accounts
from app.core import clock
from app.core.config import settings
from app.invitations import emails as invitation_mails
from app.invitations.models import Invitation
from app.mail.message import Email, write
from app.reminders import links
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.links import Stop
from app.reminders.models import QuietHours, Reminder
from app.reminders.queries import invitations, people
from app.reminders.rules import deciding, quiet
from app.reminders.rules.facts import Item
from app.reminders.rules.quiet import HOUSE, Quiet

# Where the one link of each leads; what they find there is said on the page and not in the mail.
_PAGES = {ReminderKind.ANSWER: "/messages", ReminderKind.CHECK_IN: "/check-ins"}


def reminder(session: Session, *, subject_id: UUID) -> Email | None:
    """The mail; None when it no longer holds, or they do not want it any more."""
    found = session.get_one(Reminder, subject_id)
    return _to_invited(session, found) if found.invitation_id else _to_person(session, found)


def leaves_at(session: Session, *, subject_id: UUID, now: datetime) -> datetime:
    """The first moment from `now` on that is not in the quiet hours of whom it is to."""
    found = session.get_one(Reminder, subject_id)
    own = session.get(QuietHours, found.person_id) if found.person_id else None
    return quiet.leaves_at(now, Quiet(own.quiet_from, own.quiet_until) if own else HOUSE)


def _to_person(session: Session, found: Reminder) -> Email | None:
    known = people.one(session, person_id=found.person_id) if found.person_id else None
    kind = ReminderKind(found.kind)
    item = Item(kind, found.subject_id, found.step)
    if known is None or not deciding.still_holds(known.facts, item, channel=Channel.EMAIL, now=clock.now()):
        return None
    return write(
        "reminders/emails/reminder",
        to=known.email,
        stop=links.stop_link(Stop(known.trust_id, known.facts.person_id, kind)),
        kind=kind.value,
        link=f"{settings().base_url}{_PAGES.get(kind, '/home')}",
    )


def _to_invited(session: Session, found: Reminder) -> Email | None:
    known = invitations.one(session, invitation_id=found.subject_id)
    if known is None or not deciding.still_invites(known.facts, step=found.step, now=clock.now()):
        return None
    invitation = session.get_one(Invitation, found.subject_id)
    names = accounts.names(session, person_ids=[invitation.inviter_id])
    return write(
        "reminders/emails/invitation",
        to=invitation.email,
        first_name=invitation.first_name,
        inviter=next(iter(names.values()), "Holdfast"),
        is_last=found.step > 1,
        link=f"{settings().base_url}/invitation/{invitation_mails.token_for(invitation)}",
        expires_at=invitation.expires_at,
    )
