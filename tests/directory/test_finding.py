"""Words that Alice types, and what she finds."""

import pytest

from app.core.config import PROJECT
from app.directory import content, finding
from tests.builders.content import TODAY

ROUTES = content.load(PROJECT / "modules_content").routes(today=TODAY)


def found(words: str, **asked: str) -> set[str]:
    return {each.id for each in finding.matching(ROUTES, words=words, **asked)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("debt", "stepchange"),
        ("help with my debts", "stepchange"),
        ("DEBT", "stepchange"),
        ("carers' centre", "carers-trust"),
        ("carers’ centre", "carers-trust"),
        ("vioces", "hearing-voices"),
        ("gambeling", "gamcare"),
        ("alcahol", "al-anon"),
        ("bi-polar", "bipolar-uk"),
        ("mother baby", "postpartum-psychosis"),
    ],
)
def test_it_need_not_be_the_right_word_nor_spelled_right(words: str, expected: str) -> None:
    assert expected in found(words)


def test_what_has_most_of_the_words_is_shown_alone() -> None:
    assert found("abuse wales controlled") == {"live-fear-free"}


@pytest.mark.parametrize("words", ["", "   ", "help", "?!", "the"])
def test_words_that_say_nothing_leave_everything(words: str) -> None:
    assert len(found(words)) == len(ROUTES)


@pytest.mark.parametrize("words", ["xyzzy", "qqqq wwww", "<script>zzz"])
def test_nonsense_finds_nothing(words: str) -> None:
    assert found(words) == set()


def test_a_nation_leaves_out_what_is_for_the_others() -> None:
    scottish = found("", nation="scotland")

    assert {"breathing-space", "samaritans"} <= scottish
    assert not {"adferiad", "cause", "refuge"} & scottish


def test_a_need_and_words_are_asked_together() -> None:
    assert found("scotland", need="domestic-abuse") == {"domestic-abuse-scotland"}


def test_a_very_long_question_is_cut() -> None:
    assert finding.readable("x" * 100_000) == "x" * 100
    assert finding.readable(" two\x00lines\n here ") == "two lines here"
