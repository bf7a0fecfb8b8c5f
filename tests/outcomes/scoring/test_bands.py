"""What a number says, and which answers a person must look at."""

import pytest

from app.outcomes.scoring import band_of
from tests.builders.instruments import nth, scored, shipped

# The highest score below each published cut-off, and the highest of all.
ENDS = {
    "k10": [15, 21, 29, 50],
    "k6": [12, 24],
    "phq-9": [4, 9, 14, 19, 27],
    "gad-7": [4, 9, 14, 21],
    "ghq-28": [23, 84],
    "who-5": [28, 49, 100],
    "core-10": [10, 40],
    "wemwbs": [],
    "swemwbs": [],
    "eheals": [],
    "cws": [],
    "brief-cope": [],
}


@pytest.mark.parametrize(("name", "ends"), ENDS.items())
def test_the_bands_are_the_published_ones_and_nothing_else_has_any(name: str, ends: list[float]) -> None:
    assert [band.up_to for band in shipped()[name].bands] == ends


@pytest.mark.parametrize("name", [name for name, ends in ENDS.items() if ends])
def test_a_score_on_a_cut_off_falls_above_it(name: str) -> None:
    instrument = shipped()[name]
    for below, above in zip(instrument.bands, instrument.bands[1:], strict=False):
        assert band_of(instrument, below.up_to) is below
        assert band_of(instrument, below.up_to + 1) is above


@pytest.mark.parametrize("name", [name for name, ends in ENDS.items() if ends])
def test_nobody_is_told_that_they_are_severe_or_a_case(name: str) -> None:
    said = " ".join(band.words for band in shipped()[name].bands).lower()

    assert not [each for each in ("severe", "disorder", "diagnos", "abnormal", "caseness") if each in said]


@pytest.mark.parametrize(("value", "urgency"), [(0, None), (1, "look_today"), (2, "look_now"), (3, "look_now")])
def test_question_9_of_the_phq_9_is_looked_at_from_several_days_on(value: int, urgency: str | None) -> None:
    risks = scored("phq-9", nth("phq-9", 0) | {"better-off-dead": value}).risks

    assert [risk.urgency for risk in risks] == ([urgency] if urgency else [])


@pytest.mark.parametrize("item", ["g24", "g25", "g27", "g28"])
def test_the_questions_of_the_ghq_28_about_death_are_looked_at(item: str) -> None:
    calm = scored("ghq-28", nth("ghq-28", 0) | {item: 1}).risks
    risks = scored("ghq-28", nth("ghq-28", 0) | {item: 3}).risks

    assert calm == ()
    assert [risk.item for risk in risks] == [item]


@pytest.mark.parametrize("item", ["c29", "c30", "c31", "c32"])
def test_much_concern_about_safety_in_the_cws_is_looked_at(item: str) -> None:
    assert [risk.item for risk in scored("cws", {item: 0}).risks] == [item]
    assert scored("cws", {item: 4}).risks == ()


def test_a_plan_to_end_ones_life_in_the_core_10_is_looked_at_now() -> None:
    assert [risk.urgency for risk in scored("core-10", {"o6": 1}).risks] == ["look_now"]
    assert scored("core-10", {"o6": 0}).risks == ()


def test_a_risk_answer_counts_though_everything_else_was_skipped() -> None:
    found = scored("phq-9", {"better-off-dead": 1})

    assert (found.total, len(found.risks)) == (None, 1)


@pytest.mark.parametrize("name", shipped())
def test_no_reason_for_staff_says_more_than_the_question_and_the_answer(name: str) -> None:
    instrument = shipped()[name]

    assert all(risk.reason.startswith(instrument.short) and len(risk.reason) < 160 for risk in instrument.risks)
