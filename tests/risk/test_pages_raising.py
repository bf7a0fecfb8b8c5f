"""Cora tells of what a relative said to her; the people whose work it is look at it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.risk.models import Flag
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
DASHES = 4  # in the id of a flag
TOLD = "Her brother has a knife and has not slept for three days."


def flags() -> int:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalar(select(func.count()).select_from(Flag)) or 0


@pytest.mark.parametrize("who", ["cora", "sue", "max", "tess"])
def test_any_member_of_staff_can_tell_and_reads_who_looks_and_when(cast: Cast, browser_as: Browsers, who: str) -> None:
    browser = browser_as(getattr(cast, who))
    subject = browser.visit("/staff/flags/new").value("subject") or ""

    page = browser.submit("/staff/flags/new", subject=subject, urgency="look_now", words=TOLD)

    assert page.h1 == "We have received it"
    assert page.path == f"/staff/flags/told/{subject}"
    assert "Riverside should look at it by" in page.text
    assert "tel:999" in page.links
    assert "knife" not in page.text


@pytest.mark.parametrize("who", ["alice", "ada"])
def test_those_who_do_not_work_for_the_trust_cannot(cast: Cast, browser_as: Browsers, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert browser.visit("/staff/flags/new").status == 404
    assert browser.submit("/staff/flags/new", subject=str(uuid4()), urgency="look_now", words=TOLD).status == 404


def test_cora_does_not_see_the_flag_that_she_raised_but_sue_does(cast: Cast, browser_as: Browsers) -> None:
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)
    cora.submit("/staff/flags/new", subject=str(uuid4()), urgency="look_now", words=TOLD)

    link = next(each for each in sue.visit("/staff/flags").links if each.count("-") == DASHES)
    assert "Cora raised it." in sue.visit(link).text
    assert "knife" in sue.submit(f"{link}/open").text
    assert cora.visit(link).status == 404


def test_a_form_that_is_sent_twice_makes_one_flag(cast: Cast, browser_as: Browsers) -> None:
    browser, subject = browser_as(cast.cora), str(uuid4())

    for _time in range(2):
        browser.submit("/staff/flags/new", subject=subject, urgency="look_now", words=TOLD)

    assert flags() == 1


def test_words_that_cora_changed_and_sent_again_are_not_lost(cast: Cast, browser_as: Browsers) -> None:
    browser, subject = browser_as(cast.cora), str(uuid4())

    for words, urgency in ((TOLD, "look_today"), ("Now he is outside her door.", "look_now")):
        page = browser.submit("/staff/flags/new", subject=subject, urgency=urgency, words=words)

    assert page.h1 == "We have received it"
    sue = browser_as(cast.sue)
    link = next(each for each in sue.visit("/staff/flags").links if each.count("-") == DASHES)
    seen = sue.submit(f"{link}/open").text
    assert flags() == 1
    assert "knife" in seen
    assert "outside her door" in seen
    assert "Look now" in seen


def test_what_cora_told_max_cannot_see_under_her_address(cast: Cast, browser_as: Browsers) -> None:
    browser = browser_as(cast.cora)
    subject = browser.visit("/staff/flags/new").value("subject") or ""
    browser.submit("/staff/flags/new", subject=subject, urgency="look_today", words=TOLD)

    assert browser_as(cast.max).visit(f"/staff/flags/told/{subject}").status == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"urgency": ""}, "Choose how soon somebody must look"),
        ({"urgency": "hold_conduct"}, "Choose how soon somebody must look"),
        ({"words": " "}, "Write what you were told, or what you saw"),
        ({"words": "x" * 10_001}, "Use 10000 characters or fewer"),
    ],
)
def test_a_worry_that_lacks_something_is_kept_and_asked_for(
    cast: Cast, browser_as: Browsers, changes: dict[str, str], sentence: str
) -> None:
    browser = browser_as(cast.cora)
    fields = {"subject": str(uuid4()), "urgency": "look_now", "words": TOLD, **changes}

    page = browser.submit("/staff/flags/new", **fields)

    assert page.status == 422
    assert sentence in page.text
    assert (page.value("words") or "").strip() == fields["words"].strip()
    assert flags() == 0


def test_a_form_without_its_number_gets_a_new_one(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.cora).submit("/staff/flags/new", subject="x", urgency="look_now", words=TOLD)

    assert page.status == 200
    assert flags() == 1
