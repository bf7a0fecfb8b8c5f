"""From the queue to the server's yes, and from there to the commit: nobody gets a mail twice, and each step is logged."""

from uuid import UUID, uuid4

import pytest
from redis import Redis
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core import config
from app.core.db import Platform, unit_of_work
from app.mail import coming_back, delivery, handed_over, service, suppression
from app.mail.mailer import Mailer
from app.mail.models import MailEvent, OutboundMail
from app.mail.rules import EmailKind, MailState, Suppressed
from tests.builders.mails import set_to
from tests.mail import sending
from tests.mailbox import Mailbox
from tests.people import Cast
from tests.statements import counted


def _steps(mail_id: UUID) -> list[tuple[str, str]]:
    wanted = select(MailEvent.step, MailEvent.code).where(MailEvent.mail_id == mail_id).order_by(MailEvent.id)
    with unit_of_work(Platform.SWEEP) as session:
        return [(step, code) for step, code in session.execute(wanted)]


def _end_connections(owner: Engine) -> None:
    with owner.begin() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state LIKE 'idle in%'"
        connection.execute(text(others))


def test_each_step_is_in_the_log(cast: Cast, mailbox: Mailbox) -> None:
    mailbox.answers += ["451 Not now"]
    mail_id = sending.queue()

    sending.send(mail_id)
    with unit_of_work(Platform.SWEEP) as session:
        session.get_one(OutboundMail, mail_id).due_at = sending.now(mail_id).created_at
    sending.send(mail_id)

    assert _steps(mail_id) == [("queued", ""), ("later", "SMTP 451"), ("accepted", "")]


@pytest.mark.parametrize(("answer", "step"), [("550 Nobody", ("given-up", "SMTP 550")), ("", ("accepted", ""))])
def test_how_it_ended_is_in_the_log(cast: Cast, mailbox: Mailbox, answer: str, step: tuple[str, str]) -> None:
    mailbox.answers += [answer] if answer else []
    mail_id = sending.queue()

    sending.send(mail_id)

    assert _steps(mail_id)[-1] == step


def test_what_was_cancelled_before_it_left_is_in_the_log(cast: Cast, mailbox: Mailbox) -> None:
    subject_id = uuid4()
    mail_id = sending.queue(subject_id=subject_id)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        service.cancel(session, subject_id=subject_id)

    assert sending.send(mail_id).state == MailState.CANCELLED
    assert _steps(mail_id) == [("queued", ""), ("cancelled", "")]
    assert mailbox.mails == []


def test_an_address_that_is_not_to_be_written_to_gets_nothing_although_its_mail_waits(
    cast: Cast, mailbox: Mailbox
) -> None:
    told: list[UUID] = []
    mailer = Mailer(write=sending.write, suppressed=lambda _session, *, subject_id: told.append(subject_id))
    mail_id = sending.queue(cast.riverside.id)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        suppression.suppress(session, trust_id=cast.riverside.id, email=sending.TO, reason=Suppressed.BEREAVED)

    mail = sending.send(mail_id, mailer)

    assert (mail.state, mailbox.mails, told) == (MailState.CANCELLED, [], [mail.subject_id])
    assert _steps(mail_id)[-1] == ("suppressed", "bereaved")


def test_another_trust_still_writes_to_that_address(cast: Cast, mailbox: Mailbox) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        suppression.suppress(session, trust_id=cast.hillside.id, email=sending.TO, reason=Suppressed.BEREAVED)

    assert sending.send(sending.queue(cast.riverside.id)).state == MailState.SENT


def test_a_new_password_leaves_whatever_was_stopped(cast: Cast, mailbox: Mailbox) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        suppression.suppress(session, trust_id=cast.riverside.id, email=sending.TO, reason=Suppressed.STOPPED)

    assert sending.send(sending.queue(cast.riverside.id, kind=EmailKind.PASSWORD_RESET)).state == MailState.SENT


def test_a_database_that_goes_away_with_the_servers_yes_leads_to_one_mail(
    cast: Cast, mailbox: Mailbox, owner: Engine
) -> None:
    mail_id = sending.queue()
    mailbox.meanwhile = lambda: _end_connections(owner)

    with pytest.raises(DBAPIError):
        sending.send(mail_id)

    assert sending.now(mail_id).state == MailState.QUEUED
    assert sending.send(mail_id).state == MailState.SENT
    assert len(mailbox.mails) == 1


