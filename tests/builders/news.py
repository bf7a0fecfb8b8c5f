"""What is new in the forum, for tests: a thread that Alice follows, the sweep, and the mails that leave.

The tests happen on a Wednesday morning, WEDNESDAY, unless somebody waits.
"""

from datetime import datetime, timedelta
from email.message import EmailMessage

import time_machine
from sqlalchemy import select, update

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Member, Notice, Thread
from app.forum.rules.notices import NoticeKind
from app.forum.service import noticing
from app.mail import delivery
from app.mailers import MAILERS
from tests.builders.forum import (
    follow,
    join_forum,
    make_board,
    make_thread,
    read_to,
)
from tests.builders.hours import london
from tests.mailbox import Mailbox
from tests.people import Cast

WEDNESDAY, MONDAY = london("2026-11-25 10:00"), london("2026-11-30 10:00")
MINUTES, DAY = timedelta(minutes=5), timedelta(days=1)


def talk(cast: Cast) -> tuple[Member, Member, Thread]:
    """Alice follows what Ben began, and has read it."""
    alice, ben = join_forum(cast.alice, name="Bluebell"), join_forum(cast.ben, name="Heron")
    thread = make_thread(ben, make_board(cast.riverside), "My son Tom")
    follow(alice, thread, told_position=1)
    read_to(alice, thread, 1)
    return alice, ben, thread


def sweep(*, at: datetime | None = None, most: int = noticing.MOST_AT_ONCE) -> int:
    """What the worker does every ten minutes."""
    with time_machine.travel(at or clock.now() + MINUTES, tick=True), unit_of_work(Platform.SWEEP) as session:
        return noticing.notify_due(session, most=most)


def notices() -> list[NoticeKind]:
    """What mails were asked for, in order."""
    with unit_of_work(Platform.SWEEP) as session:
        return [NoticeKind(kind) for kind in session.scalars(select(Notice.kind).order_by(Notice.created_at))]


def mails(mailbox: Mailbox) -> list[EmailMessage]:
    """Lets what was asked for leave."""
    with time_machine.travel(clock.now() + DAY, tick=True):
        delivery.send_all_due(mailers=MAILERS)
    return mailbox.mails


def change(member: Member, **values: object) -> None:
    """Sets columns of the member's row."""
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Member).where(Member.id == member.id).values(values))


def fresh(member: Member) -> Member:
    """The row as it is now."""
    with unit_of_work(Platform.SWEEP) as session:
        return session.get_one(Member, member.id)
