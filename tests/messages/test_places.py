"""Pages of the site that a supporter names in an answer."""

import pytest

from app.messages.rules import places
from app.messages.rules.written import Attached

TITLES = {"/directory": "Directory", "/modules/sleep": "Sleep", "/modules/sleep/my-week": "My week"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Look at /directory.", ["/directory"]),
        ("[Sleep](/modules/sleep), or /modules/sleep/my-week?", ["/modules/sleep", "/modules/sleep/my-week"]),
        ("/modules/sleep/ and /modules/sleep", ["/modules/sleep"]),
        ("See https://www.nhs.uk/modules/sleep and his/words", []),
        ("Nothing here", []),
    ],
)
def test_addresses_are_found_where_they_are_meant(text: str, named: list[str]) -> None:
    assert places.named(text) == named


def test_what_is_not_there_is_told() -> None:
    text = "/directory, /modules, /modules/sleep/in-short, /modules/none and /directory/none"

    assert places.missing(text, title_of=TITLES.get) == ["/modules/none", "/directory/none"]


def test_what_is_attached_has_its_title_and_is_a_page_that_a_message_can_point_to() -> None:
    text = "/modules /modules/sleep /modules/sleep/my-week /modules/none"

    sleep, week = Attached("Sleep", "/modules/sleep"), Attached("My week", "/modules/sleep/my-week")
    assert places.attached(text, title_of=TITLES.get) == (sleep, week)
