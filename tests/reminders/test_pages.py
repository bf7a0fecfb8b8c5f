"""Choosing reminders, the line on the first page, and what else knows of them."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.mail.rules import Suppressed
from app.reminders.kinds import Channel
from app.reminders.models import QuietHours, Reminder, ReminderChoice
from app.reminders.service.choosing import OFFERED
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import link_of, make_invitation, now_of
from tests.builders.reminders import (
    DAY,
    WEDNESDAY,
    choices,
    has_read,
    keeps_quiet,
    made,
    suppress,
    sweep,
    wishes,
)
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("wednesday")

BrowserAs = Callable[[Person], Browser]
PAGE = "/account/reminders"
LINE = "You asked to be reminded: you can carry on where you stopped, whenever you like."
ASKS = "Would you like a reminder now and then?"
CHOSEN = {
    "first_module": "none",
    "pause": "email",
    "answer": "email",
    "check_in": "site",
    "quiet_from": "22",
    "quiet_until": "7",
}


def chosen(page: Page) -> dict[str, str]:
    """What is ticked and selected on the page."""
    ticked = {each.get("name", ""): each.get("value", "") for each in page.all("input") if "checked" in each.attrib}
    selects = {each.get("name", ""): each for each in page.all("select")}
    for name, select in selects.items():
        ticked[name] = next(option.get("value", "") for option in select if "selected" in option.attrib)
    return ticked


def lies_there(cast: Cast) -> UUID:
    """A line on Alice's first page that she stopped in the middle; the reminder's id."""
    wishes(cast.alice, Channel.SITE)
    has_read(cast.alice, days_ago=15)
    assert sweep() == 1
    return made()[0].id


def test_at_first_nothing_is_chosen_and_nights_are_quiet(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.alice).visit(PAGE)

    assert page.h1 == "Reminders"
    assert set(chosen(page).values()) == {"none", "20", "8"}


def test_alice_chooses_and_finds_what_she_chose(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.alice).submit(PAGE, **CHOSEN)

    assert "Your choices are saved." in page.text
    assert chosen(page) == CHOSEN
    assert choices(cast.alice) == {"first-module": "none", "pause": "email", "answer": "email", "check-in": "site"}
    assert choices(cast.ben) == {}


def test_choosing_the_same_again_does_not_begin_anew(cast: Cast, browser_as: BrowserAs) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15)

    browser_as(cast.alice).submit(PAGE, **CHOSEN)

    assert sweep() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pause": ""}, "Choose how you would like to be reminded, or not at all"),
        ({"answer": "site"}, "Choose how you would like to be reminded, or not at all"),
        ({"quiet_from": "24"}, "Choose an hour"),
        ({"quiet_until": "x"}, "Choose an hour"),
    ],
)
def test_what_cannot_be_chosen_is_said_and_nothing_is_lost(
    cast: Cast, browser_as: BrowserAs, wrong: dict[str, str], sentence: str
) -> None:
    page = browser_as(cast.alice).submit(PAGE, **(CHOSEN | wrong))

    assert page.status == 422
    assert sentence in page.text
    assert choices(cast.alice) == {}


def test_the_page_says_what_others_may_see(cast: Cast, browser_as: BrowserAs) -> None:
    words = browser_as(cast.alice).visit(PAGE).text

    assert "can see that an email came" in words
    assert '"The reminder you asked for"' in words


def test_who_gets_no_mail_is_told_so(cast: Cast, browser_as: BrowserAs) -> None:
    suppress(cast.alice, Suppressed.BOUNCED)

    assert "At the moment we send no emails to alice@example.org" in browser_as(cast.alice).visit(PAGE).text
    assert "At the moment" not in browser_as(cast.ben).visit(PAGE).text


def test_the_page_of_the_account_leads_there_for_relatives(cast: Cast, browser_as: BrowserAs) -> None:
    assert PAGE in browser_as(cast.alice).visit("/account").links
    assert PAGE not in browser_as(cast.cora).visit("/account").links


@pytest.mark.parametrize("who", ["cora", "sue", "max", "tess", "ada"])
def test_staff_have_no_such_page(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert browser.visit(PAGE).status == 404
    assert browser.submit(PAGE, **CHOSEN).status == 404


def test_the_first_page_shows_the_line_until_it_is_put_away(cast: Cast, browser_as: BrowserAs) -> None:
    reminder_id = lies_there(cast)
    alice = browser_as(cast.alice)

    assert LINE in alice.visit("/home").text
    page = alice.submit(f"{PAGE}/{reminder_id}/put-away")

    assert page.path == "/home"
    assert LINE not in page.text


def test_the_line_goes_by_itself_when_alice_reads_on(cast: Cast, browser_as: BrowserAs) -> None:
    lies_there(cast)
    has_read(cast.alice, days_ago=0)

    assert LINE not in browser_as(cast.alice).visit("/home").text


def test_after_a_death_the_line_is_gone(cast: Cast, browser_as: BrowserAs) -> None:
    lies_there(cast)
    suppress(cast.alice, Suppressed.BEREAVED)

    assert LINE not in browser_as(cast.alice).visit("/home").text


@pytest.mark.parametrize("who", ["ben", "hugo", "cora"])
def test_nobody_else_can_put_it_away(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    reminder_id = lies_there(cast)

    assert browser_as(getattr(cast, who)).submit(f"{PAGE}/{reminder_id}/put-away").status == 404
    assert made()[0].put_away_at is None


def test_what_is_not_there_cannot_be_put_away(cast: Cast, browser_as: BrowserAs) -> None:
    assert browser_as(cast.alice).submit(f"{PAGE}/{uuid4()}/put-away").status == 404


def test_who_has_begun_and_chosen_nothing_is_asked_and_nobody_else(cast: Cast, browser_as: BrowserAs) -> None:
    alice = browser_as(cast.alice)
    assert ASKS not in alice.visit("/home").text

    has_read(cast.alice, days_ago=1)
    assert ASKS in alice.visit("/home").text

    wishes(cast.alice, Channel.NONE)
    assert ASKS not in alice.visit("/home").text


def _home_costs(browser: Browser) -> int:
    browser.visit("/home")  # who is signed in is written down once a minute
    with counted() as sent:
        browser.visit("/home")
    return len([each for each in sent if "reminder" in each])


def test_the_first_page_costs_one_statement_more_and_with_a_line_two(cast: Cast, browser_as: BrowserAs) -> None:
    assert _home_costs(browser_as(cast.ben)) == 1

    lies_there(cast)
    assert _home_costs(browser_as(cast.alice)) == 2


@pytest.mark.parametrize(("ticked", "expected"), [({}, set()), ({"remind": "yes"}, {"email"})])
def test_who_joins_may_tick_one_box(cast: Cast, stranger: Browser, ticked: dict[str, str], expected: set[str]) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    path = f"{link_of(invitation)}/account"
    boxes = [each for each in stranger.visit(path).all("input") if each.get("name") == "remind"]

    stranger.submit(path, name="Jane", password=PASSWORD, read="yes", **ticked)

    assert ["checked" in box.attrib for box in boxes] == [False]
    with unit_of_work(Platform.SWEEP) as session:
        jane = session.get_one(Person, now_of(invitation.id).person_id)
    assert set(choices(jane).values()) == expected


def test_the_box_stays_ticked_when_something_else_is_wrong(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)

    page = stranger.submit(f"{link_of(invitation)}/account", name="", password=PASSWORD, read="yes", remind="yes")

    assert page.status == 422
    assert chosen(page)["remind"] == "yes"


def test_a_colleague_who_joins_is_not_asked(cast: Cast, stranger: Browser) -> None:
    from app.accounts.roles import Role

    invitation = make_invitation(cast.tess, cast.early_help, state=State.OPENED, role=Role.CLINICIAN)
    path = f"{link_of(invitation)}/account"

    assert "reminder" not in stranger.visit(path).text
    stranger.submit(path, name="Nell", password=PASSWORD, read="yes", remind="yes")

    with unit_of_work(Platform.SWEEP) as session:
        assert session.query(ReminderChoice).count() == 0


def test_the_file_that_alice_takes_says_what_she_chose_and_was_sent(cast: Cast, browser_as: BrowserAs) -> None:
    lies_there(cast)
    keeps_quiet(cast.alice, 22, 7)

    taken = browser_as(cast.alice).client.get("/toolbox/take-out").json()["reminders"]

    assert set(taken["choices"].values()) == {"site"}
    assert taken["quiet_hours"] == {"from": 22, "until": 7}
    assert [(each["kind"], each["channel"], each["put_away_at"]) for each in taken["sent"]] == [("pause", "site", None)]
    assert browser_as(cast.ben).client.get("/toolbox/take-out").json()["reminders"]["sent"] == []


def test_her_file_has_what_came_before_she_joined(cast: Cast, browser_as: BrowserAs) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, sent_at=WEDNESDAY - 8 * DAY, days_old=8)
    sweep()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.get_one(type(invitation), invitation.id)
        found.state, found.accepted_at, found.person_id = State.ACCEPTED.value, WEDNESDAY, cast.alice.id

    taken = browser_as(cast.alice).client.get("/toolbox/take-out").json()["reminders"]

    assert [each["kind"] for each in taken["sent"]] == ["invitation"]


def test_closing_her_account_forgets_what_she_chose(cast: Cast, browser_as: BrowserAs) -> None:
    wishes(cast.alice)
    wishes(cast.ben)
    keeps_quiet(cast.alice, 22, 7)

    browser_as(cast.alice).submit("/account/close")

    assert choices(cast.alice) == {}
    assert len(choices(cast.ben)) == len(OFFERED)
    with unit_of_work(Platform.SWEEP) as session:
        assert session.get(QuietHours, cast.alice.id) is None


def test_what_is_known_of_reminders_stays_inside_the_trust(cast: Cast) -> None:
    lies_there(cast)

    with unit_of_work(cast.hillside.id) as session:
        assert session.query(Reminder).count() == session.query(ReminderChoice).count() == 0
