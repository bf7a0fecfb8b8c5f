"""The mail as it goes over the wire: whatever somebody is called, a mail program reads what was written."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

import pytest

from app.mail.message import Email, as_bytes
from tests.builders.mails import set_to

MAIL = UUID("3f0c2a9e-5b1d-4c6e-9a77-0d2b8e4f6a11")
LONG = "https://holdfast.example/mail/stop/" + "t" * 700
INJECTED = "=?utf-8?q?a=0D=0ABcc:_evil@example.org?="
SUBJECTS = [
    "Hello",
    "أميرة الحسن " * 8 + ".",
    "Síle Ní Dhomhnaill-O'Neill & <Co>, " * 4 + ".",
    "A" * 300,
    INJECTED,
    f"{INJECTED} é",
]
TEXT = "Hello Síle\n\n.\n.a dot\nFrom me\n\ttrailing  \n" + "é" * 2000 + "\n=20\n"


def _wire(*, to: str = "jane@example.org", subject: str = "Hello") -> bytes:
    return as_bytes(Email(to=to, subject=subject, text=TEXT, html=f"<p>{TEXT}</p>\n", stop=LONG), mail_id=MAIL)


def _read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_is_read_as_it_was_written_and_adds_no_header(subject: str) -> None:
    message = _read(_wire(subject=subject))

    assert message["Subject"] == subject
    assert message["Bcc"] is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_a_subject_of_two_lines_is_refused(end: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        _wire(subject=f"Hello{end}Bcc: evil@example.org")


@pytest.mark.parametrize(
    "to", ["jane@example.org", "o'neill+x@xn--bcher-kva.example", "a" * 64 + "@" + "b" * 60 + ".example.org"]
)
def test_an_address_is_read_as_it_was_written(to: str) -> None:
    assert _read(_wire(to=to))["To"] == to


def test_an_address_that_looks_like_an_encoded_word_adds_no_header() -> None:
    assert b"\r\nBcc" not in _wire(to="=?utf-8?q?a=0D=0ABcc=3Aevil=40example.org?=@example.org")


def test_the_words_are_read_as_they_were_written() -> None:
    message = _read(_wire())

    assert (_part(message, "plain"), _part(message, "html")) == (TEXT, f"<p>{TEXT}</p>\n")


def test_a_long_link_for_the_mailboxs_button_stays_in_one_piece() -> None:
    raw = _wire()

    assert f"\r\nList-Unsubscribe: <{LONG}>\r\n".encode() in raw
    assert _read(raw)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_lines_end_as_smtp_wants_it_and_none_is_too_long() -> None:
    raw = _wire(subject=SUBJECTS[1])

    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_sender_with_an_accent_is_read_as_it_was_written() -> None:
    with set_to(MAIL_FROM="Llŷr <no-reply@holdfast.example>"):
        message = _read(_wire())

    assert message["From"] == "Llŷr <no-reply@holdfast.example>"
    assert message["Message-ID"] == f"<{MAIL}@holdfast.example>"
