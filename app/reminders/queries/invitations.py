"""The facts about invitations of relatives that wait to be opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from app.invitations.rules import State
from app.mail.rules import Suppressed
from app.reminders.rules.deciding import INVITATION_DAYS
from app.reminders.rules.facts import Invited

# The first day that matters by the calendar may come after fewer than so many times 24 hours.
_SOONEST = timedelta(days=min(INVITATION_DAYS) - 1)
# Cut first, so that each part costs the same however many wait. Not to who asked with a code: it may not be their address.
# Nor to whom a trust that is trying out has taken off its guest list.
_FACTS = """
WITH waiting AS MATERIALIZED (
    SELECT i.* FROM invitations i
    WHERE i.role = 'relative' AND i.came_by IN ('staff', 'list') AND {which} AND (
        EXISTS (SELECT FROM trusts WHERE id = i.trust_id AND live_at IS NOT NULL)
        OR EXISTS (SELECT FROM guest_addresses g WHERE g.trust_id = i.trust_id AND g.email = i.email))
    ORDER BY i.id LIMIT :most)
SELECT w.id, w.trust_id, w.email, w.state, w.sent_at, w.opened_at, w.expires_at, s.reason, own.made, past.last_at,
    (SELECT count(*) > 0 FROM people p WHERE p.email = w.email) AS has_account
FROM waiting w
LEFT JOIN mail_suppressions s ON s.trust_id = w.trust_id AND s.email = w.email
LEFT JOIN LATERAL (SELECT array_agg(step) AS made FROM reminders WHERE invitation_id = w.id) own ON true
LEFT JOIN LATERAL (
    SELECT max(greatest(r.decided_at, m.sent_at)) AS last_at FROM invitations o
    JOIN reminders r ON r.invitation_id = o.id LEFT JOIN outbound_mail m ON m.subject_id = r.id
    WHERE o.email = w.email) past ON true
ORDER BY w.id"""
_SOME = text(
    _FACTS.format(
        which="""i.state = 'sent' AND i.opened_at IS NULL AND i.sent_at < :sent_before AND i.expires_at > :now
            AND i.id > :after"""
    )
)
_ONE = text(_FACTS.format(which="i.id = :invitation_id"))


@dataclass(frozen=True, slots=True)
class Known:
    """The facts about an invitation, and where it went."""

    facts: Invited
    trust_id: UUID
    email: str


def some(session: Session, *, after: UUID, most: int, now: datetime) -> list[Known]:
    """The next ones by id after one, `most` at once, that may be due."""
    values = {"after": after, "most": most, "now": now, "sent_before": now - _SOONEST}
    return [_known(row) for row in session.execute(_SOME, values)]


def one(session: Session, *, invitation_id: UUID) -> Known | None:
    """The same about one; None if it is none to be reminded of."""
    row = session.execute(_ONE, {"invitation_id": invitation_id, "most": 1}).one_or_none()
    return _known(row) if row else None


def _known(row: Row[Any]) -> Known:
    facts = Invited(
        invitation_id=row.id,
        state=State(row.state),
        sent_at=row.sent_at,
        opened_at=row.opened_at,
        expires_at=row.expires_at,
        has_account=row.has_account,
        suppressed=Suppressed(row.reason) if row.reason else None,
        made=frozenset(row.made or ()),
        last_at=row.last_at,
    )
    return Known(facts, row.trust_id, row.email)
