"""The mails with numbers, for tests: the sweep, and what leaves. They happen on a Monday morning, unless said otherwise."""

from datetime import datetime, timedelta
from email.message import EmailMessage

import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.mail import delivery
from app.mailers import MAILERS
from app.reminders.digests import service
from app.reminders.models import Digest
from tests.builders.hours import london
from tests.mailbox import Mailbox

MONDAY, TUESDAY, FIRST = london("2026-11-23 08:05"), london("2026-11-24 09:00"), london("2026-12-01 08:05")
LATER = timedelta(minutes=5)


def sweep(*, at: datetime = MONDAY, most: int = service.MOST_AT_ONCE) -> int:
    """What the worker does every five minutes."""
    with time_machine.travel(at, tick=True), unit_of_work(Platform.SWEEP) as session:
        return service.send_due(session, most=most)


def leave(mailbox: Mailbox, *, at: datetime = MONDAY) -> list[EmailMessage]:
    """Lets what was asked for leave a little later."""
    with time_machine.travel(at + LATER, tick=True):
        delivery.send_all_due(mailers=MAILERS)
    return mailbox.mails


def mail_to(mailbox: Mailbox, person: Person) -> str:
    """The words of the one mail to this person."""
    (mail,) = [each for each in mailbox.mails if each["To"] == person.email]
    return mailbox.words_in(mail)


def told() -> set[tuple[object, ...]]:
    """Who was told what: the person, the kind, and since which day."""
    with unit_of_work(Platform.SWEEP) as session:
        return {tuple(row) for row in session.execute(select(Digest.person_id, Digest.kind, Digest.begins_on))}
