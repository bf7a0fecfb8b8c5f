"""What is read from a form, what is said back, and what stands in the toolbox."""

from pathlib import Path

import pytest

from app.modules import answers, forms
from app.modules.content.blocks import Activity, Quiz
from tests.builders.content import library_of, make_content


@pytest.fixture
def activities(tmp_path: Path) -> dict[str, Activity]:
    return {
        name: each
        for page in library_of(make_content(tmp_path)).modules[0].pages
        for name, each in page.activities.items()
    }


@pytest.fixture
def quiz(tmp_path: Path) -> Quiz:
    return library_of(make_content(tmp_path)).modules[0].pages[0].quizzes["away"]


GIVEN = [
    ("noticed", {"noticed__sleep": "sleep"}, {"chosen": ["sleep"]}, [["He sleeps less", "Write the hours down."]]),
    ("week", {"week__choice": "hard"}, {"chosen": ["hard"]}, [["Hard", "Tell somebody."]]),
    (
        "try",
        {"try__text": " Tea.\nThen bed. "},
        {"text": "Tea.\nThen bed."},
        [["What I will try", "Tea.\nThen bed."]],
    ),
    (
        "tired",
        {"tired__point": "4"},
        {"point": 4},
        [["From 1 (Rested) to 5 (Worn out)", "4"], ["What this can mean", "Sleep first."]],
    ),
    (
        "plan",
        {"plan__ring": "Mum"},
        {"fields": {"first": "", "ring": "Mum"}},
        [["I will ring", "Mum"]],
    ),
]


@pytest.mark.parametrize(("name", "fields", "answer", "lines"), GIVEN)
def test_each_kind_of_activity_is_read_and_put_into_words(
    activities: dict[str, Activity],
    name: str,
    fields: dict[str, str],
    answer: dict[str, object],
    lines: list[list[str]],
) -> None:
    found, errors = forms.read(activities[name], fields)

    assert (found, errors) == (answer, {})
    assert answers.lines(activities[name], answer) == lines


@pytest.mark.parametrize(("name", "fields", "answer", "_lines"), GIVEN)
def test_a_saved_answer_fills_its_form_again(
    activities: dict[str, Activity], name: str, fields: dict[str, str], answer: dict[str, object], _lines: object
) -> None:
    filled = forms.filled(activities[name], answer)

    assert forms.read(activities[name], filled) == (answer, {})


@pytest.mark.parametrize(
    ("name", "fields", "field", "sentence"),
    [
        ("noticed", {}, "noticed__sleep", "Tick what fits, or leave this and read on"),
        ("week", {"week__choice": "x"}, "week__choice", "Choose one, or leave this and read on"),
        ("tired", {"tired__point": "6"}, "tired__point", "Choose a number, or leave this and read on"),
        ("try", {"try__text": "  "}, "try__text", "Write something, or leave this and read on"),
        ("try", {"try__text": "x" * 3001}, "try__text", "Use 3000 characters or fewer. You typed 3001"),
        ("plan", {"plan__ring": "x" * 1001}, "plan__ring", "Use 1000 characters or fewer. You typed 1001"),
        ("plan", {}, "plan__first", "Write something in one of the boxes, or leave this and read on"),
    ],
)
def test_a_form_that_cannot_be_saved_says_why(
    activities: dict[str, Activity], name: str, fields: dict[str, str], field: str, sentence: str
) -> None:
    assert forms.read(activities[name], fields) == (None, {field: sentence})


def test_a_scale_says_what_fits_the_point(activities: dict[str, Activity]) -> None:
    said = {point: answers.replies(activities["tired"], {"point": point})[0].words for point in (1, 3, 4, 5)}

    assert [words.striptags() for words in said.values()] == ["Good.", "Good.", "Sleep first.", "Sleep first."]


def test_an_answer_to_an_option_that_is_gone_is_passed_over(activities: dict[str, Activity]) -> None:
    assert answers.replies(activities["noticed"], {"chosen": ["gone", "food"]})[0].about == "He eats less"
    assert answers.replies(activities["tired"], {"chosen": ["an older kind"]}) == []


def test_a_quiz_says_something_to_each_answer_and_which_others_fit(quiz: Quiz) -> None:
    chosen, errors = forms.read_quiz(quiz, {"away__cause": "1"})
    reply = answers.quiz_replies(quiz, chosen)["cause"]

    assert errors == {}
    assert (reply.about, reply.words.striptags(), reply.fits, reply.also) == (
        "Yes",
        "Many people fear so.",
        False,
        ("No",),
    )


@pytest.mark.parametrize("posted", ["", "2", "-1", "one"])
def test_a_quiz_without_an_answer_says_so(quiz: Quiz, posted: str) -> None:
    assert forms.read_quiz(quiz, {"away__cause": posted}) == (
        {},
        {"away__cause": "Choose an answer to one of the questions, or leave this and read on"},
    )
