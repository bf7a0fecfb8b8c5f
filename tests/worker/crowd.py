"""A crowd of invitations that wait to be sent, put there at once."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from sqlalchemy import func, insert, select

from app.core import clock
from app.core import queue as tasks
from app.core.db import Platform, unit_of_work
from app.core.queue import Task
from app.invitations.models import Invitation
from app.invitations.rules import LASTS, State
from app.mail import service as mail
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind, MailState
from tests.people import Cast

BATCH = 100


def invite_crowd(cast: Cast, number: int) -> None:
    """Invites so many people, in batches that each wake the worker once, as a list of many does."""
    for _batch in range(number // BATCH):
        rows = list(_invitations(cast, BATCH))
        with unit_of_work(Platform.COMMAND_LINE) as session:
            session.execute(insert(Invitation), rows)
            session.execute(insert(OutboundMail), [_mail(row) for row in rows])
            for row in rows:
                tasks.wake(session, Task.SEND_MAIL, row["id"], for_many=Task.SWEEP_MAIL)


def invite_one(cast: Cast) -> str:
    """Invites one more; returns the address. The worker is woken for this mail alone."""
    (row,) = _invitations(cast, 1)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(Invitation), [row])
        mail.queue(
            session,
            kind=EmailKind.INVITATION,
            subject_id=row["id"],
            recipient=row["email"],
            trust_id=row["trust_id"],
        )
    return str(row["email"])


def waiting() -> int:
    """How many mails have not left."""
    queued = select(func.count()).select_from(OutboundMail).where(OutboundMail.state == MailState.QUEUED.value)
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(queued) or 0


def _invitations(cast: Cast, number: int) -> Iterator[dict[str, Any]]:
    now = clock.now()
    for _each in range(number):
        yield {
            "id": uuid4(),
            "trust_id": cast.riverside.id,
            "team_id": cast.early_help.id,
            "inviter_id": cast.cora.id,
            "role": "relative",
            "email": f"{uuid4()}@example.org",
            "first_name": "Robin",
            "relationship": "parent",
            "state": State.QUEUED.value,
            "nonce": uuid4(),
            "created_at": now,
            "expires_at": now + LASTS,
        }


def _mail(invitation: dict[str, Any]) -> dict[str, Any]:
    facts = {"id": uuid4(), "kind": EmailKind.INVITATION.value, "trust_id": invitation["trust_id"]}
    return facts | {"subject_id": invitation["id"], "recipient": invitation["email"]}
