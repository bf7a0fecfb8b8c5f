"""Alice chooses her reminders, finds a line on her first page, and stops what comes by mail."""

import pytest

from app.invitations.rules import State
from app.reminders import links
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.links import Stop
from tests.browser.visitor import Visitor
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import link_of, make_invitation
from tests.builders.reminders import choices, has_read, sweep_now, wishes
from tests.people import Cast

pytestmark = pytest.mark.browser


def test_alice_chooses_when_and_how_she_is_reminded(cast: Cast, visitor: Visitor) -> None:
    has_read(cast.alice, days_ago=1)
    visitor.sign_in("alice@example.org")
    visitor.sees("Would you like a reminder now and then?")
    visitor.look("home-asks")
    visitor.follow("Choose your reminders")
    visitor.look("reminders")

    visitor.page.get_by_role("group", name="If you stopped in the middle").get_by_label("Send me an email").check()
    visitor.page.get_by_label("From").select_option(label="9pm")
    visitor.press("Save")

    visitor.sees("Your choices are saved.")
    visitor.look("reminders-saved")
    assert choices(cast.alice)["pause"] == "email"
    visitor.open("/home")
    assert not visitor.page.get_by_text("Would you like a reminder").is_visible()


def test_a_line_on_her_first_page_is_put_away(cast: Cast, visitor: Visitor) -> None:
    wishes(cast.alice, Channel.SITE)
    has_read(cast.alice, days_ago=15)
    sweep_now()
    visitor.sign_in("alice@example.org")
    visitor.sees("you can carry on where you stopped")
    visitor.look("home-reminds")

    visitor.press("Put away")

    assert visitor.heading() == "Hello, Alice"
    assert not visitor.page.get_by_text("You asked to be reminded").is_visible()


def test_who_joins_ticks_one_box(cast: Cast, visitor: Visitor) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    visitor.open(f"{link_of(invitation)}/account")
    visitor.page.get_by_label("Send me a reminder by email now and then").check()
    visitor.look("join-remind")
    visitor.fill("Choose a password", PASSWORD)
    visitor.page.get_by_label("I have read how my information is used").check()

    visitor.press("Create my account")

    visitor.page.get_by_role("heading", name="Hello, Jane").wait_for()
    visitor.open("/account/reminders")
    assert visitor.page.get_by_label("Send me an email").first.is_checked()


def test_one_click_in_a_mail_stops_them_without_signing_in(cast: Cast, visitor: Visitor) -> None:
    wishes(cast.alice)
    link = links.stop_link(Stop(cast.riverside.id, cast.alice.id, ReminderKind.PAUSE))
    visitor.open("/" + link.split("/", 3)[3])
    visitor.look("reminders-stop")

    visitor.press("Stop all of them")

    assert visitor.heading() == "You get no more of these emails"
    visitor.look("reminders-stopped")
