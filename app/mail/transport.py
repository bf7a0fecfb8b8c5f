"""What every way of sending mail looks like."""

from typing import Protocol
from uuid import UUID

from app.mail.message import Email


class Transport(Protocol):
    """Hands mails over, one after the other. It belongs to one thread and keeps its connection open."""

    def send(self, email: Email, *, mail_id: UUID, attempt: int) -> str | None:
        """Hands one mail over; returns what the provider calls it. Raises NotNow or Never.

        `attempt` is how often it was tried before; how that ended may not say whether the mail was taken.
        """

    def close(self) -> None:
        """Lets the kept connection go."""


class NotNow(Exception):
    """The mail cannot be taken now. Says a code, and none of the words of whoever gave it: they may name somebody."""


class Never(Exception):
    """This mail will never be taken, because of its recipient or its content. Says a code."""
