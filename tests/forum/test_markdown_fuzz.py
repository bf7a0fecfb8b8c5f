"""Whatever a member writes, nothing comes out but a few harmless tags."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.markdown import members_html
from app.forum.rules.posts import MOST_TEXT
from tests.forum.fuzzing import judge, wrong

_ALPHABET = st.sampled_from("*_~`>-+#|=[]()!<>\\/:.&;\"'@{}$1a \t\n\x00\u202e\u2028é😀") | st.characters(codec="utf-8")
# What makes a careless parser slow, again and again.
_REPEATED = (
    "[", "]", "(", "![", "[](", "[a](", "*", "**a", "_", "*a_", "> ", ">", "- ", "1. ", "\\", "<", "<a", "</", "&", "&#", "`", "``a`", "\n", "\n\n", "a\n", "[a]: b\n",
    "https://a.b/", "https://", "<https://a.b>", "http://a.b ", "@a ", "\t- ", "  - a\n", "\u202e", "\x00",
)  # fmt: skip


@pytest.mark.slow
def test_of_a_hundred_thousand_documents_none_brings_anything_else() -> None:
    assert judge(100_000, seed=5) == []


@settings(max_examples=500, deadline=None)
@given(st.text(_ALPHABET, max_size=200))
def test_nor_does_any_that_hypothesis_thinks_of(text: str) -> None:
    assert wrong(str(members_html(text))) == ""


@pytest.mark.parametrize("piece", _REPEATED)
def test_the_longest_post_of_one_thing_again_and_again_takes_less_than_a_second(piece: str) -> None:
    text = (piece * MOST_TEXT)[:MOST_TEXT]
    began = time.process_time()
    html = str(members_html(text))

    assert time.process_time() - began < 1
    assert wrong(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<script>",
        "<p onclick=x>",
        '<a href="javascript:x" rel="noopener noreferrer nofollow">x</a>',
        "<p>",
        "</p>",
        "<img>",
    ],
)
def test_the_judge_sees_what_is_wrong(html: str) -> None:
    assert wrong(html)


def test_a_link_says_nothing_when_the_mouse_rests_on_it_and_leads_somewhere() -> None:
    assert "title" not in members_html('[words](https://nhs.uk "Your bank")')
    assert members_html("[words]()") == "<p>words</p>\n"
