"""What becomes of a number when questions were skipped: the rule of each questionnaire."""

import pytest

from tests.builders.instruments import nth, scored, sheet, shipped

WITH_TOTAL = [name for name, each in shipped().items() if each.total]


@pytest.mark.parametrize("name", WITH_TOTAL)
def test_nobody_gets_a_number_who_skipped_more_than_the_rule_allows(name: str) -> None:
    total = shipped()[name].total
    assert total
    skipped = total.items[: total.missing.most + 1]

    found = scored(name, {item: value for item, value in nth(name, 1).items() if item not in skipped})

    assert (found.total, found.band, found.missing) == (None, None, skipped)


@pytest.mark.parametrize("name", [name for name in WITH_TOTAL if name != "core-10"])
def test_where_no_rule_is_published_one_skipped_question_is_enough(name: str) -> None:
    total = shipped()[name].total

    assert total
    assert (total.missing.most, total.missing.source) == (0, None)


@pytest.mark.parametrize(
    ("values", "total"),
    [(".444444444", 40), ("0.00000000", 0), (".111111111", 10), ("2121212..1", None), (".121212121", 14.44)],
)
def test_one_skipped_sentence_of_the_core_10_counts_as_the_mean_of_the_others(values: str, total: float | None) -> None:
    assert scored("core-10", sheet("core-10", values)).total == total


def test_the_last_question_of_the_phq_9_is_not_counted_and_may_be_skipped() -> None:
    found = scored("phq-9", sheet("phq-9", "111111111."))

    assert (found.total, found.missing) == (9, ("difficult",))


@pytest.mark.parametrize(("values", "value"), [("2" * 27 + ".", None), ("2" * 28, 4)])
def test_a_way_of_coping_needs_both_of_its_sentences(values: str, value: float | None) -> None:
    scales = scored("brief-cope", sheet("brief-cope", values)).scales

    assert scales["humour"] == value
    assert scales["denial"] == 4


def test_a_part_of_the_ghq_28_has_its_number_when_only_another_part_was_skipped() -> None:
    found = scored("ghq-28", sheet("ghq-28", "1" * 27 + "."))

    assert found.total is None
    assert found.scales == {"somatic": 7, "anxiety": 7, "social": 7, "depression": None, "binary": None}


@pytest.mark.parametrize("name", shipped())
def test_somebody_who_skipped_everything_has_no_number_at_all(name: str) -> None:
    found = scored(name, {})

    assert (found.total, found.band, found.answered, found.risks) == (None, None, 0, ())
    assert set(found.scales.values()) <= {None}


@pytest.mark.parametrize("answers", [{"nobody": 1}, {"nervous": 6}])
def test_an_answer_that_the_questionnaire_does_not_know_is_refused(answers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="k10 has no answer"):
        scored("k10", answers)
