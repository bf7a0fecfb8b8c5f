"""Alice looks for something, in the words that she has."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.accounts.models import Person
from tests.builders.directory import make_resource, today
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("site")
Browsers = Callable[[Person], Browser]
CARD = "If somebody may be in danger"
NOTHING = "We have found nothing for that"


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice's browser."""
    return browser_as(cast.alice)


def ask(browser: Browser, question: str) -> Page:
    from urllib.parse import quote

    return browser.visit(f"/search?q={quote(question)}")


def titles(page: Page) -> list[str]:
    return ["".join(each.itertext()) for each in page.all("h3")]


def marks(page: Page) -> list[str]:
    return ["".join(each.itertext()) for each in page.all("mark")]


def test_alice_finds_a_page_with_her_words_marked(alice: Browser) -> None:
    page = ask(alice, "kettles")

    assert "/modules/dealing-with-a-crisis/first-ten-minutes" in page.links
    assert 'In "Dealing with a crisis"' in page.text
    assert "kettle" in marks(page)
    assert "&amp; sit down. &#34;Then&#34; ring" in page.response.text


def test_a_module_is_found_too(alice: Browser) -> None:
    page = ask(alice, "first steps")

    assert "/modules/first-steps" in page.links
    assert "A whole module" in page.text


def test_a_relative_finds_what_can_be_made_and_staff_do_not(alice: Browser, cast: Cast, browser_as: Browsers) -> None:
    assert "/plans/crisis" in ask(alice, "wallet card").links
    assert "/plans/crisis" not in ask(browser_as(cast.cora), "wallet card").links


def test_a_word_is_explained_right_there_and_first(alice: Browser) -> None:
    page = ask(alice, "cpn")

    assert titles(page)[0] == "CPN"
    assert "A nurse who visits people at home." in page.text
    assert "/words#cpn" in page.links


def test_a_helpline_has_its_number_to_press_and_its_place(alice: Browser) -> None:
    page = ask(alice, "talk samaritans")

    assert {"tel:116123", "/help-now#samaritans"} <= set(page.links)


def test_an_expired_number_is_not_shown(alice: Browser) -> None:
    page = ask(alice, "debts")

    assert "/directory#gone" in page.links
    assert "0800 111 222" not in page.response.text
    assert "You can find it at kettle.example.org." in page.text


def test_what_is_near_stands_before_what_is_far(alice: Browser, cast: Cast) -> None:
    local = make_resource(cast.sue, "Riverside debt advice", needs=["money"])
    page = ask(alice, "debts")

    assert titles(page)[-2:] == ["Riverside debt advice", "Kettle line"]
    assert {f"/directory#local-{local.id}", "tel:01234567890"} <= set(page.links)


def test_an_expired_local_number_is_not_shown(alice: Browser, cast: Cast) -> None:
    make_resource(cast.sue, "Old debt line", number="01999 999999", expires=today() - timedelta(days=1))

    page = ask(alice, "old debt line")

    assert "Old debt line" in titles(page)
    assert "01999" not in page.response.text


def test_another_trusts_help_is_not_found(alice: Browser, cast: Cast, browser_as: Browsers) -> None:
    make_resource(cast.hanna, "Hillside hedgehogs")

    assert "Hillside" not in ask(alice, "hedgehogs").text.replace('"hedgehogs"', "")
    assert "Hillside hedgehogs" in titles(ask(browser_as(cast.hugo), "hedgehogs"))


def test_with_too_few_that_have_every_word_some_words_are_enough(alice: Browser) -> None:
    page = ask(alice, "kettle zebra delus")

    assert "with all or some of these words" in page.text
    assert {"The first ten minutes", "Delusion"} <= set(titles(page))


def test_a_word_spelled_in_another_way_is_guessed(alice: Browser) -> None:
    page = ask(alice, "delutoin")

    assert "Did you mean delusion" in page.text
    assert "/search?q=delusion" in page.links


def test_nothing_found_is_said_kindly_and_leads_on(alice: Browser) -> None:
    page = ask(alice, "xyzzy")

    assert NOTHING in page.text
    assert {"/modules", "/words", "/directory", "/topics"} <= set(page.links)


def test_an_empty_question_is_no_mistake(alice: Browser) -> None:
    page = alice.visit("/search")

    assert (page.status, page.h1) == (200, "Search")
    assert NOTHING not in page.text
    assert CARD not in page.text


@pytest.mark.parametrize("question", ["suicide", "xyzzy he has a knife", "kettle emergency " + "x" * 300])
def test_danger_puts_the_numbers_first_whatever_is_found(alice: Browser, question: str) -> None:
    page = ask(alice, question)
    words = page.text

    assert words.index(CARD) < words.index("A word, or a question in your own words")
    assert {"tel:0800000000", "tel:999", "/help-now", "/modules/dealing-with-a-crisis"} <= set(page.links)
    assert words.index("Riverside crisis line") < words.index("Emergency services Ring 999")
    assert "Nobody is told." in words


def test_a_question_that_is_too_long_is_kept_and_refused_kindly(alice: Browser) -> None:
    page = ask(alice, "a " * 150)

    assert page.status == 422
    assert "Use 200 characters or fewer. You typed 299" in page.text
    assert page.value("q") == ("a " * 150).strip()


def test_markup_in_a_question_stays_words(alice: Browser) -> None:
    page = ask(alice, "<b>kettle</b> <script>")

    assert "<b>kettle" not in page.response.text
    assert page.value("q") == "<b>kettle</b> <script>"


@given(question=some.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_gives_a_page(alice: Browser, question: str) -> None:
    assert ask(alice, question.encode("utf-8", "replace").decode()).status in {200, 422}


@pytest.mark.parametrize("question", ["'", "a:* | b", "!", "((", "-", '"', "\\", "%00", "%ff%fe", "and or not", "²"])
def test_what_means_something_to_a_database_is_only_words(alice: Browser, question: str) -> None:
    assert alice.visit(f"/search?q={question}").status == 200


@pytest.mark.parametrize(
    ("question", "most"), [("kettle debts first cpn", 5), ("samaritans", 5), ("riverside", 6), ("xyzzy", 7)]
)
def test_the_database_is_asked_a_few_times_however_much_there_is(
    alice: Browser, cast: Cast, question: str, most: int
) -> None:
    for number in range(12):
        make_resource(cast.sue, f"Riverside {number}")
    ask(alice, question)

    with counted() as sent:
        page = ask(alice, question)
    assert len(sent) <= most
    assert len(titles(page)) <= 40


def test_at_most_ten_services_are_shown(alice: Browser, cast: Cast) -> None:
    for number in range(12):
        make_resource(cast.sue, f"Riverside hedgehog {number}")

    assert len(titles(ask(alice, "hedgehog"))) == 10


def test_all_who_may_read_the_modules_may_search_them(cast: Cast, browser_as: Browsers) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max, cast.tess):
        page = browser_as(person).visit("/search")
        assert page.status == 200, person.name
        assert "/search" in page.links, person.name
    assert browser_as(cast.ada).visit("/search").status == 404


@pytest.mark.parametrize("path", ["/home", "/modules", "/search"])
def test_the_box_works_without_script_and_asks_the_browser_to_keep_nothing(alice: Browser, path: str) -> None:
    page = alice.visit(path)
    (form,) = [each for each in page.all("form") if each.get("action") == "/search"]
    (box,) = [each for each in page.all("input") if each.get("name") == "q"]

    assert form.get("method") == "get"
    assert box.get("autocomplete") == "off"
