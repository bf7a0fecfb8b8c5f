"""Joining by code in a real browser: from the poster to the first module, and what staff do for it."""

import os
import re
import time

import pytest

from app.accounts.roles import Role
from tests.browser.visitor import PICTURES, Visitor
from tests.builders.accounts import make_person
from tests.builders.joining import CODE, make_code
from tests.builders.trusts import make_team, make_trust
from tests.mailbox import Mailbox
from tests.people import Cast

pytestmark = pytest.mark.browser

SECRET = "walnut ferry parasol hinge"


def _link(mailbox: Mailbox) -> str:
    for _try in range(200):
        if mailbox.mails:
            return mailbox.link_in(mailbox.mails[-1])
        time.sleep(0.1)
    raise AssertionError("no mail arrived within 20 seconds")


_CUT_OFF = """[...document.querySelectorAll('.poster, .cards__card')].filter(
    e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).length"""


def _sheets(visitor: Visitor, name: str) -> int:
    """How many sheets of A4 the page is on paper, where nothing is cut off."""
    # Chromium makes a PDF of a page without JavaScript too.
    pdf = visitor.page.pdf(prefer_css_page_size=True, print_background=False)
    visitor.page.emulate_media(media="print")
    visitor.page.set_viewport_size({"width": 703, "height": 1032})  # A4 within margins of 12 mm
    assert visitor.page.evaluate(_CUT_OFF) == 0, f"{name} is cut off on paper"
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=PICTURES / f"{name}-on-paper.png", full_page=True)
    visitor.page.emulate_media(media="null")
    visitor.page.set_viewport_size({"width": visitor.width, "height": 900})
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_a_relative_joins_by_the_code_on_the_poster_alone(cast: Cast, mailbox: Mailbox, visitor: Visitor) -> None:
    make_code(cast.early_help, cast.cora)
    visitor.open("/join")
    visitor.look("join")
    visitor.fill("Code", "c4d7 h2k9")
    visitor.press("Go on")
    visitor.look("join-code")
    visitor.fill("Your email address", "rosa@example.org")
    visitor.fill("Your first name", "Rosa")
    visitor.page.get_by_label("Who are you to the person you support?").select_option(index=1)
    visitor.page.get_by_label("I am 16 or older").check()
    visitor.press("Send me the link")
    assert visitor.heading() == "Look in your mailbox"
    visitor.look("join-sent")

    visitor.open(_link(mailbox))
    visitor.look("join-letter")
    visitor.press("Set up my account")  # from here on: the account, home, the first page of a module
    visitor.fill("What should we call you?", "Rosa")
    visitor.fill("Choose a password", SECRET)
    visitor.page.get_by_label("I have read how my information is used").check()
    visitor.press("Create my account")
    assert visitor.heading() == "Hello, Rosa"
    visitor.page.locator("main a[href^='/modules/']").first.click()
    visitor.page.wait_for_load_state()
    assert "/modules/" in visitor.page.url


def test_the_pages_for_slips_and_for_the_young(cast: Cast, visitor: Visitor) -> None:
    make_code(cast.early_help, cast.cora)
    visitor.open("/join/22223333")
    visitor.look("join-no-code")
    visitor.open(f"/join/{CODE}")
    visitor.press("Send me the link")
    visitor.look("join-wrong")
    visitor.follow("I am younger than 16")
    visitor.look("join-under-16")
    visitor.open("/join")
    visitor.press("Go on")
    visitor.look("join-wrong-code")
    assert visitor.page.title().startswith("Error: ")


def test_cora_makes_a_code_and_prints_the_poster_and_the_cards(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.follow("Poster, cards and code")
    visitor.look("joining-none")
    visitor.press("Make a code")
    visitor.look("joining")
    visitor.press("Poster")
    visitor.look("poster")
    assert _sheets(visitor, "poster") == 1
    visitor.follow("Poster, cards and code")
    visitor.press("Cards")
    visitor.look("cards")
    assert _sheets(visitor, "cards") == 1


def test_a_long_name_still_fits_on_one_sheet(cast: Cast, visitor: Visitor) -> None:
    trust = make_trust("Riverside and Hills Partnership NHS Foundation Trust")
    team = make_team(trust, "Early Intervention in Psychosis and Bipolar Service, South and East")
    make_code(team, make_person("Carl", Role.CLINICIAN, team=team))
    visitor.sign_in("carl@example.org")
    for sheet in ("poster", "cards"):
        visitor.open(f"/staff/joining/{team.id}/{sheet}")
        visitor.check(f"long-{sheet}")
        assert _sheets(visitor, f"long-{sheet}") == 1


def test_cora_makes_a_new_code_and_stops_the_old_one(cast: Cast, visitor: Visitor) -> None:
    make_code(cast.early_help, cast.cora)
    visitor.sign_in("cora@example.org")
    visitor.open("/staff/joining")
    visitor.page.get_by_text("Make a new code, or stop this one").click()
    visitor.page.get_by_label("It works for 28 more days").check()
    visitor.press("Make a new code")
    visitor.look("joining-two")
    visitor.follow("Stop it now")
    visitor.look("joining-stop")
    visitor.press("Stop the code")
    visitor.sees("The code has stopped")


def test_a_lead_tries_out_and_goes_live(cast: Cast, visitor: Visitor) -> None:
    trust = make_trust("Newside", live=False)
    make_team(trust, "Early Help")
    make_person("Nell", Role.TRUST_LEAD, trust=trust)
    visitor.sign_in("nell@example.org")
    visitor.look("staff-home-trying-out")
    visitor.follow("The guest list, and going live")
    visitor.fill("Add an address", "guest@example.org")
    visitor.press("Add to the guest list")
    visitor.look("who-can-join")
    visitor.press("Go live")
    visitor.look("go-live")
    visitor.press("Go live")
    visitor.sees("Your trust is live")
    visitor.page.get_by_label("Which team gets those who do not know theirs?").select_option(index=1)
    visitor.press("Let anybody ask")
    visitor.look("who-can-join-live")
    visitor.press("Sign out")
    visitor.open("/join")
    visitor.look("join-open")
    visitor.follow("Newside")
    visitor.look("join-open-trust")
