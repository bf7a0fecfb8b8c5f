"""The reading age of texts in which letters, syllables, words and sentences were counted by hand."""

from pathlib import Path

import pytest

from app.modules.content import reading_age, sentences
from tests.builders.content import library_of, make_content


@pytest.mark.parametrize(
    ("text", "ari", "grade", "age"),
    [
        # 6 words, 17 letters, 6 syllables, 1 sentence; nobody is younger than 5
        ("The cat sat on the mat.", -5.1, -1.45, 5),
        # 8 words, 31 letters, 9 syllables, 2 sentences
        ("Ask the team. They can help you tonight.", -1.2, -0.8, 5),
        # 10 words, 76 letters, 26 syllables, 1 sentence
        ("Early intervention in psychosis services provide psychological treatment for families.", 19.4, 19.0, 24),
    ],
)
def test_both_formulas_give_what_was_worked_out_by_hand(text: str, ari: float, grade: float, age: int) -> None:
    found = reading_age.measure([text])

    assert (found.ari, found.flesch_kincaid) == pytest.approx((ari, grade), abs=0.051)
    assert found.age == age


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "the made hoped comes whole he's 999"),
        (2, "wanted table houses A&E"),
        (3, "psychosis medicine NHS"),
    ],
)
def test_syllables_are_counted_by_a_rule_of_thumb(count: int, words: str) -> None:
    assert {word: reading_age.syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ring Dr. Shah at 2 a.m. today. Then rest.", 2),
        ('"Are you safe?" she asked. "Yes!"', 3),
        ("Take something warm, e.g. tea.", 1),
        ("It began at 2 a.m. Nobody slept.", 2),
        ("A heading without a stop", 1),
        ("... ?", 0),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str, count: int) -> None:
    assert len(sentences.split(text)) == count


def test_a_name_that_is_filled_in_reads_like_a_short_name() -> None:
    assert reading_age.measure(["Ask {{person}} to sit."]) == reading_age.measure(["Ask Sam to sit."])


def test_a_text_without_words_is_for_everybody() -> None:
    assert reading_age.measure(["", "--"]).age == 5


def test_a_page_is_read_with_its_stories_and_activities_and_without_what_is_folded_away(tmp_path: Path) -> None:
    read = library_of(make_content(tmp_path)).modules[0].pages[0].texts()

    for words in ("She waited.", "Turn it down. Less noise helps.", "He sleeps less", "Write the hours down.", "Look"):
        assert words in read
    assert not any("53 trials" in text or "Put together from" in text or "new tab" in text for text in read)
