"""What Alice gets at /fhir: her own, with the words that her trust may show."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.core import clock
from app.outcomes.fhir import checking
from tests.builders import check_ins
from tests.builders import fhir as build
from tests.builders.check_ins import make_check_in
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def test_alice_takes_everything_with_her_as_a_file(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    alice = browser_as(cast.alice)
    assert "/fhir/Bundle" in alice.visit("/check-ins").links

    answer = alice.client.get("/fhir/Bundle")

    assert answer.headers["content-disposition"] == 'attachment; filename="my-check-ins.json"'
    patient, response, score = build.resources(answer.json())
    assert (patient["name"], patient["id"]) == ([{"text": "Alice"}], str(cast.alice.id))
    assert (response["id"], score["id"]) == (str(done), str(done))
    assert score["valueQuantity"]["value"] == 20


def test_who_filled_in_nothing_is_offered_no_file(cast: Cast, browser_as: Browsers) -> None:
    make_check_in(cast.alice, finished=False)
    alice = browser_as(cast.alice)

    assert "/fhir/Bundle" not in alice.visit("/check-ins").links
    assert [each["resourceType"] for each in build.resources(build.get(alice, "Bundle"))] == ["Patient"]


def test_she_reads_one_by_one_and_in_lists(cast: Cast, browser_as: Browsers) -> None:
    ids = [str(make_check_in(cast.alice, days_ago=days)) for days in (30, 10)]
    alice = browser_as(cast.alice)

    for kind in ("QuestionnaireResponse", "Observation"):
        found = build.get(alice, kind)
        assert ([each["id"] for each in build.resources(found)], found["total"]) == (ids, 2)
        for each in build.resources(found):
            assert build.get(alice, f"{kind}/{each['id']}") == each
    assert build.get(alice, f"Patient/{cast.alice.id}")["name"] == [{"text": "Alice"}]


def test_every_questionnaire_in_use_is_there_with_its_words(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    found = build.resources(build.get(alice, "Questionnaire"))

    assert {each["id"] for each in found} == {each.name for each in check_ins.ALL.values() if each.is_on}
    k10 = build.get(alice, "Questionnaire/k10")
    assert k10["item"][0]["item"][0]["text"] == check_ins.find("k10").items[0].text


def test_licensed_words_stay_with_the_trust_that_has_the_licence(cast: Cast, browser_as: Browsers) -> None:
    today = clock.london_day(clock.now())
    check_ins.set_up(cast.riverside, cast.tess, "who-5", words=check_ins.words("who-5"), **check_ins.licence(today))
    alice, hugo = browser_as(cast.alice), browser_as(cast.hugo)
    make_check_in(cast.alice, "who-5")

    assert "The words of" in str(build.get(alice, "Questionnaire/who-5"))
    assert "The words of" not in str(build.get(alice, "Bundle"))
    assert "There is no such check-in here." in build.said(hugo, "Questionnaire/who-5")
    assert "who-5" not in str(build.get(hugo, "Questionnaire"))


def test_after_the_licence_the_words_are_gone_and_her_answers_stay(cast: Cast, browser_as: Browsers) -> None:
    expired = check_ins.licence(clock.london_day(clock.now()) - timedelta(days=1))
    check_ins.set_up(cast.riverside, cast.tess, "who-5", words=check_ins.words("who-5"), **expired)
    done = make_check_in(cast.alice, "who-5")
    alice = browser_as(cast.alice)

    build.said(alice, "Questionnaire/who-5")
    assert build.get(alice, f"QuestionnaireResponse/{done}")["id"] == str(done)


def test_a_stranger_is_sent_to_sign_in(stranger: Browser) -> None:
    answer = stranger.client.get("/fhir/Bundle", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/fhir/Bundle")


@pytest.mark.parametrize("path", ["Nothing", "Patient", "QuestionnaireResponse/1", "Questionnaire/none", "Bundle/1"])
def test_what_there_is_not_is_said_in_fhir(cast: Cast, browser_as: Browsers, path: str) -> None:
    assert build.said(browser_as(cast.alice), path).startswith("There is no")


def test_without_the_extra_there_is_nothing_and_no_link(
    cast: Cast, browser_as: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_check_in(cast.alice)
    monkeypatch.setattr(checking, "is_available", lambda: False)
    alice = browser_as(cast.alice)

    assert "/fhir/Bundle" not in alice.visit("/check-ins").links
    for path in ("metadata", "Questionnaire", "Bundle", "Observation"):
        assert "This service does not give check-ins as FHIR." in build.said(alice, path)


def test_fifty_check_ins_cost_no_more_statements_than_one(cast: Cast, browser_as: Browsers) -> None:
    alice, costs = browser_as(cast.alice), []
    for ready in (1, 49):
        for days in range(ready):
            make_check_in(cast.alice, days_ago=days)
        build.get(alice, "metadata")
        with counted() as sent:
            build.get(alice, "Bundle")
        costs.append(len(sent))

    assert costs[0] == costs[1]
