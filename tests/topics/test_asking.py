"""Alice asks for a topic; Ben would like it too."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import unit_of_work
from app.keys import queries as keys
from app.topics.rules import MOST_WAITING, State
from tests.builders.accounts import make_person
from tests.builders.topics import make_topic, now_of, votes, wishes_of
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
FORM = {"title": "Sleeping all day", "details": "My son Tom sleeps until four."}


def test_what_alice_asks_for_she_sees_at_once(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/topics/new", **FORM)

    assert page.path == "/topics"
    assert "Sleeping all day" in page.text
    assert "usually within a week" in page.text
    assert "This is no way to get help." in page.text


@pytest.mark.parametrize("other", ["ben", "hugo"])
def test_nobody_else_sees_it_before_staff_have_looked(cast: Cast, browser_as: Browsers, other: str) -> None:
    topic = make_topic(cast.alice)
    browser = browser_as(getattr(cast, other))

    assert topic.title not in browser.visit("/topics").text
    assert browser.submit(f"/topics/{topic.id}/vote").status == 404
    assert votes(topic) == 0


def test_who_reads_it_stands_above_the_box_with_numbers_to_ring(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/topics/new")

    assert page.text.index("Who reads this, and when") < page.text.index("What would you like to read about?")
    assert "Riverside crisis line" in page.text
    assert {"tel:999", "tel:111", "/help-now"} <= set(page.links)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": " "}, "title", "Write in a few words what you would like to read about"),
        ({"title": "x" * 101}, "title", "Use 100 characters or fewer"),
        ({"details": "x" * 501}, "details", "Use 500 characters or fewer"),
    ],
)
def test_a_slip_loses_no_words(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.alice).submit("/topics/new", **{**FORM, **changed})

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    typed = {**FORM, **changed}
    assert ((page.value("title") or "").strip(), (page.value("details") or "").strip()) == (
        typed["title"].strip(),
        typed["details"],
    )
    assert wishes_of(cast.alice) == []


def test_the_sixth_waiting_one_is_refused_kindly_and_kept(cast: Cast, browser_as: Browsers) -> None:
    for number in range(MOST_WAITING):
        make_topic(cast.alice, f"Topic {number}")
    alice = browser_as(cast.alice)

    page = alice.submit("/topics/new", **FORM)

    assert page.status == 422
    assert "That is as many as can wait at once" in page.text
    assert page.value("title") == FORM["title"]
    assert "That is as many as can wait at once" in alice.visit("/topics/new").text
    assert len(wishes_of(cast.alice)) == MOST_WAITING


def test_only_what_waits_counts_against_her(cast: Cast, browser_as: Browsers) -> None:
    for number in range(MOST_WAITING):
        make_topic(cast.alice, f"Topic {number}", state=State.LISTED, by=cast.sue)

    assert browser_as(cast.alice).submit("/topics/new", **FORM).status == 200


def test_ben_would_like_it_too_and_thinks_again(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, state=State.LISTED, by=cast.sue)
    ben = browser_as(cast.ben)

    said = ben.submit(f"/topics/{topic.id}/vote")
    ben.submit(f"/topics/{topic.id}/vote")
    counted_once = votes(topic)
    ben.submit(f"/topics/{topic.id}/vote/take-back")

    assert said.path == "/topics"
    assert "You would like this too." in said.text
    assert (counted_once, votes(topic)) == (1, 0)


def test_alice_learns_that_others_would_like_it_and_from_five_on_how_many(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, state=State.LISTED, by=cast.sue)
    more = [make_person(f"Voter{number}", Role.RELATIVE, team=cast.early_help) for number in range(4)]
    alice, texts = browser_as(cast.alice), []
    for person in [*more, cast.ben]:
        browser_as(person).submit(f"/topics/{topic.id}/vote")
        texts.append(alice.visit("/topics").text)

    assert all("Others would like this too." in words for words in texts[:4])
    assert "5 others would like this too." in texts[4]


def test_what_most_would_like_stands_first(cast: Cast, browser_as: Browsers) -> None:
    make_topic(cast.alice, "Money", state=State.LISTED, by=cast.sue)
    wanted = make_topic(cast.alice, "Sleep", state=State.LISTED, by=cast.sue)
    browser_as(cast.ben).submit(f"/topics/{wanted.id}/vote")

    assert [wish.title for wish in wishes_of(cast.ben)] == ["Sleep", "Money"]


def test_the_list_never_says_who_asked_nor_what_was_answered_to_them(cast: Cast, browser_as: Browsers) -> None:
    make_topic(cast.alice, details="Tom sleeps.", state=State.PLANNED, by=cast.sue)
    page = browser_as(cast.ben).visit("/topics")

    assert "We are writing this." in page.text
    for hidden in ("Alice", "Tom sleeps.", "Because.", str(cast.alice.id)):
        assert hidden not in page.response.text


def test_what_was_declined_only_alice_sees_with_the_reason(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, state=State.DECLINED, by=cast.sue)

    assert "The answer to you: Because." in browser_as(cast.alice).visit("/topics").text
    assert topic.title not in browser_as(cast.ben).visit("/topics").text
    assert browser_as(cast.ben).submit(f"/topics/{topic.id}/vote").status == 404


def test_alice_is_told_that_it_is_on_the_list_and_ben_sees_only_the_title(cast: Cast, browser_as: Browsers) -> None:
    make_topic(cast.alice, state=State.LISTED, by=cast.sue)
    sentence = "Other relatives see the title now, not that it was you."

    assert sentence in browser_as(cast.alice).visit("/topics").text
    assert sentence not in browser_as(cast.ben).visit("/topics").text


def test_what_is_written_leads_there(cast: Cast, browser_as: Browsers) -> None:
    make_topic(cast.alice, state=State.WRITTEN, by=cast.sue)
    page = browser_as(cast.ben).visit("/topics")

    assert "/words" in page.links
    assert "What the words mean" in page.text


def test_alice_takes_back_what_nobody_has_looked_at(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, details="Tom sleeps.")
    alice = browser_as(cast.alice)

    asked = alice.visit(f"/topics/{topic.id}/remove")
    after = alice.submit(f"/topics/{topic.id}/remove")

    assert topic.title in asked.text
    assert "It is taken back." in after.text
    assert wishes_of(cast.alice) == []
    with unit_of_work(cast.riverside.id) as session:
        assert keys.find(session, owner_id=topic.id) is None


def test_what_is_on_the_list_is_not_hers_alone_any_more(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, state=State.LISTED, by=cast.sue)
    alice = browser_as(cast.alice)

    assert alice.visit(f"/topics/{topic.id}/remove").status == 404
    assert alice.submit(f"/topics/{topic.id}/remove").status == 409
    assert now_of(topic).state == State.LISTED


@pytest.mark.parametrize("other", ["ben", "hugo", "cora", "sue", "tess", "ada"])
def test_nobody_else_can_take_it_back(cast: Cast, browser_as: Browsers, other: str) -> None:
    topic = make_topic(cast.alice)
    browser = browser_as(getattr(cast, other))

    assert browser.visit(f"/topics/{topic.id}/remove").status == 404
    assert browser.submit(f"/topics/{topic.id}/remove").status == 404
    assert now_of(topic).title == topic.title


@pytest.mark.parametrize("verb", ["vote", "vote/take-back"])
def test_another_trusts_relative_finds_nothing_to_wish_for(cast: Cast, browser_as: Browsers, verb: str) -> None:
    topic = make_topic(cast.alice, state=State.LISTED, by=cast.sue)
    hugo = browser_as(cast.hugo)

    assert topic.title not in hugo.visit("/topics").text
    assert hugo.submit(f"/topics/{topic.id}/{verb}").status == 404
    assert votes(topic) == 0


@pytest.mark.parametrize("person", ["cora", "sue", "max", "tess", "ada"])
def test_staff_do_not_ask_here(cast: Cast, browser_as: Browsers, person: str) -> None:
    browser = browser_as(getattr(cast, person))

    assert {browser.visit(path).status for path in ("/topics", "/topics/new")} == {404}


def test_alice_finds_the_way_from_the_modules_and_the_toolbox(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    assert all("/topics" in alice.visit(path).links for path in ("/modules", "/toolbox"))
    assert "/topics" not in browser_as(cast.sue).visit("/modules").links


def test_the_page_asks_the_database_once_however_long_the_list_is(cast: Cast, browser_as: Browsers) -> None:
    alice, sent_for = browser_as(cast.alice), []
    for number in range(3):
        make_topic(cast.ben, f"Topic {number}", state=State.LISTED, by=cast.sue)
        alice.visit("/topics")
        with counted() as sent:
            alice.visit("/topics")
        sent_for.append(len(sent))

    assert len(set(sent_for)) == 1
    assert sent_for[0] <= 3
