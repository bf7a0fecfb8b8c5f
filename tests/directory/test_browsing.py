"""Alice looks for help: what is for tonight first, then near her, then the whole country."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import Person
from tests.builders.directory import make_resource, today
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def names(page: Page) -> list[str]:
    return ["".join(each.itertext()) for each in page.all("h3")]


def test_alice_sees_the_crisis_line_first_then_near_then_the_whole_country(cast: Cast, browser_as: Browsers) -> None:
    make_resource(cast.sue)

    words = browser_as(cast.alice).visit("/directory").text

    places = [words.index(each) for each in ("Riverside crisis line", "Ring 999", "Near you", "In the whole country")]
    assert places == sorted(places)


def test_every_number_can_be_pressed(cast: Cast, browser_as: Browsers) -> None:
    make_resource(cast.sue)

    links = browser_as(cast.alice).visit("/directory").links

    assert {"tel:0800000000", "tel:999", "tel:111", "tel:01234567890", "tel:116123", "sms:85258"} <= set(links)


def test_each_entry_says_hours_cost_nations_and_when_it_was_checked(cast: Cast, browser_as: Browsers) -> None:
    words = browser_as(cast.alice).visit("/directory?q=stepchange").text

    assert "Free to ring" in words
    assert "Everywhere in the UK" in words
    assert "Looked up on Sunday 22 November 2026, at stepchange.org." in words


def test_what_nobody_has_checked_says_so(cast: Cast, browser_as: Browsers) -> None:
    assert "We have not checked this one yet" in browser_as(cast.alice).visit("/directory?q=adfam").text


def test_what_was_asked_stands_in_the_address_and_in_the_form(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/directory?nation=scotland&need=domestic-abuse&q=Forced+marriage")

    assert names(page) == ["Scotland's Domestic Abuse and Forced Marriage Helpline"]
    assert page.value("q") == "Forced marriage"
    chosen = {each.get("value") for each in page.all("option") if "selected" in each.attrib}
    assert chosen == {"domestic-abuse", "scotland"}
    assert "1 service for what you asked." in page.text


def test_a_nation_leaves_the_crisis_lines_of_the_others_out(cast: Cast, browser_as: Browsers) -> None:
    words = browser_as(cast.alice).visit("/directory?nation=wales").text

    assert "NHS 111 Wales" in words
    assert "NHS 24" not in words


def test_local_help_stays_whatever_the_nation(cast: Cast, browser_as: Browsers) -> None:
    make_resource(cast.sue)

    assert "Riverside Carers' Centre" in names(browser_as(cast.alice).visit("/directory?nation=scotland"))


def test_nothing_found_is_said_kindly(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/directory?q=xyzzy")

    assert "We have found nothing for that" in page.text
    assert {"/directory", "/help-now", "tel:999"} <= set(page.links)


@pytest.mark.parametrize("asked", ["nation=mars", "need=<b>", "nation=&need=&q=", "q=%00%ff", "q=" + "x" * 5000])
def test_an_address_that_somebody_changed_still_gives_a_page(cast: Cast, browser_as: Browsers, asked: str) -> None:
    assert browser_as(cast.alice).visit(f"/directory?{asked}").status == 200


def test_an_expired_local_number_is_hidden_and_says_where_to_look(cast: Cast, browser_as: Browsers) -> None:
    yesterday = today() - timedelta(days=1)
    make_resource(cast.sue, "Old line", number="01999 999999", expires=yesterday)
    make_resource(
        cast.sue, "Old site", number="01888 888888", website="https://www.site.example.org", expires=yesterday
    )

    page = browser_as(cast.alice).visit("/directory?q=old")

    assert "01999" not in page.response.text
    assert "01888" not in page.response.text
    assert "We have not been able to check this number. Ask your team for it." in page.text
    assert "You can find it at site.example.org." in page.text


def test_staff_read_the_same_and_editors_find_the_way_in(cast: Cast, browser_as: Browsers) -> None:
    pages = {name: browser_as(getattr(cast, name)).visit("/directory") for name in ("cora", "max", "sue", "tess")}

    assert {page.status for page in pages.values()} == {200}
    assert [name for name, page in pages.items() if "/staff/directory" in page.links] == ["sue", "tess"]


def test_the_administrator_of_no_trust_has_no_directory(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.ada).visit("/directory").status == 404


def test_another_trusts_local_help_is_not_seen(cast: Cast, browser_as: Browsers) -> None:
    make_resource(cast.hanna, "Hillside Carers")

    assert "Hillside Carers" not in browser_as(cast.alice).visit("/directory").text
    assert "Hillside Carers" in browser_as(cast.hugo).visit("/directory").text


def test_the_page_asks_the_database_once_however_much_there_is(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.visit("/directory")
    for number in range(30):
        make_resource(cast.sue, f"Service {number}")

    with counted() as sent:
        page = alice.visit("/directory?q=service")

    assert len([each for each in sent if "local_resources" in each]) == 1
    assert len(sent) <= 3
    assert "Service 29" in names(page)


def test_the_directory_is_in_the_menu_of_all_who_may_read_it(cast: Cast, browser_as: Browsers) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max, cast.tess):
        assert "/directory" in browser_as(person).visit("/account").links, person.name
    assert "/directory" not in browser_as(cast.ada).visit("/account").links
