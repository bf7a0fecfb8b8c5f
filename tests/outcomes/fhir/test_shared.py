"""What others get at /fhir: nothing, but the score that a relative shared with their own team."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from tests.builders import fhir as build
from tests.builders import research
from tests.builders.check_ins import make_check_in
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
READ = "item.read"


@pytest.mark.parametrize("other", ["ben", "hugo", "cora", "sue", "max", "tess", "ada", "harry"])
def test_nobody_gets_to_what_is_not_shared(cast: Cast, browser_as: Browsers, other: str) -> None:
    done = make_check_in(cast.alice)
    browser = browser_as(getattr(cast, other))

    for path in (f"QuestionnaireResponse/{done}", f"Observation/{done}", f"Patient/{cast.alice.id}"):
        build.said(browser, path)
    for path in ("QuestionnaireResponse", "Observation", "Bundle", "Questionnaire"):
        assert str(done) not in browser.client.get(f"/fhir/{path}").text


@pytest.mark.parametrize("role", ["max", "tess", "ada"])
def test_who_reads_nothing_shared_finds_no_scores_at_all(cast: Cast, browser_as: Browsers, role: str) -> None:
    build.said(browser_as(getattr(cast, role)), "Observation")


def test_cora_reads_the_score_that_alice_shared_and_only_while_it_is_shared(cast: Cast, browser_as: Browsers) -> None:
    done, other = make_check_in(cast.alice), make_check_in(cast.alice, days_ago=30)
    alice, cora = browser_as(cast.alice), browser_as(cast.cora)
    assert "entry" not in build.get(cora, "Observation")
    item = build.share(cast.alice, alice, done, team_id=cast.early_help.id)

    [found] = build.resources(build.get(cora, "Observation"))
    assert (found["valueQuantity"]["value"], found["subject"]["display"]) == (20, "Alice")
    assert build.get(cora, f"Observation/{done}") == found
    build.said(cora, f"Observation/{other}")
    alice.submit(f"/toolbox/{item}/stop-sharing")
    build.said(cora, f"Observation/{done}")
    assert "entry" not in build.get(cora, "Observation")


def test_her_answers_are_not_shared_with_her_score(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    cora = browser_as(cast.cora)
    build.share(cast.alice, browser_as(cast.alice), done, team_id=cast.early_help.id)

    build.said(cora, f"QuestionnaireResponse/{done}")
    build.said(cora, f"Patient/{cast.alice.id}")
    found = build.get(cora, f"Observation/{done}")
    assert "derivedFrom" not in found
    assert "hopeless" not in str(found)


def test_that_cora_read_it_is_written_down_each_time(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    cora = browser_as(cast.cora)
    item = build.share(cast.alice, browser_as(cast.alice), done, team_id=cast.early_help.id)

    build.get(cora, "Observation")
    build.get(cora, f"Observation/{done}")

    told = [(each.actor_id, each.subject_id, each.details) for each in research.entries(READ)]
    assert told == [(cast.cora.id, item, {"as": "fhir"})] * 2


def test_what_was_not_given_is_not_written_down(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)

    build.said(browser_as(cast.cora), f"Observation/{done}")

    assert research.entries(READ) == []


def test_another_trusts_clinician_finds_nothing(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    build.share(cast.alice, browser_as(cast.alice), done, team_id=cast.early_help.id)

    build.said(browser_as(cast.harry), f"Observation/{done}")


def test_an_activity_that_is_shared_has_no_score(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice, "brief-cope")
    build.share(cast.alice, browser_as(cast.alice), done, team_id=cast.early_help.id, name="brief-cope")

    assert "An activity has none" in build.said(browser_as(cast.cora), f"Observation/{done}")


def test_after_alice_removes_it_nothing_is_left_of_it(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    alice, cora = browser_as(cast.alice), browser_as(cast.cora)
    build.share(cast.alice, alice, done, team_id=cast.early_help.id)
    alice.submit(f"/check-ins/k10/results/{done}/remove")

    build.said(cora, f"Observation/{done}")
    build.said(alice, f"QuestionnaireResponse/{done}")
