"""What one relative chose, what stands on their first page, and everything that is known of their reminders."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.mail.rules import Suppressed
from app.outcomes.rules import TimePoint
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.models import QuietHours, ReminderChoice
from app.reminders.queries import check_ins
from app.reminders.rules.facts import Item
from app.reminders.rules.quiet import HOUSE, Quiet

# Stop all contact: nobody is asked for anything then.
_NO_CONTACT = {Suppressed.BEREAVED.value, Suppressed.WITHDREW.value}
# Asked on each visit to the first page, so one statement says whether there is anything to say at all.
_FIRST_PAGE = """
SELECT EXISTS (SELECT FROM reminder_choices WHERE person_id = p.id) AS has_chosen,
    r.id, r.kind, r.subject_id, r.step, p.created_at AS joined_at,
    (SELECT reason FROM mail_suppressions WHERE trust_id = p.trust_id AND email = p.email) AS suppressed,
    {check_ins}
FROM people p LEFT JOIN LATERAL (
    SELECT id, kind, subject_id, step FROM reminders
    WHERE person_id = p.id AND channel = 'site' AND put_away_at IS NULL
    ORDER BY decided_at DESC LIMIT 1) r ON true
WHERE p.id = :person_id"""
_STANDS_THERE = text(_FIRST_PAGE.format(check_ins=check_ins.COLUMNS.format(of="p")))
_SENT = text("""
SELECT r.kind, r.channel, r.decided_at, r.put_away_at FROM reminders r
LEFT JOIN invitations i ON i.id = r.invitation_id
WHERE r.person_id = :person_id OR i.person_id = :person_id ORDER BY r.decided_at""")


@dataclass(frozen=True, slots=True)
class Lying:
    """A reminder on the site that was not put away."""

    id: UUID
    item: Item


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Whether they have chosen anything, the newest reminder that lies there, and the times of check-ins that are due."""

    has_chosen: bool
    lying: Lying | None
    check_ins: frozenset[TimePoint]


def choices(session: Session, *, person_id: UUID) -> dict[ReminderKind, Channel]:
    """What they chose for each kind; nothing for what they chose nothing about."""
    rows = session.scalars(select(ReminderChoice).where(ReminderChoice.person_id == person_id))
    return {ReminderKind(row.kind): Channel(row.channel) for row in rows}


def quiet_of(session: Session, *, person_id: UUID) -> Quiet:
    """Their own quiet hours, or the house's."""
    own = session.get(QuietHours, person_id)
    return Quiet(own.quiet_from, own.quiet_until) if own else HOUSE


def on_first_page(session: Session, *, person_id: UUID) -> FirstPage:
    """All that is needed to say what stands there, in one statement."""
    row = session.execute(_STANDS_THERE, {"person_id": person_id}).one()
    lying = Lying(row.id, Item(ReminderKind(row.kind), row.subject_id, row.step)) if row.id else None
    points = frozenset() if row.suppressed in _NO_CONTACT else frozenset(check_ins.asked(row).values())
    return FirstPage(row.has_chosen, lying, points)


def taken_out(session: Session, *, user: SignedIn) -> dict[str, Any]:
    """All of it, as data."""
    quiet = quiet_of(session, person_id=user.person_id)
    sent = session.execute(_SENT, {"person_id": user.person_id})
    return {
        "choices": {kind.value: channel.value for kind, channel in choices(session, person_id=user.person_id).items()},
        "quiet_hours": {"from": quiet.from_hour, "until": quiet.until_hour},
        "sent": [
            {
                "kind": row.kind,
                "channel": row.channel,
                "decided_at": row.decided_at.isoformat(),
                "put_away_at": row.put_away_at.isoformat() if row.put_away_at else None,
            }
            for row in sent
        ],
    }
