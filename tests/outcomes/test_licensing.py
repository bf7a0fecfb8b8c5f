"""The lead's questionnaires: what is on, by which licence, in which words; never what anybody answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.core.errors import Conflict
from app.outcomes import queries as offered
from tests.builders import licensing as build
from tests.builders import research
from tests.builders.licensing import INSTRUMENTS, SLOT, table_of, words_of, yaml_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
HOME = "/staff/check-ins"
ONE = f"{HOME}/{SLOT.name}"
LICENCE = {"number": "L-77", "holder": "Riverside Trust", "confirmed": "yes"}


def _offered(person: Person) -> set[str]:
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        usable = offered.usable(session, trust_id=person.trust_id, instruments=INSTRUMENTS)
    return {each.name for each in usable}


def _in(days: int) -> str:
    return (build.today() + timedelta(days=days)).isoformat()


def test_tess_sees_every_questionnaire_and_what_it_lacks(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.tess).visit(HOME)

    assert {f"{HOME}/{name}" for name in INSTRUMENTS} <= set(page.links)
    assert page.text.count("Needs a licence") == sum(not each.is_open for each in INSTRUMENTS.values())


def test_what_is_open_is_on_until_tess_switches_it_off(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    assert "k10" in _offered(cast.alice)

    page = tess.submit(f"{HOME}/k10/switch", version="0", is_on="no")

    assert "It is off." in page.text
    assert "k10" not in _offered(cast.alice)
    assert "k10" in _offered(cast.hugo)
    tess.submit(f"{HOME}/k10/switch", version="1", is_on="yes")
    assert "k10" in _offered(cast.alice)
    told = [each.details for each in research.entries("instrument.changed")]
    assert told == [{"instrument": "k10", "is_on": False}, {"instrument": "k10", "is_on": True}]


def test_a_licensed_one_goes_on_step_by_step(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    assert tess.submit(f"{ONE}/switch", version="0", is_on="yes").status == 409

    licensed = tess.submit(f"{ONE}/licence", **LICENCE, expires_on=_in(300), version="0")
    assert "Needs its questions" in licensed.text
    assert tess.submit(f"{ONE}/switch", version="1", is_on="yes").status == 409
    looked = tess.submit(f"{ONE}/words/check", words=table_of())
    assert "Made-up question 1" in looked.text
    assert build.rows()[0].words is None
    kept = tess.submit(f"{ONE}/words", words=looked.value("words") or "", version=looked.value("version") or "")
    assert "Nobody is offered them until you switch it on" in kept.text
    assert SLOT.name not in _offered(cast.alice)
    tess.submit(f"{ONE}/switch", version="2", is_on="yes")

    assert SLOT.name in _offered(cast.alice)
    assert SLOT.name not in _offered(cast.hugo)
    [row] = build.rows()
    assert (row.licence_number, row.licence_holder, row.changed_by) == ("L-77", "Riverside Trust", cast.tess.id)


def test_relatives_read_the_words_that_tess_put_in(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess)

    with unit_of_work(cast.riverside.id) as session:
        usable = offered.usable(session, trust_id=cast.riverside.id, instruments=INSTRUMENTS)
    [mine] = [each for each in usable if each.name == SLOT.name]

    assert [item.text for item in mine.items] == list(words_of()["items"].values())
    assert SLOT.items[0].text is None


def test_a_file_comes_before_what_is_pasted(cast: Cast, browser_as: Browsers) -> None:
    build.write_licence(cast.tess)
    client = browser_as(cast.tess).client

    file = ("words.yaml", yaml_of().encode())
    answer = client.post(f"{ONE}/words/check", data={"words": "nothing"}, files={"file": file})

    assert answer.status_code == 200
    assert "Made-up question 1" in answer.text


def test_mistakes_are_listed_with_their_places_and_the_text_is_kept(cast: Cast, browser_as: Browsers) -> None:
    build.write_licence(cast.tess)
    wrong = table_of().replace(f"\n{SLOT.items[0].id},", "\nnobody,") + ",,Whose\n"

    page = browser_as(cast.tess).submit(f"{ONE}/words/check", words=wrong)

    assert page.status == 422
    assert "2 things are wrong" in page.text
    assert "Line 2, column 1: This is no question of WHO-5." in page.text
    assert (page.value("words") or "").strip() == wrong.strip()


def test_an_empty_box_is_told_as_such(cast: Cast, browser_as: Browsers) -> None:
    build.write_licence(cast.tess)

    page = browser_as(cast.tess).submit(f"{ONE}/words/check", words=" ")

    assert page.status == 422
    assert "Choose a file, or paste the words" in page.text


def test_tess_goes_back_from_the_look_with_her_text(cast: Cast, browser_as: Browsers) -> None:
    build.write_licence(cast.tess)

    page = browser_as(cast.tess).submit(f"{ONE}/words", words=table_of(), version="1", act="change")

    assert (page.value("words") or "").strip() == table_of().strip()
    assert build.rows()[0].words is None


def test_what_did_not_fit_is_not_kept_although_the_look_was_left_out(cast: Cast, browser_as: Browsers) -> None:
    build.write_licence(cast.tess)

    assert browser_as(cast.tess).submit(f"{ONE}/words", words="items: {}", version="1").status == 422
    assert build.rows()[0].words is None


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"number": ""}, "number", "Write the licence's number or reference"),
        ({"holder": " "}, "holder", "Write in whose name the licence is"),
        ({"expires_on": ""}, "expires_on", "Write the last day as 3 November 2027"),
        ({"expires_on": "soon"}, "expires_on", "Write the last day as 3 November 2027"),
        ({"expires_on": "1 January 2020"}, "expires_on", "This licence is over already"),
        ({"expires_on": "1 January 2222"}, "expires_on", "Choose a day within 20 years"),
        ({"confirmed": ""}, "confirmed", "Confirm that the licence covers a website"),
    ],
)
def test_a_slip_keeps_what_was_typed(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    sent = LICENCE | {"expires_on": _in(300), "version": "0"} | changed

    page = browser_as(cast.tess).submit(f"{ONE}/licence", **sent)

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert page.value("holder" if field == "number" else "number")
    assert build.rows() == []


def test_without_a_licence_no_words_can_be_put_in(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    assert tess.visit(f"{ONE}/words").status == 409
    assert tess.submit(f"{ONE}/words", words=table_of(), version="0").status == 409
    with pytest.raises(Conflict):
        build.put_in(cast.tess)


def test_it_goes_off_by_itself_the_day_after_the_licence_and_on_with_the_next(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess, days=0)
    assert SLOT.name in _offered(cast.alice)

    build.let_end()

    assert SLOT.name not in _offered(cast.alice)
    assert "Licence ended" in browser_as(cast.tess).visit(ONE).text
    with pytest.raises(Conflict):
        build.switch(cast.tess)
    build.write_licence(cast.tess)
    assert SLOT.name in _offered(cast.alice)


def test_without_a_licence_that_lasts_tess_reads_no_words_and_puts_none_in(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess)
    tess = browser_as(cast.tess)
    assert "Made-up question 1" in tess.visit(ONE).text

    build.let_end()

    page = tess.visit(ONE)
    assert "Made-up question 1" not in page.text
    assert f"{ONE}/words" not in page.links
    for path in ("words/check", "words"):
        assert tess.submit(f"{ONE}/{path}", words=table_of(), version="3").status == 409
    with pytest.raises(Conflict):
        build.put_in(cast.tess)
    assert "The questions are taken out" in tess.submit(f"{ONE}/words/remove", version="3").text


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(61, ""), (60, "The licence of a questionnaire ends on"), (-1, "The licence of a questionnaire ended on")],
)
def test_tess_is_told_on_her_first_page_60_days_before(
    cast: Cast, browser_as: Browsers, days: int, sentence: str
) -> None:
    build.make_usable(cast.tess)
    build.let_end(days_ago=-days)

    page = browser_as(cast.tess).visit("/staff")

    assert ("licence of a questionnaire" in page.text) == bool(sentence)
    assert sentence in page.text
    assert "licence of" not in browser_as(cast.sue).visit("/staff").text


def test_of_several_the_first_is_named(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess, days=10)
    build.make_usable(cast.tess, INSTRUMENTS["core-10"], days=20)

    assert "The licences of 2 questionnaires end soon" in browser_as(cast.tess).visit("/staff").text


def test_what_is_off_and_ends_is_nobodys_worry(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess, days=10)
    build.switch(cast.tess, is_on=False)

    assert "licence of" not in browser_as(cast.tess).visit("/staff").text


def test_tess_takes_the_words_out_and_it_is_off(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess)

    page = browser_as(cast.tess).submit(f"{ONE}/words/remove", version="3")

    assert "The questions are taken out" in page.text
    [row] = build.rows()
    assert (row.words, row.is_on) == (None, False)
    with unit_of_work(cast.riverside.id) as session:
        assert session.scalar(text("SELECT words IS NULL FROM trust_instruments"))
    assert SLOT.name not in _offered(cast.alice)
