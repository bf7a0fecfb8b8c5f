"""What would tell other members who somebody is."""

import pytest

from app.risk.detector import Urgency, assess
from app.risk.detector.identity import is_nhs_number

IDENTIFYING = [
    "ring me any time on 07700 900113",
    "my number is oh seven seven double oh nine double oh four one two",
    "email me, brenda.ashcroft58@example.com",
    "parcels to 22 Crannog Terrace, Oban",
    "we are in PA34 5ZZ",
    "Her NHS number is 943 476 5919",
    "add me on insta @sunnyjan_1961",
    "He's on Maple Ward, the nurses are lovely",
    "I'm Patricia Hallworth, new here",
]
NOT_IDENTIFYING = [
    "Samaritans are on 116 123 and Mind is 0300 123 3393",
    "My PIP reference begins 1234 567 890",
    "We're near Preston, any groups round there?",
    "Our Gareth had a lovely day",
]


@pytest.mark.parametrize("text", IDENTIFYING)
def test_a_post_that_names_somebody_waits(text: str) -> None:
    assert Urgency.HOLD_IDENTITY in {(found := assess(text, channel="forum")).urgency, *found.also}


@pytest.mark.parametrize("text", NOT_IDENTIFYING)
def test_a_post_that_names_nobody_does_not_wait(text: str) -> None:
    assert Urgency.HOLD_IDENTITY not in {(found := assess(text, channel="forum")).urgency, *found.also}


@pytest.mark.parametrize("text", IDENTIFYING)
def test_in_a_confidential_message_names_are_welcome(text: str) -> None:
    assert Urgency.HOLD_IDENTITY not in {(found := assess(text, channel="message")).urgency, *found.also}


def test_an_nhs_number_is_known_by_its_check_digit() -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert not is_nhs_number("943476591")
