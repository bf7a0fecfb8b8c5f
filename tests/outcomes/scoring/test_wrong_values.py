"""Wrong values that circulate on the internet are not ours."""

from tests.builders.instruments import scored, sheet, shipped


def test_the_who_5_is_the_sum_times_4_and_not_the_sum_less_5_times_4() -> None:
    assert scored("who-5", sheet("who-5", "11111")).total == 20


def test_the_table_of_the_short_wemwbs_does_not_end_at_29() -> None:
    assert scored("swemwbs", sheet("swemwbs", "5555555")).total == 35.00


def test_the_eheals_has_no_bands() -> None:
    eheals = shipped()["eheals"]

    assert (eheals.bands, scored("eheals", sheet("eheals", "55555555")).band) == ((), None)


def test_the_lowest_answer_of_the_gad_7_is_not_at_all() -> None:
    assert {item.text_of(0) for item in shipped()["gad-7"].items} == {"Not at all"}


def test_the_k10_begins_at_10_and_the_k6_at_0() -> None:
    assert [shipped()[name].total.lowest for name in ("k10", "k6")] == [10, 0]  # type: ignore[union-attr]


def test_the_last_question_of_the_phq_9_does_not_make_it_30() -> None:
    assert scored("phq-9", sheet("phq-9", "3" * 10)).total == 27
