"""Mail through GOV.UK Notify's own protocol: taken once, whatever happens on the way."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import config
from app.core.db import Platform, unit_of_work
from app.mail import delivery, service, transports
from app.mail.mailer import Mailer
from app.mail.message import Email
from app.mail.models import OutboundMail
from app.mail.notify import as_body
from app.mail.rules import EmailKind, MailState
from tests import notify_api as api
from tests.notify_api import NotifyApi
from tests.people import Cast

STOP = "https://holdfast.example/stop"


@pytest.fixture
def notify(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[NotifyApi]:
    """Settings that name a running API."""
    with api.notify_api() as running:
        monkeypatch.delenv("SMTP_URL")
        for name, value in (("MAIL_BY", "notify"), ("NOTIFY_TEMPLATE", api.TEMPLATE), ("NOTIFY_URL", running.url)):
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("NOTIFY_KEY", api.KEY)
        monkeypatch.setenv("MAIL_TIMEOUT", "5")
        _begin_anew()
        yield running
        transports.close()
    monkeypatch.undo()
    _begin_anew()


def _begin_anew() -> None:
    config.settings.cache_clear()
    transports.close()


def _write(_session: Session, *, subject_id: UUID) -> Email:
    return Email(to="jane@example.org", subject="Hello", text="Words", html="<p>Words</p>", stop=STOP)


def _queue() -> UUID:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        facts = {"kind": EmailKind.REMINDER, "subject_id": uuid4(), "recipient": "jane@example.org", "trust_id": None}
        return service.queue(session, **facts)  # type: ignore[arg-type]


def _send(mail_id: UUID) -> OutboundMail:
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(OutboundMail.__table__.update().values(due_at=OutboundMail.created_at))  # type: ignore[attr-defined]
    delivery.send(mail_id, mailers={EmailKind.REMINDER: Mailer(write=_write)})
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(OutboundMail).where(OutboundMail.id == mail_id)).one()


def test_our_words_go_into_notifys_template(notify: NotifyApi) -> None:
    mail = _send(_queue())

    (taken,) = notify.taken
    assert (mail.state, mail.provider_id) == (MailState.SENT, taken["id"])
    assert taken["email_address"] == "jane@example.org"
    assert taken["personalisation"] == {"subject": "Hello", "body": "Words"}
    assert taken["reference"] == str(mail.id)
    assert taken["one_click_unsubscribe_url"] == STOP
    assert notify.asked == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (api.TOO_MANY, "Notify 429"),
        (api.BROKEN, "Notify 500"),
        (api.HANG_UP, "Notify no answer"),
        (api.ON_TRIAL, "Notify setup 400"),
    ],
)
def test_what_is_not_the_recipients_fault_is_tried_again(
    notify: NotifyApi, answer: tuple[int, str, str], code: str
) -> None:
    notify.answers.append(answer)

    mail = _send(_queue())

    assert (mail.state, mail.attempts, mail.last_error) == (MailState.QUEUED, 1, code)


def test_an_address_that_is_none_is_given_up(notify: NotifyApi) -> None:
    notify.answers.append(api.NOT_AN_ADDRESS)

    mail = _send(_queue())

    assert (mail.state, mail.last_error) == (MailState.UNDELIVERABLE, "Notify 400")


def test_a_mail_that_notify_took_without_a_word_is_not_sent_again(notify: NotifyApi) -> None:
    notify.answers.append(api.HANG_UP)
    mail_id = _queue()

    _send(mail_id)
    mail = _send(mail_id)

    (taken,) = notify.taken
    assert notify.asked == [str(mail_id)]
    assert (mail.state, mail.provider_id) == (MailState.SENT, taken["id"])


def test_a_mail_that_notify_did_not_take_is_sent_again(notify: NotifyApi) -> None:
    notify.answers.append(api.BROKEN)
    mail_id = _queue()

    _send(mail_id)
    mail = _send(mail_id)

    assert mail.state == MailState.SENT
    assert len(notify.taken) == 1


def test_a_wrong_key_keeps_the_mail_and_tells_the_operator(
    notify: NotifyApi, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NOTIFY_KEY", f"{api.KEY[:-36]}{uuid4()}")
    _begin_anew()

    mail = _send(_queue())

    assert (mail.state, mail.last_error) == (MailState.QUEUED, "Notify setup 403")
    assert "look at NOTIFY_KEY" in capsys.readouterr().out


def test_no_name_hides_a_link_in_words() -> None:
    assert as_body("Hello [click here](https://bad.example)") == "Hello [click here] (https://bad.example)"
