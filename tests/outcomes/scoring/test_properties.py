"""Whatever somebody answers: the number lies in its range, rises with each answer, and only one band has it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.outcomes.scoring import number, risks_in, score
from tests.builders.instruments import shipped

unhurried = settings(deadline=None)
INSTRUMENTS = st.sampled_from(list(shipped().values()))


@st.composite
def filled(draw: st.DrawFn, *, whole: bool = False) -> tuple[str, dict[str, int]]:
    instrument = draw(INSTRUMENTS)
    chosen = {item.id: draw(st.sampled_from([*item.values, *([] if whole else [None])])) for item in instrument.items}
    return instrument.name, {item: value for item, value in chosen.items() if value is not None}


@unhurried
@given(filled())
def test_every_number_lies_in_its_range(given_: tuple[str, dict[str, int]]) -> None:
    name, answers = given_
    instrument = shipped()[name]

    total = score(instrument, answers).total

    if total is not None:
        assert instrument.total
        assert instrument.total.lowest <= total <= instrument.total.highest


@unhurried
@given(filled(whole=True), st.data())
def test_a_higher_answer_never_makes_a_lower_number(given_: tuple[str, dict[str, int]], data: st.DataObject) -> None:
    instrument, answers = shipped()[given_[0]], given_[1]
    item = data.draw(st.sampled_from(instrument.items))
    more = data.draw(st.sampled_from([value for value in item.values if value >= answers[item.id]]))
    parts = [*instrument.scales, *([instrument.total] if instrument.total else [])]

    for part in parts:
        before, after = number(part, answers), number(part, answers | {item.id: more})
        assert before is not None
        assert after is not None
        assert after >= before


@unhurried
@given(filled())
def test_answered_and_missing_make_the_whole(given_: tuple[str, dict[str, int]]) -> None:
    instrument = shipped()[given_[0]]

    found = score(instrument, given_[1])

    assert found.answered + len(found.missing) == len(instrument.items)


@unhurried
@given(filled())
def test_there_is_a_band_wherever_there_is_a_number_and_bands(given_: tuple[str, dict[str, int]]) -> None:
    instrument = shipped()[given_[0]]

    found = score(instrument, given_[1])

    assert (found.band is not None) == (found.total is not None and bool(instrument.bands))


@unhurried
@given(filled(), st.data())
def test_skipping_another_question_takes_no_risk_answer_away(
    given_: tuple[str, dict[str, int]], data: st.DataObject
) -> None:
    instrument, answers = shipped()[given_[0]], given_[1]
    skipped = data.draw(st.sampled_from(instrument.items)).id

    fewer = {item: value for item, value in answers.items() if item != skipped}

    assert set(risks_in(instrument, fewer)) == {risk for risk in risks_in(instrument, answers) if risk.item != skipped}
