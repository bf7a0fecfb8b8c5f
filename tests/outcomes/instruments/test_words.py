"""A trust puts the words that it holds a licence for into a slot; what does not fit is told with its place."""

from typing import Any

import pytest

from app.outcomes.instruments import Misfit, WordsDoNotFit
from tests.builders.instruments import licensed, scored, shipped


def misfits(name: str, words: dict[str, Any]) -> list[Misfit]:
    with pytest.raises(WordsDoNotFit) as wrong:
        shipped()[name].with_words(words)
    assert [each.sentence for each in wrong.value.misfits] == wrong.value.sentence.splitlines()
    return wrong.value.misfits


@pytest.mark.parametrize("name", [name for name, each in shipped().items() if not each.is_open])
def test_a_slot_with_its_words_can_be_filled_in(name: str) -> None:
    filled = shipped()[name].with_words(licensed(name))

    assert not shipped()[name].has_words
    assert filled.has_words
    assert (filled.stem, filled.items[1].text) == ("How was it?", "Question 2")


def test_words_change_nothing_of_how_it_is_counted() -> None:
    filled = shipped()["core-10"].with_words(licensed("core-10"))

    assert [item.values for item in filled.items] == [item.values for item in shipped()["core-10"].items]
    assert (filled.total, filled.risks) == (shipped()["core-10"].total, shipped()["core-10"].risks)
    assert scored("core-10", {"o6": 1}).risks


def test_a_question_may_have_answers_in_words_of_its_own() -> None:
    own = {"item_options": {"g2": {"0": "Never", "1": "As ever", "2": "More", "3": "Much more"}}}

    filled = shipped()["ghq-28"].with_words(licensed("ghq-28") | own)

    assert [item.text_of(0) for item in filled.items[:3]] == ["Answer 0", "Never", "Answer 0"]


def test_the_numbers_of_answers_may_be_written_as_numbers() -> None:
    answers = {value: f"Answer {value}" for value in range(6)}

    assert shipped()["who-5"].with_words(licensed("who-5") | {"options": answers}).has_words


def test_no_answers_for_all_are_needed_where_every_question_has_its_own() -> None:
    own = {f"w{number}": OPTIONS for number in range(1, 6)}

    assert shipped()["who-5"].with_words({"items": ITEMS, "item_options": own}).has_words


ITEMS = {f"w{number}": f"Sentence {number}" for number in range(1, 6)}
OPTIONS = {str(value): f"Answer {value}" for value in range(6)}


@pytest.mark.parametrize(
    ("words", "path", "sentence"),
    [
        ({"options": OPTIONS}, (), '"items" is missing.'),
        ({"items": ITEMS}, ("options",), "The questionnaire: the words of the answers are missing."),
        ({"items": ITEMS | {"w6": "One more"}, "options": OPTIONS}, ("items", "w6"), '"w6" is no question'),
        ({"items": ITEMS | {"w2": " "}, "options": OPTIONS}, ("items", "w2"), '"w2" must be words.'),
        ({"items": ITEMS | {"w2": True}, "options": OPTIONS}, ("items", "w2"), '"w2" must be words.'),
        ({"items": ITEMS | {"w2": "x" * 1001}, "options": OPTIONS}, ("items", "w2"), '"w2" is longer than 1000'),
        ({"items": {"w1": "One"}, "options": OPTIONS}, ("items",), 'The question "w2" has no words.'),
        (
            {"items": ITEMS, "options": {"0": "No"}},
            ("options",),
            "The questionnaire: the answer that counts 1 has no words.",
        ),
        (
            {"items": ITEMS, "options": OPTIONS | {"9": "x"}},
            ("options", "9"),
            "The questionnaire: there is no answer that counts 9.",
        ),
        ({"items": ITEMS, "options": OPTIONS, "stem": ""}, ("stem",), '"stem" must be words.'),
        ({"items": ITEMS, "options": OPTIONS, "title": "x"}, ("title",), '"title" is not known here.'),
        ({"items": ITEMS, "options": OPTIONS, "item_options": []}, ("item_options",), '"item_options" must have keys'),
        (
            {"items": ITEMS, "options": OPTIONS, "item_options": {"w9": OPTIONS}},
            ("item_options", "w9"),
            '"w9" is no question',
        ),
        (
            {"items": ITEMS, "options": OPTIONS, "item_options": {"w1": OPTIONS | {"6": "x"}}},
            ("item_options", "w1", "6"),
            "Question 1: there is no answer that counts 6.",
        ),
    ],
)
def test_words_that_do_not_fit_are_told_with_their_place(
    words: dict[str, Any], path: tuple[str, ...], sentence: str
) -> None:
    found = misfits("who-5", words)

    assert (found[0].path, found[0].sentence.startswith(sentence)) == (path, True), found


def test_what_is_wrong_with_the_answers_for_all_is_told_once() -> None:
    assert len(misfits("who-5", {"items": ITEMS})) == 1
