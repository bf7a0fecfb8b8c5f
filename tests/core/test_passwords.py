"""Passwords."""

import pytest

from app.core import passwords


def test_a_password_fits_its_own_hash_and_no_other() -> None:
    stored = passwords.hash_password("copper lantern violin")

    assert stored.startswith("$argon2id$")
    assert passwords.matches("copper lantern violin", stored)
    assert not passwords.matches("copper lantern viola", stored)


@pytest.mark.parametrize("stored", [None, passwords.UNUSABLE])
def test_without_a_usable_hash_no_password_fits(stored: str | None) -> None:
    assert not passwords.matches("nobody has this password", stored)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "12 characters or more"),
        ("x" * 73, "72 characters or fewer"),
        ("password1234", "easy to guess"),
        ("riversidealice1", "easy to guess"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(password: str, reason: str) -> None:
    assert reason in str(passwords.weakness(password, context=["alice", "riverside"]))


def test_four_unrelated_words_are_strong_enough() -> None:
    assert passwords.weakness("copper lantern violin marsh", context=["alice"]) is None