def test_a_worker_that_died_after_the_servers_yes_leads_to_one_mail(cast: Cast, mailbox: Mailbox) -> None:
    mail_id = sending.queue()
    handed_over.begin(mail_id)
    handed_over.taken(mail_id, provider_id="name at the provider")

    mail = sending.send(mail_id)

    assert (mail.state, mail.provider_id, mailbox.mails) == (MailState.SENT, "name at the provider", [])


def test_without_its_notes_a_mail_leaves_twice_rather_than_not_at_all(cast: Cast, mailbox: Mailbox) -> None:
    mail_id = sending.queue()
    handed_over.begin(mail_id)
    handed_over.taken(mail_id, provider_id=None)
    with Redis.from_url(config.require("redis_url")) as redis:
        redis.flushall()

    assert sending.send(mail_id).state == MailState.SENT
    assert len(mailbox.mails) == 1


def test_mail_leaves_while_redis_is_away(cast: Cast, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]) -> None:
    mail_id = sending.queue()
    handed_over._redis.cache_clear()
    with set_to(REDIS_URL="redis://127.0.0.1:1"):
        state = sending.send(mail_id).state
    handed_over._redis.cache_clear()

    assert state == MailState.SENT
    assert "mail.not_noted" in capsys.readouterr().out


def test_nobody_who_cannot_be_told_keeps_the_others_waiting(cast: Cast, mailbox: Mailbox) -> None:
    def broken(_session: Session, **_facts: object) -> None:
        raise KeyError("something that is not there any more")

    mailbox.answers += ["550 Nobody"]
    sending.queue()
    sending.queue()

    assert delivery.send_all_due(mailers={EmailKind.INVITATION: Mailer(write=sending.write, undeliverable=broken)}) == 2
    assert len(mailbox.mails) == 1


def test_five_statements_send_one_mail(cast: Cast, mailbox: Mailbox) -> None:
    mail_id = sending.queue(cast.riverside.id)

    with counted() as sent:
        sending.send(mail_id)

    assert len(sent) == 3 + 2, sent  # scope, row, change; and the two of sending.now


def test_a_mail_that_came_back_is_told_of_once(cast: Cast, mailbox: Mailbox) -> None:
    told: list[tuple[str, str]] = []
    mailer = Mailer(
        write=sending.write,
        undeliverable=lambda _session, *, subject_id, recipient, reason: told.append((recipient, reason)),
    )
    mail_id = sending.queue()
    sending.send(mail_id)

    assert [_bounced(mail_id, mailer), _bounced(mail_id, mailer)] == [True, False]
    assert told == [(sending.TO, "SMTP 5.1.1")]
    assert (sending.now(mail_id).state, _steps(mail_id)[-1]) == (MailState.UNDELIVERABLE, ("bounced", "SMTP 5.1.1"))


def test_a_mail_that_came_back_after_another_was_sent_is_nobodys_news(cast: Cast, mailbox: Mailbox) -> None:
    told: list[str] = []
    mailer = Mailer(write=sending.write, undeliverable=lambda _session, **facts: told.append(facts["reason"]))
    subject_id = uuid4()
    first, second = sending.queue(subject_id=subject_id), sending.queue(subject_id=subject_id)
    sending.send(first)

    assert _bounced(first, mailer)
    assert told == []
    assert _bounced(second, mailer)
    assert told == ["SMTP 5.1.1"]


def _bounced(mail_id: UUID, mailer: Mailer) -> bool:
    with unit_of_work(Platform.SWEEP) as session:
        mail = coming_back.find(session, message_id=f"<{mail_id}@localhost>")
        assert mail is not None
        return coming_back.bounced(session, mail=mail, code="SMTP 5.1.1", mailers=dict.fromkeys(EmailKind, mailer))


def test_a_message_id_that_is_none_of_ours_finds_nothing(cast: Cast) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        assert coming_back.find(session, message_id="<CAF=x@mail.example>") is None
        assert coming_back.find(session, message_id=f"<{uuid4()}@localhost>") is None
