"""Which questions put the numbers first. A card too many costs nothing; one too few may."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.search.rules import STEMS, WHOLE, speaks_of_danger

DANGER = [
    "suicide",
    "he wants to kill himself",
    "I can't go on, want to die",
    "she says she would be better off without us... no, that we'd be",
    "overdose",
    "he tried to take his own life",
    "took all her tablets",
    "too many pills",
    "self-harm",
    "selfharming",
    "cutting her arms",
    "he hit me",
    "scared of my son",
    "he has a knife",
    "my brother is missing",
    "she hasn't come home",
    "she hasn’t come home",
    "not breathing",
    "won't wake up",
    "voices telling him to do things",
    "not eating for three days",
    "in danger",
    "crisis",
    "999",
    "HELP ME",
    "SUICIDÉ",
    "sui\u200bcide",
    "sucidal",
    "suiside",
    "what to do if there is violence",
    "postpartum psychosis",
]
CALM = [
    "",
    "what is psychosis",
    "breathing space",
    "she will not take her tablets",
    "diet and weight",
    "hangover",
    "skills",
    "begun",
    "carers allowance",
    "voices",
    "not sleeping",
    "will he get better",
    "firework",
    "oddly quiet",
    "deadline for appeal",
    "hitchhiking",
    "1112",
]


@pytest.mark.parametrize("question", DANGER)
def test_a_question_of_danger_puts_the_numbers_first(question: str) -> None:
    assert speaks_of_danger(question)


@pytest.mark.parametrize("question", CALM)
def test_a_calm_question_does_not(question: str) -> None:
    assert not speaks_of_danger(question)


@given(some.text(), some.sampled_from([*STEMS, *WHOLE]), some.text())
def test_whatever_stands_round_the_word(before: str, word: str, after: str) -> None:
    assert speaks_of_danger(f"{before} {word.upper()} {after}")


def test_the_words_are_written_as_they_are_compared() -> None:
    for word in (*STEMS, *WHOLE):
        assert word == " ".join(word.lower().split())
        assert word.replace(" ", "").isalnum()
