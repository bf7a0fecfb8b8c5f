"""The pages of opening a conversation: whom they list, what they ask, what they say and to whom."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.messages.models import Opening
from app.messages.service import noting
from tests.builders.glass import WHY, WHY_NOT, agree_to, ask_for, make_safeguarding_lead
from tests.builders.messages import TEXT, make_conversation, signed_in
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]
LIST = "/staff/messages/openings"
NOBODY = "There is no conversation that you could ask for with this address"


@pytest.fixture
def sara(cast: Cast) -> Person:
    return make_safeguarding_lead(cast.riverside)


def ask(browser: Browser, conversation_id: UUID, **fields: str) -> Page:
    form = {"email": "alice@example.org", "conversation": str(conversation_id), "category": "danger_to_life"}
    return browser.submit(LIST, **form | {"why": WHY, "told": "yes"} | fields)


def test_sara_finds_alices_conversation_by_her_address_and_sees_only_its_times(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    make_conversation(cast.alice, topic="Knives")

    page = browser_as(sara).submit(f"{LIST}/new", email=" Alice@Example.org ")

    assert page.h1 == "Which conversation, and why"
    assert "A conversation begun on" in page.text
    assert "Knives" not in page.text
    assert TEXT not in page.text


@pytest.mark.parametrize("email", ["ben@example.org", "sue@example.org", "hugo@example.org", "nobody@example.org"])
def test_whoever_has_none_is_answered_like_a_stranger(
    cast: Cast, sara: Person, browser_as: Browsers, email: str
) -> None:
    make_conversation(cast.alice)
    make_conversation(cast.hugo)

    page = browser_as(sara).submit(f"{LIST}/new", email=email)

    assert page.status == 422
    assert NOBODY in page.text


def test_that_sara_looked_is_written_down_and_a_strange_address_is_not(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    make_conversation(cast.alice)
    browser = browser_as(sara)
    for email in ("alice@example.org", "nobody@example.org"):
        browser.submit(f"{LIST}/new", email=email)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        looks = session.scalars(select(AuditEntry).filter_by(action="conversation.looked-for").order_by(AuditEntry.id))
        assert [(each.subject_id, each.details) for each in looks] == [
            (cast.alice.id, {"found": 1}),
            (None, {"found": 0}),
        ]


def test_a_slip_shows_the_list_again_and_that_is_written_down_too(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    conversation, browser = make_conversation(cast.alice), browser_as(sara)

    shown = ask(browser, conversation, why="")
    strange = ask(browser, conversation, why="", email="nobody@example.org")

    assert ("A conversation begun on" in shown.text, NOBODY in strange.text) == (True, True)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        looks = session.scalars(select(AuditEntry).filter_by(action="conversation.looked-for").order_by(AuditEntry.id))
        assert [(each.subject_id, each.details["found"]) for each in looks] == [(cast.alice.id, 1), (None, 0)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"why": "Too short"}, "Use 20 characters or more"),
        ({"why": "x" * 2001}, "Use 2000 characters or fewer"),
        ({"category": "curious"}, "Choose what it is about"),
        ({"conversation": ""}, "Choose one conversation"),
        ({"told": "no"}, "Write why it would put somebody in danger to tell them"),
        ({"told": "no", "why_not_told": "Awkward"}, "Use 20 characters or more"),
        ({"told": ""}, "Choose whether the relative is told"),
    ],
)
def test_a_slip_is_a_kind_sentence_and_loses_nothing(
    cast: Cast, sara: Person, browser_as: Browsers, wrong: dict[str, str], sentence: str
) -> None:
    page = ask(browser_as(sara), make_conversation(cast.alice), **wrong)

    assert page.status == 422
    assert sentence in page.text
    assert page.value("why") == wrong.get("why", WHY)


def test_a_conversation_of_somebody_else_cannot_be_slipped_in(cast: Cast, sara: Person, browser_as: Browsers) -> None:
    make_conversation(cast.alice)

    assert ask(browser_as(sara), make_conversation(cast.ben)).status == 404


def test_tess_reads_why_agrees_and_sees_nothing_of_what_was_written(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    asked = ask(browser_as(sara), make_conversation(cast.alice), told="no", why_not_told=WHY_NOT)
    tess = browser_as(cast.tess)

    page = tess.visit(asked.path)
    agreed = tess.submit(f"{asked.path}/agree")

    assert WHY in page.text
    assert WHY_NOT in page.text
    assert "alice" not in page.text.lower()
    assert "You have agreed" in agreed.text
    assert tess.visit(f"{asked.path}/conversation").status == 404


def test_sara_reads_it_and_the_page_leaves_by_itself_when_the_hour_ends(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    conversation = make_conversation(cast.alice, topic="Tonight")
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)

    page = browser_as(sara).visit(f"{LIST}/{opening}/conversation")

    assert TEXT in page.text
    assert "Tonight" in page.text
    seconds, _, href = page.response.headers["refresh"].partition("; url=")
    assert 3500 < int(seconds) <= 3601
    assert href == f"{LIST}/{opening}"


def test_the_supporters_notes_are_not_shown(cast: Cast, sara: Person, browser_as: Browsers) -> None:
    conversation, sue, words = make_conversation(cast.alice), signed_in(cast.sue), "She frightens me a little."
    with unit_of_work(cast.riverside.id) as session:
        noting.add(session, user=sue, conversation_id=conversation, text=words, once=uuid4())
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)

    assert "frightens" not in browser_as(sara).visit(f"{LIST}/{opening}/conversation").text


def test_who_agreed_second_is_told_on_the_page(cast: Cast, sara: Person, browser_as: Browsers) -> None:
    opening = ask_for(sara, make_conversation(cast.alice))
    agree_to(make_safeguarding_lead(cast.riverside, "Sal"), opening)

    page = browser_as(cast.tess).submit(f"{LIST}/{opening}/refuse")

    assert page.status == 409
    assert "Somebody else has agreed already" in page.text


def test_the_list_says_who_asked_and_what_for_and_never_about_whom(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    ask_for(sara, make_conversation(cast.alice))

    for person in (sara, cast.tess):
        page = browser_as(person).visit(LIST)
        assert "Sara asked on" in page.text
        assert "Somebody's life may be in danger" in page.text
        assert "Alice" not in page.text
        assert WHY not in page.text


def test_a_trust_lead_who_did_not_decide_does_not_read_the_reason_afterwards(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    opening = ask_for(sara, make_conversation(cast.alice))
    agree_to(make_safeguarding_lead(cast.riverside, "Sal"), opening)

    assert WHY not in browser_as(cast.tess).visit(f"{LIST}/{opening}").text


def test_tess_cannot_ask(cast: Cast, browser_as: Browsers) -> None:
    conversation, tess = make_conversation(cast.alice), browser_as(cast.tess)

    assert tess.visit(f"{LIST}/new").status == 404
    assert ask(tess, conversation).status == 404
    assert "Ask to open a conversation" not in tess.visit(LIST).text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(Opening)).all() == []


def test_the_menu_says_that_something_waits_for_those_who_can_decide(
    cast: Cast, sara: Person, browser_as: Browsers
) -> None:
    opening = ask_for(sara, make_conversation(cast.alice))

    before = browser_as(cast.tess).visit("/staff").text
    assert "1 to decide" not in browser_as(sara).visit("/staff").text
    agree_to(cast.tess, opening)

    assert "Emergency access (1 to decide)" in before
    assert "to decide" not in browser_as(cast.tess).visit("/staff").text


def test_the_page_names_those_who_can_agree_before_anything_is_typed_or_says_that_nobody_can(
    cast: Cast, browser_as: Browsers
) -> None:
    sid = browser_as(make_safeguarding_lead(cast.hillside, "Sid"))
    before = sid.visit(f"{LIST}/new").text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text("UPDATE people SET closed_at = now() WHERE id = :id"), {"id": cast.hanna.id})

    assert "must agree: Hanna." in before
    assert "Nobody else in your trust can agree" in sid.visit(f"{LIST}/new").text
