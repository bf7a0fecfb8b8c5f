"""@name: names may hold spaces, look alike, or be no names at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forum.rules.mentions import MOST_MENTIONS, keys_in, resolved
from app.forum.rules.names import key

MEMBERS = {key(name): name for name in ("Bluebell", "Blue", "Max, moderator", "Marmalade Jar")}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Bluebell thank you", {"Bluebell"}),
        ("Thank you @bluebell.", {"Bluebell"}),
        ("@Blue skies", {"Blue"}),
        ("@Max, moderator, what do you think? And @Marmalade Jar?", {"Max, moderator", "Marmalade Jar"}),
        ("@Nobody here", set()),
        ("me@bluebell.org", set()),
        ("(@Bluebell)", {"Bluebell"}),
    ],
)
def test_who_is_meant(text: str, who: set[str]) -> None:
    assert resolved(text, MEMBERS)[0] == who


def test_for_the_detector_a_members_name_is_no_name_and_the_text_as_long() -> None:
    text = "Ask @Marmalade Jar about @Sam.Smith_99"
    _who, quiet = resolved(text, MEMBERS)

    assert quiet == "Ask  marmalade jar about @Sam.Smith_99"


def test_a_text_full_of_signs_is_looked_up_once_and_briefly() -> None:
    assert len(keys_in("@a b c d " * 500)) <= MOST_MENTIONS * 40


@given(st.text(max_size=300))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(resolved(f"@Bluebell {text} @Blue", MEMBERS)[1]) == len(f"@Bluebell {text} @Blue")
