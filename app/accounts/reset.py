"""A forgotten password. Whether there is an account is known only to the mailbox of the address."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.accounts import links, queries
from app.accounts.models import Person
from app.audit import service as audit
from app.audit.actions import Action
from app.core import signing
from app.core.db import Platform, enter
from app.core.rate_limits import Limit, hit
from app.mail import service as mail
from app.mail.rules import EmailKind

LASTS = timedelta(hours=1)
BY_ACCOUNT = Limit("reset by account", "3 per hour")
BY_ADDRESS = Limit("reset by address", "20 per hour")


def ask(session: Session, *, email: str, address: str) -> None:
    """Queues the mail. The same rows are written for an address without an account; the worker finds nobody."""
    hit(BY_ADDRESS, address)
    hit(BY_ACCOUNT, email)
    enter(session, Platform.SIGN_IN)
    person = queries.find_by_email(session, email=email)
    subject_id = person.id if person else uuid4()
    trust_id = person.trust_id if person else None
    mail.queue(session, kind=EmailKind.PASSWORD_RESET, subject_id=subject_id, recipient=email, trust_id=trust_id)
    audit.record(session, action=Action.PASSWORD_RESET_ASKED, trust_id=trust_id, actor_id=None, subject_id=subject_id)


def person_behind(session: Session, *, token: str) -> Person:
    """Whose link it is. Raises LinkMalformed, or LinkExpired when it is old or was used."""
    person_id, stamp = signing.read(signing.Purpose.PASSWORD_RESET, token, max_age=int(LASTS.total_seconds()))
    enter(session, Platform.LINK)
    person = queries.find_open(session, person_id=UUID(person_id))
    if person is None or links.stamp_of(person) != stamp:
        raise signing.LinkExpired("This link was used before, or a newer one was asked for. Ask for a new one.")
    return person
