"""Reminders for tests. They happen on a Wednesday morning, WEDNESDAY, unless somebody waits.

- `wishes(person, channel, *kinds)`: what they chose, long ago.
- `has_read(person, days_ago)`: they opened the first page of the first module, so many days ago.
- `invited(cast, email, days_ago)`: an invitation that was not opened.
- `has_unread_answer(relative, supporter, days_ago)`: an answer, whose mail left at once.
- `sweep(at)`: what the worker does every quarter of an hour.
- `mails(mailbox, at)`: lets what waits leave.
"""

from datetime import datetime, time, timedelta
from email.message import EmailMessage
from uuid import UUID

import time_machine
from sqlalchemy import select, update

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.models import Invitation
from app.mail import delivery, suppression
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind, MailState, Suppressed
from app.mailers import MAILERS
from app.modules.models import PageProgress
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.models import QuietHours, Reminder, ReminderChoice
from app.reminders.service import sweeping
from app.reminders.service.choosing import OFFERED
from app.trusts.hours.clocks import london_day, moment
from tests.builders.hours import london
from tests.builders.invitations import make_invitation
from tests.builders.messages import answer_to, make_conversation
from tests.mailbox import Mailbox
from tests.people import Cast

WEDNESDAY = london("2026-11-25 10:00")
DAY = timedelta(days=1)
MODULE = "what-is-psychosis"
PAGES = (
    "what-is-happening",
    "what-is-it-like",
    "what-can-i-do-tonight",
    "is-it-my-fault",
    "what-is-it-called",
    "what-happens-in-the-first-weeks",
    "what-helps",
    "will-it-get-better",
)


def wishes(person: Person, channel: Channel = Channel.EMAIL, *kinds: ReminderKind) -> None:
    """What they chose, long ago; without kinds everything that can be chosen."""
    since = clock.now() - 300 * DAY
    with unit_of_work(person.trust_id) as session:
        for kind in kinds or OFFERED:
            row = {"person_id": person.id, "trust_id": person.trust_id, "kind": kind.value, "channel": channel.value}
            session.merge(ReminderChoice(**row, changed_at=since))


def keeps_quiet(person: Person, start: int, end: int) -> None:
    """Their own quiet hours."""
    with unit_of_work(person.trust_id) as session:
        session.add(QuietHours(person_id=person.id, trust_id=person.trust_id, quiet_from=start, quiet_until=end))


def has_read(person: Person, *, days_ago: int, pages: tuple[str, ...] = PAGES[:1], done: bool = False) -> None:
    """They opened these pages of the first module, and perhaps marked them as done."""
    at = clock.now() - days_ago * DAY
    with unit_of_work(person.trust_id) as session:
        for page in pages:
            facts = {"module": MODULE, "page": page, "opened_at": at, "done_at": at if done else None, "version": 1}
            session.merge(PageProgress(person_id=person.id, trust_id=person.trust_id, **facts))


def has_unread_answer(relative: Person, supporter: Person, *, days_ago: int) -> UUID:
    """The conversation in which it stands; the mail that tells of it at once has left."""
    with time_machine.travel(clock.now() - days_ago * DAY, tick=True):
        conversation_id = make_conversation(relative)
        answer_to(supporter, conversation_id)
        delivery.send_all_due(mailers=MAILERS)
    return conversation_id


def joined(person: Person, *, days_ago: int) -> None:
    """They made their account so many days ago."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        at = clock.now() - days_ago * DAY
        session.execute(update(Person).where(Person.id == person.id).values(created_at=at))


def invited(cast: Cast, email: str = "jane@example.org", *, days_ago: int, **changes: object) -> Invitation:
    """Cora invited somebody, and the mail left so many days ago."""
    sent = {"sent_at": clock.now() - days_ago * DAY, "days_old": days_ago}
    return make_invitation(cast.cora, cast.early_help, email=email, **(sent | changes))  # type: ignore[arg-type]


def suppress(person: Person, reason: Suppressed) -> None:
    """Their trust writes to their address no more."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        suppression.suppress(session, trust_id=person.trust_id, email=person.email, reason=reason)


def sweep(*, at: datetime | None = None, at_once: int = sweeping.AT_ONCE) -> int:
    """How many reminders were made."""
    with time_machine.travel(at or clock.now(), tick=True):
        return sweeping.send_due(at_once=at_once)


def sweep_now() -> int:
    """At ten in the morning of this day in London, so that nobody sleeps; for tests in a browser, whose time is real."""
    return sweep(at=moment(london_day(clock.now()), time(10)))


def mails(mailbox: Mailbox, *, at: datetime | None = None) -> list[EmailMessage]:
    """Every reminder that has left, when what waits was let go."""
    with time_machine.travel(at or clock.now(), tick=True):
        delivery.send_all_due(mailers=MAILERS)
    with unit_of_work(Platform.SWEEP) as session:
        ids = session.scalars(select(OutboundMail.id).where(OutboundMail.kind == EmailKind.REMINDER.value))
        ours = {f"<{mail_id}@" for mail_id in ids}
    return [mail for mail in mailbox.mails if str(mail["Message-ID"]).partition("@")[0] + "@" in ours]


def states() -> list[MailState]:
    """What became of each reminder's mail."""
    with unit_of_work(Platform.SWEEP) as session:
        wanted = select(OutboundMail.state).where(OutboundMail.kind == EmailKind.REMINDER.value)
        return [MailState(state) for state in session.scalars(wanted.order_by(OutboundMail.created_at))]


def made() -> list[Reminder]:
    """Every reminder, the oldest first."""
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Reminder).order_by(Reminder.decided_at)))


def choices(person: Person) -> dict[str, str]:
    """What they have chosen, by kind."""
    with unit_of_work(Platform.SWEEP) as session:
        rows = session.scalars(select(ReminderChoice).where(ReminderChoice.person_id == person.id))
        return {row.kind: row.channel for row in rows}
