"""Mails that have left, and what comes back of them, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.core import clock, config
from app.core.db import Platform, unit_of_work
from app.mail.models import MailEvent, OutboundMail, Suppression
from app.mail.rules import EmailKind, MailState
from app.trusts.models import Trust

_CORPUS = Path(__file__).parents[1] / "data" / "bounces"
_NAMED = "3f0c2a9e-5b1d-4c6e-9a77-0d2b8e4f6a11@holdfast.example"


def make_mail(
    trust: Trust,
    *,
    kind: EmailKind = EmailKind.INVITATION,
    subject_id: UUID | None = None,
    recipient: str = "jane@example.org",
    state: MailState = MailState.SENT,
) -> OutboundMail:
    """One mail to somebody; sent a moment ago unless another state is given."""
    facts = {"kind": kind.value, "recipient": recipient, "state": state.value, "trust_id": trust.id}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        mail = OutboundMail(id=uuid4(), subject_id=subject_id or uuid4(), sent_at=clock.now(), **facts)
        session.add(mail)
    return mail


def bounce_of(mail: OutboundMail, name: str = "postfix_no_such_user") -> bytes:
    """A mail of the corpus, as it would have come back for this one."""
    return (_CORPUS / f"{name}.eml").read_bytes().replace(_NAMED.encode(), f"{mail.id}@localhost".encode())


def mail_now(mail: OutboundMail) -> OutboundMail:
    """The mail as it is in the database at this moment."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(OutboundMail).where(OutboundMail.id == mail.id)).one()


def steps_of(mail: OutboundMail) -> list[str]:
    """What the log says happened to it."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(MailEvent.step).where(MailEvent.mail_id == mail.id).order_by(MailEvent.id)))


def stopped_now() -> dict[str, str]:
    """Every address that is not written to, and why."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.execute(select(Suppression.email, Suppression.reason))
        return {email: reason for email, reason in rows}  # noqa: C416 - a row is not a plain pair to mypy


@contextmanager
def set_to(**changed: str) -> Iterator[None]:
    """These settings while it lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in changed.items():
            patch.setenv(name, value)
        config.settings.cache_clear()
        yield
    config.settings.cache_clear()
