"""The main job in a real browser: invited, joined, read, saved, signed out, reported."""

import time

import pytest

from tests.browser.visitor import Visitor
from tests.mailbox import Mailbox
from tests.people import Cast

pytestmark = pytest.mark.browser

SECRET = "walnut ferry parasol hinge"
CHECKLIST = "/modules/what-is-psychosis/what-is-happening"


def _first_mail(mailbox: Mailbox) -> str:
    for _try in range(150):
        if mailbox.mails:
            return mailbox.link_in(mailbox.mails[-1])
        time.sleep(0.1)
    raise AssertionError("no mail arrived within 15 seconds")


def _cora_invites_rosa(visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.look("staff-home")
    visitor.fill("Their email address", "rosa@example.org")
    visitor.fill("Their first name", "Rosa")
    visitor.page.get_by_label("Who are they to the person they support?").select_option(index=1)
    visitor.press("Send the invitation")
    visitor.look("invitation")
    visitor.open("/staff/invitations")
    visitor.look("invitations")
    visitor.press("Sign out")


def _rosa_joins(visitor: Visitor, link: str) -> None:
    visitor.open(link)
    visitor.look("letter")
    visitor.press("Set up my account")
    visitor.look("set-up-account")
    visitor.fill("Choose a password", SECRET)
    visitor.page.get_by_label("I have read how my information is used").check()
    visitor.press("Create my account")
    assert visitor.heading() == "Hello, Rosa"
    visitor.look("home-new")


def _rosa_reads_and_saves(visitor: Visitor) -> None:
    visitor.open("/modules/what-is-psychosis")
    visitor.look("module")
    visitor.open(CHECKLIST)
    visitor.look("page")
    box = visitor.page.locator("input[type=checkbox]").first
    box.check()
    visitor.page.locator("form:has(input[type=checkbox]) button").first.click()
    assert visitor.page.locator("input[type=checkbox]").first.is_checked()
    visitor.look("page-saved")
    visitor.press("Mark as done and go on")
    visitor.open("/toolbox")
    visitor.look("toolbox")
    visitor.open(str(visitor.page.locator("main a[href^='/toolbox/']").first.get_attribute("href")))
    visitor.look("toolbox-item")
    visitor.open("/modules/what-is-psychosis/print")
    visitor.look("print")
    visitor.open("/account/close")
    visitor.look("account-close")
    visitor.open("/sign-out")
    visitor.look("sign-out")


def test_a_relative_is_invited_joins_reads_saves_and_signs_out(cast: Cast, mailbox: Mailbox, visitor: Visitor) -> None:
    _cora_invites_rosa(visitor)
    _rosa_joins(visitor, _first_mail(mailbox))
    _rosa_reads_and_saves(visitor)
    visitor.open("/home")
    visitor.look("home")
    visitor.press("Sign out")

    visitor.open("/home")
    assert visitor.heading() == "Sign in"
    visitor.sign_in("rosa@example.org", SECRET)
    assert visitor.heading() == "Hello, Rosa"


def test_the_trust_lead_reads_the_report(cast: Cast, mailbox: Mailbox, visitor: Visitor) -> None:
    _cora_invites_rosa(visitor)
    visitor.sign_in("tess@example.org")
    visitor.look("staff-home-lead")
    visitor.open("/staff/reports")

    visitor.look("report")
    assert "1" in visitor.page.locator("main").inner_text()


def test_the_lead_and_the_administrator_set_things_up(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("tess@example.org")
    for path in ("/staff/people", "/staff/people/new", "/staff/settings", "/account", "/modules"):
        visitor.open(path)
        visitor.look(path.strip("/").replace("/", "-"))
    visitor.press("Sign out")
    visitor.sign_in("ada@example.org")
    for path in ("/staff/trusts", "/staff/trusts/new", "/staff/reports"):
        visitor.open(path)
        visitor.look(f"administrator-{path.strip('/').replace('/', '-')}")


def test_public_pages_fit_and_can_be_used_by_everybody(cast: Cast, visitor: Visitor) -> None:
    for path in ("/", "/sign-in", "/forgot-password", "/help-now", "/privacy", "/accessibility", "/house-rules"):
        visitor.open(path)
        visitor.look(path.strip("/") or "start")
    visitor.open("/nothing-here")
    visitor.look("not-found")


def test_what_was_typed_is_kept_when_a_form_is_wrong(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/staff/invitations/new")
    visitor.fill("Their first name", "Rosa")
    visitor.press("Send the invitation")

    visitor.look("form-wrong")
    assert visitor.page.title().startswith("Error: ")
    assert visitor.page.get_by_label("Their first name", exact=True).input_value() == "Rosa"
