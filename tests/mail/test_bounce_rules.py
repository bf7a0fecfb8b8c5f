"""What comes back, as mail servers really write it, and what is understood of each."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mail.bounce_rules import MOST_BYTES, Bounce, Fate, fate_of, understood

CORPUS = Path(__file__).parents[1] / "data" / "bounces"
DOMAIN = "holdfast.example"
OURS = UUID("3f0c2a9e-5b1d-4c6e-9a77-0d2b8e4f6a11")
EXPECTED: dict[str, tuple[Fate, str] | None] = {
    "answer_by_a_person": None,
    "blocked_without_a_code": (Fate.CAME_BACK, "SMTP 550"),
    "broken_mime": (Fate.NOBODY_THERE, "5.1.1"),
    "complaint": (Fate.UNWANTED, ""),
    "delayed_warning_in_plain_words": None,
    "delivered_as_asked": None,
    "exchange_access_denied": (Fate.NOBODY_THERE, "5.4.1"),
    "exim_old": (Fate.NOBODY_THERE, "5.1.1"),
    "exim_report": (Fate.NOBODY_THERE, "SMTP 550"),
    "forged_with_a_made_up_id": None,
    "given_up_after_days": (Fate.CAME_BACK, "4.4.1"),
    "gmail": (Fate.NOBODY_THERE, "5.1.1"),
    "greylisted": (Fate.DELAYED, "4.2.0"),
    "mailbox_full": (Fate.CAME_BACK, "5.2.2"),
    "not_spam_after_all": None,
    "office_365": (Fate.NOBODY_THERE, "5.1.10"),
    "our_own_set_up": (Fate.CAME_BACK, "5.7.26"),
    "out_of_office": None,
    "out_of_office_in_disguise": None,
    "postfix_delayed": (Fate.DELAYED, "4.4.1"),
    "postfix_headers_only": (Fate.NOBODY_THERE, "5.1.2"),
    "postfix_no_such_user": (Fate.NOBODY_THERE, "5.1.1"),
    "qmail": (Fate.NOBODY_THERE, "5.1.1"),
    "qmail_mailbox_full": (Fate.CAME_BACK, "SMTP 552"),
    "read_receipt": None,
    "report_as_text": (Fate.NOBODY_THERE, "5.1.1"),
    "somebody_elses_mail": None,
}


def _raw(name: str) -> bytes:
    return (CORPUS / f"{name}.eml").read_bytes()


def test_every_mail_of_the_corpus_has_its_expected_result() -> None:
    assert {path.stem for path in CORPUS.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_came_back_is_understood(name: str) -> None:
    expected = EXPECTED[name]

    assert understood(_raw(name), domain=DOMAIN) == (Bounce(OURS, *expected) if expected else None)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_line_ends_of_the_wire_change_nothing(name: str) -> None:
    wire = _raw(name).replace(b"\n", b"\r\n")

    assert understood(wire, domain=DOMAIN) == understood(_raw(name), domain=DOMAIN)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_nothing_about_another_domain_is_ours(name: str) -> None:
    assert understood(_raw(name), domain="other.example") is None


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(sorted(EXPECTED)), cut=st.integers(0, 3000), junk=st.binary(max_size=40))
def test_whatever_is_broken_on_the_way_raises_nothing(name: str, cut: int, junk: bytes) -> None:
    raw = _raw(name)

    found = understood(raw[:cut] + junk + raw[cut + len(junk) :], domain=DOMAIN)

    assert found is None or found.mail_id.version == 4


def test_a_mail_of_a_thousand_boxes_in_each_other_is_no_bounce() -> None:
    boxes = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))

    assert understood(boxes.encode(), domain=DOMAIN) is None


def test_a_very_long_mail_is_read_as_far_as_it_matters() -> None:
    raw = _raw("postfix_no_such_user") + b"x" * MOST_BYTES * 5

    assert understood(raw, domain=DOMAIN) == Bounce(OURS, Fate.NOBODY_THERE, "5.1.1")


@pytest.mark.parametrize("code", ["5.1.1", "5.1.10", "5.2.1", "5.4.4", "5.0.0", "SMTP 550"])
def test_these_codes_mean_that_nobody_is_there(code: str) -> None:
    assert fate_of(code) is Fate.NOBODY_THERE


@pytest.mark.parametrize("code", ["5.2.2", "5.3.4", "5.1.8", "5.7.1", "5.7.26", "5.6.0", "SMTP 552", "SMTP 554"])
def test_these_codes_say_nothing_about_the_next_mail(code: str) -> None:
    assert fate_of(code) is Fate.CAME_BACK
