"""Signed links."""

import pytest
import time_machine

from app.core import signing
from app.core.signing import LinkExpired, LinkMalformed, Purpose

pytestmark = pytest.mark.usefixtures("_services")


def test_a_link_says_what_it_was_made_of() -> None:
    token = signing.sign(Purpose.INVITATION, ["one", "two"])

    assert signing.read(Purpose.INVITATION, token, max_age=60) == ["one", "two"]


# Not the very last: two bits of it mean nothing.
@pytest.mark.parametrize("position", [0, 5, -2])
def test_a_changed_letter_makes_a_link_malformed(position: int) -> None:
    letters = list(signing.sign(Purpose.INVITATION, ["one"]))
    letters[position] = "A" if letters[position] != "A" else "B"

    with pytest.raises(LinkMalformed):
        signing.read(Purpose.INVITATION, "".join(letters), max_age=60)


def test_a_link_for_one_purpose_opens_nothing_else() -> None:
    token = signing.sign(Purpose.INVITATION, ["one"])

    with pytest.raises(LinkMalformed):
        signing.read(Purpose.PASSWORD_RESET, token, max_age=60)


def test_a_link_runs_out() -> None:
    with time_machine.travel("2026-11-01 12:00 +0000"):
        token = signing.sign(Purpose.INVITATION, ["one"])

    with time_machine.travel("2026-11-01 12:02 +0000"), pytest.raises(LinkExpired):
        signing.read(Purpose.INVITATION, token, max_age=60)
