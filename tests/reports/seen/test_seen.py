"""Alice reads what staff can see about her."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from app.accounts.models import Person
from app.accounts.roles import ROLES
from app.core.db import Platform, unit_of_work
from app.reports.seen import everything
from app.reports.seen.parts import Part
from app.risk.rules import Outcome, SubjectKind
from app.toolbox import service as toolbox
from app.topics.rules import State
from app.usage.models import UsageDay
from tests.builders import canaries, glass, risk
from tests.builders.messages import make_conversation, signed_in
from tests.builders.toolbox import make_item
from tests.builders.topics import make_topic
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
PAGE = "/account/what-staff-see"


def parts(person: Person) -> list[Part]:
    with unit_of_work(person.trust_id) as session:
        return everything.parts(session, user=signed_in(person), progress=[("Module one", "begun")])


def test_somebody_new_finds_every_part_and_nothing_that_is_not_there(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit(PAGE)
    assert page.status == 200
    assert "You have not joined it" in page.text
    assert "Nothing, until you share it yourself." in page.text


def test_it_can_be_reached_from_the_account(cast: Cast, browser_as: Browsers) -> None:
    assert PAGE in browser_as(cast.alice).visit("/account").links


def test_every_part_says_in_words_which_roles_read_it(cast: Cast) -> None:
    for part in parts(cast.alice):
        for role in part.readers:
            assert ROLES[role].name.lower() in part.who.lower(), f"{part.key} does not name the {role}"


def test_every_link_leads_somewhere(cast: Cast, browser_as: Browsers) -> None:
    quillon = canaries.plant(cast).quillon
    browser = browser_as(quillon)
    hrefs = {link.href for part in parts(quillon) for link in part.links}
    assert [href for href in hrefs if browser.client.get(href).status_code != 200] == []


def test_what_she_shared_stands_there_with_the_way_to_take_it_back(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        toolbox.share(session, person_id=cast.alice.id, item_id=item.id, team_id=cast.early_help.id)
    page = browser_as(cast.alice).visit(PAGE)
    assert f"{item.kept.title} Early Help, since" in page.text
    assert f"/toolbox/{item.id}" in page.links


def test_her_own_numbers_are_hers(cast: Cast, browser_as: Browsers) -> None:
    day = {column.name: 2 for column in UsageDay.__table__.columns} | {"active_seconds": 600}
    for person in (cast.alice, cast.ben):
        whose = {"person_id": person.id, "trust_id": cast.riverside.id, "day": date(2026, 11, 2)}
        with unit_of_work(Platform.COMMAND_LINE) as session:
            session.add(UsageDay(**(day | whose)))
    text = browser_as(cast.alice).visit(PAGE).text
    assert "Your visits 2" in text
    assert "10 minutes" in text


def test_the_same_stands_in_the_file_that_she_takes_out(cast: Cast, browser_as: Browsers) -> None:
    quillon = canaries.plant(cast).quillon
    file = json.loads(browser_as(quillon).client.get("/toolbox/take-out").text)["what_staff_see"]
    assert [each["what"] for each in file] == [part.title for part in parts(quillon)]
    assert "QZ, REF-77QX" in json.dumps(file)


def test_the_other_reads_nothing_of_quillon(cast: Cast, browser_as: Browsers) -> None:
    canaries.plant(cast)
    for other in (cast.ben, cast.hugo):
        text = browser_as(other).visit(PAGE).text
        assert not [word for word in (*canaries.OWN, *canaries.NOTES, *canaries.SECRET) if word in text]


def test_the_page_says_that_somebody_looked_and_not_what_came_of_it(cast: Cast, browser_as: Browsers) -> None:
    flag = risk.make_flag(cast.alice, kind=SubjectKind.MESSAGE)
    risk.make_experienced(cast.sue, writer=cast.ben)
    risk.take(cast.sue, flag)
    risk.close(cast.sue, flag, outcome=Outcome.EMERGENCY_CALLED, words="Rang 999.")
    text = browser_as(cast.alice).visit(PAGE).text
    assert "Somebody looked at it on" in text
    assert not [words for words in ("We told people who can help", "Rang 999", "suicide") if words in text]


def test_an_opening_that_she_is_not_told_of_is_not_there(cast: Cast, browser_as: Browsers) -> None:
    conversation = make_conversation(cast.alice)
    before = browser_as(cast.alice).visit(PAGE).text
    sara = glass.make_safeguarding_lead(cast.riverside)
    opening = glass.ask_for(sara, conversation, why_not_told=glass.WHY_NOT)
    glass.agree_to(cast.tess, opening)
    glass.read_opened(sara, opening, conversation)
    assert browser_as(cast.alice).visit(PAGE).text == before


@pytest.mark.parametrize("who", ["cora", "sue", "tess", "ada"])
def test_no_staff_can_open_it(cast: Cast, browser_as: Browsers, who: str) -> None:
    assert browser_as(getattr(cast, who)).visit(PAGE).status == 404


def test_it_takes_the_same_statements_for_much_as_for_little(cast: Cast, browser_as: Browsers) -> None:
    with counted() as little:
        browser_as(cast.alice).visit(PAGE)
    for number in range(9):
        make_item(cast.alice, source=f"first-steps/{number}")
        make_topic(cast.alice, f"Topic {number}", details="So that I can sleep", state=State.PLANNED, by=cast.sue)
    with counted() as much:
        browser_as(cast.alice).visit(PAGE)
    assert len(much) == len(little) < 40
