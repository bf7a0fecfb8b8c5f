"""Sending what is due. The row is locked while its mail is on the wire, so each is sent by one worker at a time.

That a mail was taken is written before it is handed over, and only committed after. So between the server's yes and
the end there is nothing but a note and the commit: as little as can be for a kill or a lost database to fall into.
"""

import random
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Executable, Row, bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.mail import changes, handed_over, suppression, sweeping, transports
from app.mail.mailer import Mailer, Mailers
from app.mail.models import OutboundMail
from app.mail.rules import (
    LONG_FROM,
    LONGEST_PATIENCE,
    MOST_ATTEMPTS,
    DeliveryStep,
    EmailKind,
    MailState,
    Suppressed,
    may_go,
    next_attempt,
)
from app.mail.stopping import with_way_out
from app.mail.transport import Never, NotNow

log = structlog.get_logger()
Mail = Row[Any]
_DUE = (
    select(
        OutboundMail.id,
        OutboundMail.trust_id,
        OutboundMail.kind,
        OutboundMail.subject_id,
        OutboundMail.recipient,
        OutboundMail.attempts,
    )
    .where(OutboundMail.state == MailState.QUEUED.value, OutboundMail.due_at <= bindparam("now"))
    .limit(1)
    .with_for_update(skip_locked=True, of=OutboundMail)
)
# That a mail left is on the disk a moment after the commit. If the database's machine dies in that moment, the note of
# it is still in Redis; and to wait for the disk would be the longest time in which a killed worker leaves a mail twice.
_LIGHTLY = func.set_config("synchronous_commit", "off", True)
# The transaction is idle while a server is waited for. A worker whose machine died would hold its mail for hours.
_IDLE = func.set_config("idle_in_transaction_session_timeout", f"{LONGEST_PATIENCE + 30:.0f}s", True)
_SUPPRESSED = suppression.reason_for(OutboundMail.trust_id, OutboundMail.recipient).label("suppressed")
_NEXT = (
    _DUE.add_columns(_SUPPRESSED, _LIGHTLY, _IDLE)
    .where(OutboundMail.attempts < bindparam("attempts_below"))
    .order_by(OutboundMail.due_at)
)
_THIS = _DUE.add_columns(_SUPPRESSED, _LIGHTLY, _IDLE).where(OutboundMail.id == bindparam("mail_id"))
_AGAIN = _DUE.where(OutboundMail.id == bindparam("mail_id"), OutboundMail.attempts == bindparam("attempts"))
NOT_WRITTEN = "not written"


def send(mail_id: UUID, *, mailers: Mailers) -> None:
    """Sends one mail if it is due and nobody else is sending it."""
    _send_one(mailers, _THIS, {"mail_id": mail_id})


def send_all_due(*, mailers: Mailers) -> int:
    """Sends everything that is due, one transaction each, unless this process does so already; returns how many."""
    handled = 0
    with sweeping.turn() as turn:
        while turn and turn.goes_on():
            below = MOST_ATTEMPTS if turn.alone else LONG_FROM
            if not _send_one(mailers, _NEXT, {"attempts_below": below}):
                break
            handled += 1
    return handled


def _send_one(mailers: Mailers, wanted: Executable, which: Mapping[str, object]) -> bool:
    mail = None
    try:
        with unit_of_work(Platform.SWEEP) as session:
            mail = session.execute(wanted, {"now": clock.now(), **which}).one_or_none()
            if mail is None:
                return False
            _handle(session, mail, mailers[EmailKind(mail.kind)])
    except Exception as error:
        if mail is None or _is_gone(error):
            raise
        _failed(mail, mailers[EmailKind(mail.kind)], error)
    return True


def _failed(mail: Mail, mailer: Mailer, error: Exception) -> None:
    """One mail that cannot be written, or nobody be told of, must not keep the ones behind it waiting."""
    if not isinstance(error, NotNow | Never):
        log.error("mail.broken", mail_id=str(mail.id), kind=mail.kind, exc_info=error)
    try:
        _write_down(mail, mailer, error)
    except Exception as untold:
        if _is_gone(untold):
            raise
        log.exception("mail.nobody_told", mail_id=str(mail.id), kind=mail.kind)
        _write_down(mail, Mailer(), error)


def _is_gone(error: Exception) -> bool:
    """Whether it is the database that went away: then nothing can be written down."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _write_down(mail: Mail, mailer: Mailer, error: Exception) -> None:
    """What was written before the attempt is undone; now it is written how it ended, unless somebody else tries again."""
    with unit_of_work(Platform.SWEEP) as session:
        still = {"now": clock.now(), "mail_id": mail.id, "attempts": mail.attempts}
        if session.execute(_AGAIN, still).one_or_none() is None:
            return
        if isinstance(error, Never):
            _give_up(session, mail, mailer, str(error))
        else:
            _later(session, mail, mailer, str(error) if isinstance(error, NotNow) else NOT_WRITTEN)


def _handle(session: Session, mail: Mail, mailer: Mailer) -> None:
    now = clock.now()
    reason = Suppressed(mail.suppressed) if mail.suppressed else None
    if (later := mailer.leaves(session, subject_id=mail.subject_id, now=now)) > now:
        changes.put_off(session, mail, until=later)
    elif reason and not may_go(EmailKind(mail.kind), reason):
        changes.change(session, mail, state=MailState.CANCELLED, step=DeliveryStep.SUPPRESSED, code=reason.value)
        mailer.suppressed(session, subject_id=mail.subject_id)
    else:
        _send(session, mail, mailer)


def _send(session: Session, mail: Mail, mailer: Mailer) -> None:
    earlier = handed_over.begin(mail.id)
    email = None if earlier.taken else mailer.email(session, subject_id=mail.subject_id, recipient=mail.recipient)
    if email is None and not earlier.taken:
        changes.change(session, mail, state=MailState.CANCELLED, step=DeliveryStep.CANCELLED)
        return
    changes.change(session, mail, state=MailState.SENT, step=DeliveryStep.ACCEPTED)
    mailer.sent(session, subject_id=mail.subject_id)
    session.flush()
    provider_id = earlier.provider_id
    if email is not None:
        # A worker that was killed has tried it, too.
        attempt = mail.attempts or int(earlier.tried)
        email = with_way_out(email, kind=EmailKind(mail.kind), mail_id=mail.id, trust_id=mail.trust_id)
        provider_id = transports.mine().send(email, mail_id=mail.id, attempt=attempt)
        handed_over.taken(mail.id, provider_id=provider_id)
    if provider_id:
        changes.name(session, mail, provider_id=provider_id)


def _later(session: Session, mail: Mail, mailer: Mailer, reason: str) -> None:
    # Jitter, not secrecy: any spread will do.
    due_at = next_attempt(attempts=mail.attempts + 1, now=clock.now(), jitter=random.random())  # noqa: S311
    if due_at is None:
        _give_up(session, mail, mailer, reason)
        return
    changes.change(session, mail, state=MailState.QUEUED, step=DeliveryStep.LATER, code=reason, due_at=due_at)
    log.warning("mail.later", mail_id=str(mail.id), attempts=mail.attempts + 1, reason=reason)


def _give_up(session: Session, mail: Mail, mailer: Mailer, reason: str) -> None:
    changes.change(session, mail, state=MailState.UNDELIVERABLE, step=DeliveryStep.GIVEN_UP, code=reason)
    mailer.undeliverable(session, subject_id=mail.subject_id, recipient=mail.recipient, reason=reason)
    log.warning("mail.undeliverable", mail_id=str(mail.id), attempts=mail.attempts + 1, reason=reason)
