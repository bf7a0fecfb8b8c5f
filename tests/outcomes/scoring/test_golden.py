"""Known answers to each questionnaire come to the published numbers."""

import pytest

from tests.builders.instruments import nth, scored, sheet, shipped

# Name, answers in order, total. From the facts on measures, by the rule that each citation gives.
TOTALS = [
    ("k10", "1111111111", 10),
    ("k10", "5555555555", 50),
    ("k10", "1234512345", 30),
    ("k6", "000000", 0),
    ("k6", "444444", 24),
    ("k6", "432101", 11),
    ("phq-9", "0000000000", 0),
    ("phq-9", "3333333333", 27),
    ("phq-9", "1111111113", 9),
    ("phq-9", "0123012302", 12),
    ("gad-7", "0000000", 0),
    ("gad-7", "3333333", 21),
    ("gad-7", "0123012", 9),
    ("who-5", "00000", 0),
    ("who-5", "55555", 100),
    ("who-5", "33333", 60),
    ("who-5", "12345", 60),
    ("eheals", "11111111", 8),
    ("eheals", "55555555", 40),
    ("eheals", "12345123", 21),
    ("core-10", "0000000000", 0),
    ("core-10", "4444444444", 40),
    ("core-10", "0440000000", 8),
    ("core-10", "1234012340", 20),
    ("wemwbs", "1" * 14, 14),
    ("wemwbs", "5" * 14, 70),
    ("wemwbs", "3" * 14, 42),
    ("swemwbs", "1111111", 7.00),
    ("swemwbs", "3333333", 19.25),
    ("swemwbs", "5555555", 35.00),
    ("swemwbs", "5555554", 32.55),
    ("cws", "0" * 32 + "0" * 17, 0),
    ("cws", "4" * 32 + "0" * 17, 128),
    ("cws", "2" * 32 + "3" * 17, 64),
]
# The official table of the short WEMWBS, from the sum 7 on.
SWEMWBS = (
    "7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25 19.98 20.73 21.54 22.35 "
    "23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"
)
COPE = {
    "self-distraction": (1, 19),
    "active-coping": (2, 7),
    "denial": (3, 8),
    "substance-use": (4, 11),
    "emotional-support": (5, 15),
    "disengagement": (6, 16),
    "venting": (9, 21),
    "instrumental-support": (10, 23),
    "reframing": (12, 17),
    "self-blame": (13, 26),
    "planning": (14, 25),
    "humour": (18, 28),
    "acceptance": (20, 24),
    "religion": (22, 27),
}
CWS = {
    "role": (1, 5),
    "relationship": (6, 11),
    "family-and-friends": (12, 15),
    "money": (16, 18),
    "physical-health": (19, 20),
    "emotional": (21, 26),
    "stigma": (27, 27),
    "own-safety": (28, 29),
    "their-safety": (30, 32),
}


@pytest.mark.parametrize(("name", "values", "total"), TOTALS)
def test_answers_come_to_the_published_number(name: str, values: str, total: float) -> None:
    assert scored(name, sheet(name, values)).total == total


@pytest.mark.parametrize(("place", "likert", "binary"), [(0, 0, 0), (1, 28, 0), (2, 56, 28), (3, 84, 28)])
def test_the_ghq_28_is_counted_both_ways(place: int, likert: int, binary: int) -> None:
    found = scored("ghq-28", nth("ghq-28", place))

    assert (found.total, found.scales["binary"]) == (likert, binary)


@pytest.mark.parametrize(("scale", "first"), [("somatic", 1), ("anxiety", 8), ("social", 15), ("depression", 22)])
def test_each_part_of_the_ghq_28_has_its_seven_questions(scale: str, first: int) -> None:
    values = "".join("3" if first <= number < first + 7 else "0" for number in range(1, 29))

    scales = scored("ghq-28", sheet("ghq-28", values)).scales

    assert {name: value for name, value in scales.items() if value} == {scale: 21, "binary": 7}


@pytest.mark.parametrize(("scale", "pair"), COPE.items())
def test_each_way_of_coping_is_its_own_pair(scale: str, pair: tuple[int, int]) -> None:
    values = "".join("4" if number in pair else "1" for number in range(1, 29))

    found = scored("brief-cope", sheet("brief-cope", values))

    assert found.scales == dict.fromkeys(COPE, 2) | {scale: 8}
    assert (found.total, found.band) == (None, None)


@pytest.mark.parametrize(("scale", "ends"), CWS.items())
def test_each_part_of_the_cws_has_its_questions(scale: str, ends: tuple[int, int]) -> None:
    values = "".join("4" if ends[0] <= number <= ends[1] else "0" for number in range(1, 33)) + "0" * 17

    scales = scored("cws", sheet("cws", values)).scales

    assert {name: value for name, value in scales.items() if value} == {scale: 4 * (ends[1] - ends[0] + 1)}


def test_the_support_part_of_the_cws_goes_to_51() -> None:
    assert scored("cws", nth("cws", -1)).scales["support"] == 51


def test_the_short_wemwbs_has_its_whole_table() -> None:
    numbers = [float(each) for each in SWEMWBS.split()]
    sheets = [sheet("swemwbs", str(1 + raw // 7) * (7 - raw % 7) + str(2 + raw // 7) * (raw % 7)) for raw in range(29)]

    assert [scored("swemwbs", each).total for each in sheets] == numbers


def test_the_k10_and_the_k6_share_six_questions_word_for_word() -> None:
    k10 = {item.id: item.text for item in shipped()["k10"].items}
    k6 = {item.id: item.text for item in shipped()["k6"].items}

    assert len(k6) == 6
    assert k6.items() <= k10.items()
