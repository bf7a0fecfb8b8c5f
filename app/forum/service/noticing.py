"""The sweep that mails members what is new, and the one click that stops it."""

from functools import partial
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts import people
from app.core import clock, turns
from app.core.sweeping import alone
from app.core.turns import Turn
from app.forum.models import Follow, Member, Notice
from app.forum.queries import news
from app.forum.queries.news import Due
from app.forum.rules import notices
from app.forum.rules.notices import NoticeKind
from app.mail import service as mail
from app.mail.rules import EmailKind

MOST_AT_ONCE = 500


def notify_due(session: Session, *, most: int = MOST_AT_ONCE) -> int:
    """Mails everybody who has something new and may be mailed now, `most` at once; returns how many."""
    now = clock.now()
    # Two sweeps at once would each find nobody told.
    if notices.is_quiet(now) or not turns.take(session, Turn.FORUM_NOTICES):
        return 0
    told = 0
    for due in news.due(session, now=now, with_weekly=notices.may_be_digest_day(now)):
        kind = notices.to_tell(due.news, now=now)
        if kind is not None:
            told += alone(session, partial(_tell, session, due, kind), what="notice", row_id=due.member_id)
        if told >= most:
            break
    return told


def stop_mails(session: Session, *, member_id: UUID) -> None:
    """No mail from the forum any more, until they are switched on again; a second time changes nothing."""
    stopped = {"mails_replies": False, "mails_weekly": False}
    session.execute(update(Member).where(Member.id == member_id).values(stopped))


def _tell(session: Session, due: Due, kind: NoticeKind) -> None:
    number = due.news.waiting[kind]
    threads = number if kind in {NoticeKind.NEW_REPLIES, NoticeKind.WEEKLY} else 0
    notice = Notice(
        trust_id=due.trust_id, member_id=due.member_id, kind=kind.value, threads=threads, created_at=clock.now()
    )
    session.add(notice)
    session.flush()
    if kind is NoticeKind.NEW_REPLIES:
        _mark_told(session, due)
    address = people.reached(session, person_id=due.person_id).email
    mail.queue(session, kind=EmailKind.FORUM_NOTICE, subject_id=notice.id, recipient=address, trust_id=due.trust_id)


def _mark_told(session: Session, due: Due) -> None:
    own = select(Follow).where(Follow.member_id == due.member_id, Follow.thread_id.in_(due.told))
    for follow in session.scalars(own):
        follow.told_position = due.told[follow.thread_id]
