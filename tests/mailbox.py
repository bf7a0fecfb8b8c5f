"""A real SMTP server that keeps what it is given, and can be told to refuse."""

import asyncio
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from app.core.supervisor import ports


def _nothing() -> None:
    return None


def _knows_nobody(*_facts: object) -> AuthResult:
    return AuthResult(success=False, handled=False)


class Mailbox:
    """Starts with the context. `answers` are SMTP replies given to the next mails instead of taking them.

    `greetings` are the same for our sender, before there is a mail. `meanwhile` is done once, when a mail was taken and
    before that is said, and `slowness` is how many seconds that takes each time. `connections`: how many there were.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []
        self.greetings: list[str] = []
        self.meanwhile: Callable[[], None] = _nothing
        self.slowness = 0.0
        self.connections: set[object] = set()
        self.port = ports.free()
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, auth_require_tls=False, authenticator=_knows_nobody
        )

    async def handle_MAIL(  # noqa: N802 - its name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accepts a sender, or gives the next answer."""
        if self.greetings:
            return self.greetings.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keeps a mail, or gives the next answer."""
        self.connections.add(session.peer)
        if self.answers:
            return self.answers.pop(0)
        message = message_from_bytes(bytes(envelope.original_content or b""), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        meanwhile, self.meanwhile = self.meanwhile, _nothing
        meanwhile()
        await asyncio.sleep(self.slowness)
        return "250 Kept"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"smtp://127.0.0.1:{self.port}"

    def empty(self) -> None:
        """Forgets all mails and answers."""
        self.mails.clear()
        self.answers.clear()
        self.greetings.clear()
        self.connections.clear()
        self.meanwhile, self.slowness = _nothing, 0.0

    def link_in(self, mail: EmailMessage) -> str:
        """The path of the first link in the text part."""
        words = self.words_in(mail)
        found = re.search(r"https?://[^/]+(/\S+)", words)
        assert found, words
        return found.group(1)

    def words_in(self, mail: EmailMessage) -> str:
        """The text part."""
        body = mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._controller.stop()
