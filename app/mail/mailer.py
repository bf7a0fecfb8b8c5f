"""How a kind of email is written, and who hears what became of it. app/mailers.py has one for each kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.mail.message import Email
from app.mail.rules import EmailKind


class Write(Protocol):
    """Writes the email about a subject, or returns None if it is no longer to be sent."""

    def __call__(self, session: Session, /, *, subject_id: UUID) -> Email | None:
        """The email, or None."""


class WriteTo(Protocol):
    """Writes the email about a subject to one of several people, or returns None if it is no longer to be sent."""

    def __call__(self, session: Session, /, *, subject_id: UUID, recipient: str) -> Email | None:
        """The email to this address, or None."""


def _at_once(now: datetime) -> datetime:
    return now


def _nothing(_session: Session, **_facts: object) -> None:
    return None


@dataclass(frozen=True)
class Mailer:
    """How one kind of email is written, and who is told what became of it.

    `write_to`: for what goes to several. `leaves_at`: the first moment from `now` on at which such a mail may leave;
    `leaves_for(session, subject_id, now)`: the same, where it depends on whom the mail is to.
    `sent(session, subject_id)` is called before the mail is handed over, and undone if it is not taken.
    `undeliverable(session, subject_id, recipient, reason)`: it was given up or came back; reason is a code.
    `suppressed(session, subject_id)`: it was not sent, since its address is not to be written to.
    """

    write: Write = _nothing
    write_to: WriteTo | None = None
    leaves_at: Callable[[datetime], datetime] = _at_once
    leaves_for: Callable[..., datetime] | None = None
    sent: Callable[..., None] = _nothing
    undeliverable: Callable[..., None] = _nothing
    suppressed: Callable[..., None] = _nothing

    def leaves(self, session: Session, *, subject_id: UUID, now: datetime) -> datetime:
        """The first moment from `now` on at which this mail may leave."""
        if self.leaves_for:
            return self.leaves_for(session, subject_id=subject_id, now=now)
        return self.leaves_at(now)

    def email(self, session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
        """The email, or None if it is no longer to be sent."""
        if self.write_to:
            return self.write_to(session, subject_id=subject_id, recipient=recipient)
        return self.write(session, subject_id=subject_id)


Mailers = Mapping[EmailKind, Mailer]
