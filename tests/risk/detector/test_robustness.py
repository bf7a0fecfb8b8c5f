"""Whatever is typed, the detector answers, and a longer text costs in proportion."""

import sys
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.risk.detector import Assessment, Channel, Urgency, assess

HOSTILE = [
    "a " * 10,
    "not " * 5,
    "he is ",
    "knife ",
    "'",
    '"',
    "*",
    "1",
    "07700 ",
    "x.x@",
    "k*ll ",
    "\u200b",
    "ﷺ",
    "he.",
    "\n",
    "oh one ",
    "Mr Ba ",
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=10_000), st.sampled_from(Channel))
def test_any_text_gets_an_answer_with_spans_inside_it(text: str, channel: Channel) -> None:
    found = assess(text, channel=channel)

    assert all(0 <= each.start < each.end <= len(text) for each in found.spans)
    assert found.urgency not in found.also


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "he",
                "not",
                "kill",
                "himself",
                "never",
                "years",
                "ago",
                "if",
                "what",
                "tonight",
                "knife",
                "baby",
                ".",
                ",",
                "'",
                '"',
                "overdose",
                "module",
            ]
        ),
        max_size=400,
    )
)
def test_any_order_of_alarming_words_gets_the_same_answer_twice(words: list[str]) -> None:
    text = " ".join(words)

    assert assess(text, channel="forum") == assess(text, channel="forum")


@pytest.mark.parametrize("piece", HOSTILE)
def test_ten_times_the_text_is_ten_times_the_work(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (2_000, 20_000))
    assess(short, channel="forum")

    work = [_calls(partial(assess, text, channel="forum")) for text in (short, long)]
    assert work[1] < 13 * work[0] + 2_000


def test_letters_that_only_look_alike_and_hidden_ones_are_read() -> None:
    plain = "he is going to kill himself tonight"
    hidden = "hе іs gоing tо ki\u200bll hіmself tоnight"

    assert assess(plain, channel="message").urgency is Urgency.LOOK_NOW
    assert assess(hidden, channel="message").urgency is Urgency.LOOK_NOW


def test_stretched_and_starred_words_are_read() -> None:
    found: Assessment = assess("plsssss heeelp hes going to k*ll himselffff", channel="message")

    assert found.urgency is Urgency.LOOK_NOW


def _calls(work: Callable[[], object]) -> int:
    """How many calls Python made: the same on every machine, unlike time."""
    count = 0

    def watch(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
