"""The practice team: what Cora does there, what she sees, and that nothing leaves it."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from app.accounts.models import Person
from tests.builders.training import practised_by, rounds_of
from tests.page import Browser, Page
from tests.people import Cast

HERE = "/staff/training/practice"
BrowserAs = Callable[[Person], Browser]
# What real invitations fill.
_REAL = ("invitations", "outbound_mail", "mail_events", "usage_events", "audit_entries", "reminders")


def invite(browser: Browser, name: str, email: str) -> Page:
    return browser.submit(f"{HERE}/{name}", email=email, first_name=name, relationship="parent")


def let_go_by(browser: Browser, *, days: int) -> Page:
    for _day in range(days):
        page = browser.submit(f"{HERE}/days", go="day")
    return page


def counts(owner: Engine) -> dict[str, int]:
    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'tests', true)"))
        return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in _REAL}


def test_every_page_of_the_practice_says_that_it_is_practice(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "doreen", "doreen.walsh@example.org")

    for path in (HERE, f"{HERE}/doreen", f"{HERE}/bill", f"{HERE}/yasmin", f"{HERE}/doreen/withdraw"):
        assert "This is practice" in browser.visit(path).text, path


def test_nothing_of_the_practice_is_mailed_counted_or_written_down(
    cast: Cast, browser_as: BrowserAs, owner: Engine
) -> None:
    browser = browser_as(cast.cora)
    browser.visit("/staff")
    before = counts(owner)
    invite(browser, "doreen", "doreen.walsh@example.org")
    invite(browser, "marek", "marek.nowk@example.org")
    browser.submit(f"{HERE}/days", go="week")
    browser.submit(f"{HERE}/marek/address", email="marek.nowak@example.org")
    browser.submit(f"{HERE}/marek/again")
    browser.submit(f"{HERE}/marek/withdraw")
    browser.submit(f"{HERE}/again")

    assert counts(owner) == before


def test_a_mother_joins_the_same_day(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    assert "On its way" in invite(browser, "doreen", "doreen.walsh@example.org").text

    assert "Doreen joined" in let_go_by(browser, days=1).text
    page = browser.visit(f"{HERE}/doreen")
    assert "What they read and write is theirs: you do not see it." in page.text
    assert "two pages at three in the morning" in page.text


def test_a_mail_that_came_back_stands_first_and_is_mended(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "doreen", "doreen.walsh@example.org")
    invite(browser, "marek", "marek.nowk@example.org")
    listed = let_go_by(browser, days=1).text

    assert listed.index("Could not be delivered") < listed.index("Joined")
    assert "marek.nowak@example.org" in browser.visit(f"{HERE}/marek").text
    browser.submit(f"{HERE}/marek/address", email="marek.nowak@example.org")
    assert "Marek joined" in let_go_by(browser, days=2).text


def test_a_slip_of_ones_own_comes_back_too(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "doreen", "doren.walsh@example.org")

    assert "Could not be delivered" in let_go_by(browser, days=1).text


def test_a_real_address_is_not_taken_in_practice(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    page = invite(browser, "doreen", "somebody@nhs.net")

    assert page.status == 422
    assert "Use the made-up address from the card" in page.text
    assert practised_by(cast.cora) == []


def test_a_corrected_address_must_be_made_up_too(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "marek", "marek.nowk@example.org")
    page = browser.submit(f"{HERE}/marek/address", email="marek@nhs.net")

    assert page.status == 422
    assert practised_by(cast.cora)[0].email == "marek.nowk@example.org"


def test_a_day_can_go_by_on_the_page_of_one_of_them(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "doreen", "doreen.walsh@example.org")

    assert browser.submit(f"{HERE}/days", go="day", back="doreen").path == f"{HERE}/doreen"
    assert browser.submit(f"{HERE}/days", go="day", back="//elsewhere.org").path == HERE


def test_an_empty_form_is_told_what_is_missing(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(f"{HERE}/doreen", email="", first_name="", relationship="")

    assert page.status == 422
    assert "Enter their first name" in page.text


def test_a_second_click_invites_nobody_twice(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "doreen", "doreen.walsh@example.org")

    assert invite(browser, "doreen", "doreen.walsh@example.org").status == 409
    assert len(practised_by(cast.cora)) == 1


def test_the_friend_with_the_poster_cannot_be_invited_and_joins_by_herself(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    assert "gave you no address" in browser.visit(f"{HERE}/yasmin").text
    assert invite(browser, "yasmin", "yasmin@example.org").status == 409

    assert "Yasmin joined with the code on the poster" in let_go_by(browser, days=3).text


def test_who_said_no_is_left_in_peace(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "shanthi", "shanthi.r@example.org")
    let_go_by(browser, days=2)
    page = browser.visit(f"{HERE}/shanthi")

    assert "Please do not ask again" in page.text
    assert "Send it again" not in page.text
    assert browser.submit(f"{HERE}/shanthi/again").status == 409


def test_a_withdrawn_one_can_be_invited_again(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "bill", "bill.tanner@example.org")
    assert "Withdrawn" in browser.submit(f"{HERE}/bill/withdraw").text
    assert "no longer be withdrawn" in browser.visit(f"{HERE}/bill/withdraw").text

    assert "On its way" in invite(browser, "bill", "bill.tanner@example.org").text


def test_a_month_of_reminders_and_then_a_fresh_link(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "bill", "bill.tanner@example.org")
    for _week in range(4):
        browser.submit(f"{HERE}/days", go="week")
    page = let_go_by(browser, days=1)

    assert page.text.count("A reminder went to Bill by itself") == 2
    assert "The link of Bill ran out" in page.text
    assert "On its way" in browser.submit(f"{HERE}/bill/again").text


def test_days_end_where_nothing_more_can_happen(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    for _week in range(10):
        page = browser.submit(f"{HERE}/days", go="week")

    assert "Nothing more will happen" in page.text
    assert rounds_of(cast.cora)[0].practice_days == 60


def test_beginning_again_takes_everything_back(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    invite(browser, "doreen", "doreen.walsh@example.org")
    let_go_by(browser, days=4)
    page = browser.submit(f"{HERE}/again")

    assert "This is practice, day 1." in page.text.replace(" ,", ",").replace(" .", ".")
    assert practised_by(cast.cora) == []


def test_a_colleague_has_a_practice_of_their_own(cast: Cast, browser_as: BrowserAs) -> None:
    invite(browser_as(cast.cora), "doreen", "doreen.walsh@example.org")

    assert "On its way" not in browser_as(cast.sue).visit(HERE).text


@pytest.mark.parametrize("path", [f"{HERE}/nobody", f"{HERE}/nobody/withdraw"])
def test_there_is_nobody_at_other_addresses(cast: Cast, browser_as: BrowserAs, path: str) -> None:
    assert browser_as(cast.cora).visit(path).status == 404
