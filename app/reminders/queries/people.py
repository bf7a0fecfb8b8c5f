"""The facts about relatives with an account who wish to be reminded of something, many in one statement."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from app.core.config import settings
from app.mail.rules import Suppressed
from app.modules import outline
from app.modules.outline import Outline
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.queries import check_ins
from app.reminders.rules.facts import Answer, Item, Person, Wish
from app.reminders.rules.quiet import HOUSE, Quiet

# Asked person by person through indexes, so that it costs the same for each however many there are.
_FACTS = """
WITH wishing AS (
    SELECT p.id, p.trust_id, p.email, p.created_at,
        jsonb_object_agg(c.kind, jsonb_build_array(c.channel, c.changed_at)) AS wishes
    FROM reminder_choices c JOIN people p ON p.id = c.person_id AND p.closed_at IS NULL
    WHERE c.channel <> 'none' AND {which} GROUP BY p.id ORDER BY p.id LIMIT :most)
SELECT w.id, w.trust_id, w.email, w.created_at AS joined_at, w.wishes, q.quiet_from, q.quiet_until, s.reason,
    last.opened_at AS read_at, last.module, done.pages AS done, answers.found AS answers, past.made,
    greatest(past.last_at, invited.last_at) AS last_at,{check_ins}
FROM wishing w
LEFT JOIN quiet_hours q ON q.person_id = w.id
LEFT JOIN mail_suppressions s ON s.trust_id = w.trust_id AND s.email = w.email
LEFT JOIN LATERAL (
    SELECT module, opened_at FROM page_progress WHERE person_id = w.id ORDER BY opened_at DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (
    SELECT array_agg(page) AS pages FROM page_progress
    WHERE person_id = w.id AND module = last.module AND done_at IS NOT NULL) done ON true
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(c.id, m.number, m.written_at, mail.sent_at) ORDER BY m.written_at) AS found
    FROM conversations c
    JOIN LATERAL (
        SELECT number, written_at FROM messages
        WHERE conversation_id = c.id AND kind = 'supporter' AND number > c.relative_seen_number
            AND octet_length(sealed) > 0
        ORDER BY number DESC LIMIT 1) m ON true
    LEFT JOIN LATERAL (
        SELECT max(sent_at) AS sent_at FROM outbound_mail
        WHERE subject_id = c.id AND kind = 'message-answered') mail ON true
    WHERE c.relative_id = w.id AND c.last_number > c.relative_seen_number) answers ON true
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(r.kind, r.subject_id, r.step)) AS made,
        max(greatest(r.decided_at, m.sent_at)) AS last_at
    FROM reminders r LEFT JOIN outbound_mail m ON m.subject_id = r.id WHERE r.person_id = w.id) past ON true
LEFT JOIN LATERAL (
    SELECT max(greatest(r.decided_at, m.sent_at)) AS last_at FROM invitations i
    JOIN reminders r ON r.invitation_id = i.id LEFT JOIN outbound_mail m ON m.subject_id = r.id
    WHERE i.email = w.email) invited ON true
ORDER BY w.id"""
_CHECK_INS = check_ins.COLUMNS.format(of="w")
_SOME = text(_FACTS.format(which="c.person_id > :after", check_ins=_CHECK_INS))
_ONE = text(_FACTS.format(which="c.person_id = :person_id", check_ins=_CHECK_INS))


@dataclass(frozen=True, slots=True)
class Known:
    """The facts about somebody, and where they are reached."""

    facts: Person
    trust_id: UUID
    email: str


def some(session: Session, *, after: UUID, most: int) -> list[Known]:
    """The next people by id after one, `most` at once, who have an account and wish for something."""
    return [_known(row) for row in session.execute(_SOME, {"after": after, "most": most})]


def one(session: Session, *, person_id: UUID) -> Known | None:
    """The same about one person; None if they wish for nothing or have closed their account."""
    row = session.execute(_ONE, {"person_id": person_id, "most": 1}).one_or_none()
    return _known(row) if row else None


@lru_cache(maxsize=1)
def _outline() -> Outline:
    return outline.of(settings().content_folder)


def _known(row: Row[Any]) -> Known:
    done = frozenset(row.done or ())
    facts = Person(
        person_id=row.id,
        joined_at=row.joined_at,
        wishes={ReminderKind(kind): Wish(Channel(each[0]), _moment(each[1])) for kind, each in row.wishes.items()},
        quiet=HOUSE if row.quiet_from is None else Quiet(row.quiet_from, row.quiet_until),
        suppressed=Suppressed(row.reason) if row.reason else None,
        last_read_at=row.read_at,
        has_finished=bool(row.module) and outline.is_finished(_outline(), module=row.module, done=done),
        answers=tuple(_answer(*each) for each in row.answers or ()),
        # Whoever has read nothing yet is not asked.
        check_in_due_at=check_ins.due_at(row) if row.read_at else None,
        made=frozenset(Item(ReminderKind(kind), UUID(subject), step) for kind, subject, step in row.made or ()),
        last_at=row.last_at,
    )
    return Known(facts, row.trust_id, row.email)


def _answer(conversation_id: str, number: int, written_at: str, mailed_at: str | None) -> Answer:
    return Answer(UUID(conversation_id), number, _moment(written_at), _moment(mailed_at) if mailed_at else None)


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words)
