"""An answer that a person must look at: Alice is told at once whom to ring, and a person in the same transaction."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.keys import queries as keys
from app.risk.models import Flag
from tests.builders import check_ins as build
from tests.builders import flags as flag_pages
from tests.builders.check_ins import find, rows
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PHQ = "/check-ins/phq-9"
ITEM = "better-off-dead"
CLOSED = "2026-11-22T02:00:00+00:00"  # a Sunday night


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


def told(flag: Flag) -> list[str]:
    """What was written down for staff, each time it was raised."""
    with unit_of_work(Platform.SWEEP) as session:
        key = keys.find(session, owner_id=flag.id)
    assert key
    return [each["text"] for each in key.unseal(flag.sealed, place="flag")]


def answer(browser: Browser, value: str, **also: str) -> Page:
    """Answers the ninth question, on the second page."""
    path = f"{PHQ}/questions/2"
    revision = browser.visit(path).value("revision") or "0"
    return browser.submit(path, **{"revision": revision, f"q-{ITEM}": value, **also})


def begun(browser: Browser) -> Browser:
    browser.submit(f"{PHQ}/begin")
    return browser


def test_alice_is_told_at_once_whom_to_ring_and_who_looks(cast: Cast, browser_as: Browsers) -> None:
    page = answer(begun(browser_as(cast.alice)), "3")

    assert page.h1 == "We have received it"
    assert {"tel:999", "tel:111"} <= set(page.links)
    assert cast.riverside.crisis_line_number in page.text
    assert "From what you answered, somebody may not be safe." in page.text
    assert "Riverside" in page.text
    assert f"{PHQ}/finish" in page.links


@pytest.mark.parametrize(("value", "urgency"), [("1", "look_today"), ("2", "look_now"), ("3", "look_now")])
def test_a_flag_is_kept_with_the_answer(cast: Cast, browser_as: Browsers, value: str, urgency: str) -> None:
    answer(begun(browser_as(cast.alice)), value)

    [flag] = flags()
    assert (flag.subject_id, flag.writer_id, flag.urgency) == (rows(cast.alice)[0].id, cast.alice.id, urgency)
    assert (flag.source, flag.subject_kind) == ("questionnaire", "check_in")


@pytest.mark.parametrize("value", ["0", "skip"])
def test_an_answer_without_danger_raises_nothing(cast: Cast, browser_as: Browsers, value: str) -> None:
    page = answer(begun(browser_as(cast.alice)), value)

    assert page.path == f"{PHQ}/finish"
    assert flags() == []


def test_staff_read_that_question_and_that_answer_and_nothing_else(cast: Cast, browser_as: Browsers) -> None:
    answer(begun(browser_as(cast.alice)), "1", **{"q-failure": "2"})

    [text] = told(flags()[0])
    assert "Thoughts that you would be better off dead or of hurting yourself in some way" in text
    assert text.endswith("The answer: Several days")
    assert "failure" not in text
    assert "More than half the days" not in text


def test_max_finds_it_in_the_queue_and_reads_why(cast: Cast, browser_as: Browsers) -> None:
    answer(begun(browser_as(cast.alice)), "3")
    [flag] = flags()
    max_ = browser_as(cast.max)

    assert f"/staff/flags/{flag.id}" in max_.visit("/staff/flags").links
    page = flag_pages.act(max_, flag.id, "open")
    assert "PHQ-9, question 9" in page.text
    assert "Answers to questions raised it" in page.text


def test_one_check_in_has_one_flag_however_often_the_answer_is_sent_or_changed(
    cast: Cast, browser_as: Browsers
) -> None:
    alice = begun(browser_as(cast.alice))
    for value in ("1", "1", "3", "1"):
        answer(alice, value)

    [flag] = flags()
    assert flag.urgency == "look_now"
    assert [text.splitlines()[-1] for text in told(flag)] == [
        "The answer: Several days",
        "The answer: Nearly every day",
    ]


def test_the_page_sent_again_by_the_browser_says_the_same(cast: Cast, browser_as: Browsers) -> None:
    alice = begun(browser_as(cast.alice))
    for _press in range(2):
        page = alice.submit(f"{PHQ}/questions/2", revision="1", **{f"q-{ITEM}": "3"})

    assert page.h1 == "We have received it"
    assert len(flags()) == 1


def test_it_is_raised_when_she_stops_there(cast: Cast, browser_as: Browsers) -> None:
    page = answer(begun(browser_as(cast.alice)), "3", then="later")

    assert page.h1 == "We have received it"
    assert len(flags()) == 1


@pytest.mark.parametrize("why", ["overtaken", "slip"])
def test_what_could_not_be_kept_is_looked_at_all_the_same(cast: Cast, browser_as: Browsers, why: str) -> None:
    alice = begun(browser_as(cast.alice))
    answer(alice, "0")
    sent = {"revision": "1"} if why == "overtaken" else {"revision": "2", "q-failure": "17"}
    page = alice.submit(f"{PHQ}/questions/2", **sent, **{f"q-{ITEM}": "3"})

    assert page.status == {"overtaken": 409, "slip": 422}[why]
    assert {"tel:999", "tel:111"} <= set(page.links)
    assert "We have received it" in page.text
    assert [flag.urgency for flag in flags()] == ["look_now"]


def test_what_comes_after_she_finished_elsewhere_is_looked_at_too(cast: Cast, browser_as: Browsers) -> None:
    alice = begun(browser_as(cast.alice))
    answer(alice, "0")
    alice.submit(f"{PHQ}/finish")
    page = alice.submit(f"{PHQ}/questions/2", revision="2", **{f"q-{ITEM}": "3"})

    assert {"tel:999", "tel:111"} <= set(page.links)
    assert "Your answer was not added to the check-in" in page.text
    assert [flag.urgency for flag in flags()] == ["look_now"]


def test_what_comes_after_the_trust_switched_it_off_is_looked_at_too(cast: Cast, browser_as: Browsers) -> None:
    alice = begun(browser_as(cast.alice))
    build.set_up(cast.riverside, cast.tess, "phq-9", is_on=False)
    page = alice.submit(f"{PHQ}/questions/2", revision="1", **{f"q-{ITEM}": "3"})

    assert {"tel:999", "tel:111"} <= set(page.links)
    assert "Your answer was not added to the check-in." in page.text
    assert told(flags()[0])[0].endswith("The answer: Nearly every day")
    assert alice.submit(f"{PHQ}/questions/2", revision="1", **{f"q-{ITEM}": "0"}).status == 404


def test_what_comes_after_the_last_day_of_a_licence_is_looked_at_without_its_words(
    cast: Cast, browser_as: Browsers
) -> None:
    yesterday = clock.london_day(clock.now()) - timedelta(days=1)
    build.set_up(cast.riverside, cast.tess, "core-10", words=build.words("core-10"), **build.licence(yesterday))
    page = browser_as(cast.alice).submit("/check-ins/core-10/questions/2", revision="1", **{"q-o6": "4"})

    assert {"tel:999", "tel:111"} <= set(page.links)
    assert told(flags()[0]) == [
        "The question (CORE-10, number 6): its words are not in use any more\nThe answer: 4",
    ]


def test_the_same_answer_on_another_day_is_looked_at_again(cast: Cast, browser_as: Browsers) -> None:
    begun(browser_as(cast.alice))
    for days in (0, 0, 3):
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            answer(browser_as(cast.alice), "3")

    assert len(told(flags()[0])) == 2


def test_at_night_she_is_told_that_nobody_reads_now_and_when(cast: Cast, browser_as: Browsers) -> None:
    with time_machine.travel(CLOSED, tick=False):
        page = answer(begun(browser_as(cast.alice)), "3")

    assert "Nobody reads now." in page.text
    assert "at 9am" in page.text


def test_the_result_begins_with_whom_to_ring(cast: Cast, browser_as: Browsers) -> None:
    alice = begun(browser_as(cast.alice))
    answer(alice, "2")
    page = alice.submit(f"{PHQ}/finish")

    assert page.text.index("If you feel like that now") < page.text.index("This is not a diagnosis.")


def test_the_flag_stays_when_she_destroys_the_check_in(cast: Cast, browser_as: Browsers) -> None:
    alice = begun(browser_as(cast.alice))
    answer(alice, "2")
    page = alice.visit(f"{PHQ}/stop")
    alice.submit(f"{PHQ}/stop")

    assert "If a person was told of one of your answers, they still know of it." in page.text
    assert rows(cast.alice) == []
    assert len(told(flags()[0])) == 1


def test_her_own_file_says_that_somebody_looked(cast: Cast, browser_as: Browsers) -> None:
    alice = begun(browser_as(cast.alice))
    answer(alice, "2")

    [entry] = alice.client.get("/toolbox/take-out").json()["looked_at_by_staff"]
    assert entry["about"] == "A check-in that you filled in"


def test_every_risk_of_every_questionnaire_is_about_answers_that_there_are() -> None:
    for name in ("phq-9", "ghq-28", "core-10", "cws"):
        found = find(name)
        assert found.risks
        assert all(set(risk.values) <= set(found.item(risk.item).values) for risk in found.risks)
