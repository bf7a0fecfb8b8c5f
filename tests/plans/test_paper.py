"""A plan on paper, filled or empty, and where plans are found."""

from collections.abc import Callable

from app.accounts.models import Person
from tests.builders.plans import item_of, real
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def test_every_plan_can_be_printed_empty(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for plan in real().values():
        page = alice.visit(f"{plan.href}/print")

        assert "You can print it empty" in page.text
        assert plan.fields[-1].label in page.text


def test_what_she_wrote_stands_on_the_sheet_below_the_crisis_line(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/plans/crisis/steps/me", box__me="Jo from the choir")

    page = alice.visit("/plans/crisis/print")

    assert page.text.index(cast.riverside.crisis_line_number) < page.text.index("Jo from the choir")


def test_the_crisis_line_stands_on_every_page_of_the_crisis_plan(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for path in ("", "/steps/ring", "/print"):
        links = alice.visit(f"/plans/crisis{path}").links

        assert f"tel:{cast.riverside.crisis_line_number.replace(' ', '')}" in links, path
        assert links.count("tel:999") == 2, path


def test_the_crisis_plan_is_a_card_for_the_wallet_too(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/plans/crisis/steps/helps", box__helps="Tea", box__worse="Questions")

    card = alice.visit(f"/toolbox/{item_of(cast.alice, 'crisis').id}/card")

    assert "Helps: Tea" in card.text
    assert "Makes it worse: Questions" in card.text


def test_plans_check_ins_and_maps_are_found_from_home_and_from_the_toolbox(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for page in ("/home", "/toolbox"):
        assert {"/plans", "/check-ins", "/network-map"} <= set(alice.visit(page).links), page


def test_in_the_toolbox_a_plan_leads_back_to_where_it_is_changed(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/plans/crisis/steps/me", box__me="Jo")

    assert "/plans/crisis" in alice.visit(f"/toolbox/{item_of(cast.alice, 'crisis').id}").links


def test_it_is_in_the_file_that_she_takes_out_and_gone_when_all_is_removed(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/plans/crisis/steps/me", box__me="Jo from the choir")
    assert "Jo from the choir" in alice.client.get("/toolbox/take-out").text

    alice.submit("/toolbox/remove-everything")

    assert "Jo from the choir" not in alice.visit("/plans/crisis").text
