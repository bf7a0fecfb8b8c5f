"""The team's list of carers in a real browser: put on it, asked, taken back, printed; and the sentence for the record."""

import pytest

from app.carers.rules import Offer, Way
from app.invitations.rules import State
from app.reminders.digests import links
from app.reminders.kinds import DigestKind
from tests.browser.visitor import Visitor
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation, now_of
from tests.people import Cast

pytestmark = pytest.mark.browser


def test_cora_puts_carers_on_the_list_and_asks_them(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/staff/carers")
    visitor.look("carers-empty")
    _pastes(visitor)
    _invites(visitor)
    _writes_down(visitor)
    visitor.open("/staff/carers?show=all")
    visitor.look("carers-all")


def _pastes(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Add many").click()
    visitor.look("carers-many")
    visitor.fill("One carer on each line", "AB, EIT-1, 3 November 2026\nAnn Smith, 2\nCD, 3")
    visitor.press("Add to the list")
    visitor.sees("Line 2:")
    visitor.look("carers-many-mistake")
    visitor.fill("One carer on each line", "AB, EIT-1, 3 November 2025\nAS, EIT-2\nCD, EIT-3")
    visitor.press("Add to the list")
    visitor.sees("3 carers are on the list")
    visitor.look("carers-added")


def _invites(visitor: Visitor) -> None:
    visitor.follow("AB, EIT-1")
    visitor.look("carer")
    visitor.press("Send the invitation")
    visitor.look("carer-mistake")
    visitor.fill("Their email address", "jane@example.org")
    visitor.fill("Their first name", "Jane")
    visitor.page.get_by_label("Who are they to the person they support?").select_option("parent")
    visitor.press("Send the invitation")
    visitor.sees("The invitation is on its way")
    visitor.look("carer-invited")
    visitor.follow("Look at the invitation, and copy")
    visitor.look("carer-invitation")


def _writes_down(visitor: Visitor) -> None:
    visitor.open("/staff/carers")
    visitor.follow("AS, EIT-2")
    visitor.page.get_by_label("We offered it, and they did not want it").check()
    visitor.press("Write it down")
    visitor.sees("It is written down")
    visitor.page.get_by_text("That was a wrong click").click()
    visitor.press("Take it back")
    visitor.sees("It is taken back: not yet asked")
    visitor.page.locator("summary", has_text="Take them off the list").click()
    visitor.look("carer-taking-off")
    visitor.press("Take them off the list")
    visitor.sees("Off the list")
    visitor.look("carer-off")
    visitor.press("Put them back on the list")
    visitor.sees("The carer is on the list again")


def test_sue_prints_the_list(visitor: Visitor, cast: Cast) -> None:
    joined = make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    for number in range(6):
        make_carer(cast.cora, cast.early_help, f"EIT-{number}", days_known=20 * number)
    make_carer(cast.cora, cast.early_help, "EIT-7", offer=Offer.INVITED.value, invitation_id=joined.id)
    make_carer(cast.cora, cast.early_help, "EIT-8", offer=Offer.OTHERWISE.value, way=Way.PROGRAMME.value)
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/carers?show=all")
    visitor.look("carers")
    visitor.check_paper()
    visitor.page.get_by_text("What these numbers count").click()
    visitor.look("carers-counted")
    visitor.open("/staff/carers/new")
    visitor.look("carer-new")


def test_cora_corrects_an_address_and_copies_the_sentence(visitor: Visitor, cast: Cast) -> None:
    failed = make_invitation(
        cast.cora, cast.early_help, email="jane@exmaple.org", state=State.UNDELIVERABLE, failure="SMTP 550"
    )
    visitor.sign_in("cora@example.org")
    visitor.page.get_by_role("link", name="1 could not be delivered").click()
    visitor.follow("Jane")
    visitor.look("invitation-failed")
    visitor.fill("Their email address", "jane@example.org")
    visitor.press("Send to this address")
    visitor.sees("The invitation is on its way to the new address")
    visitor.look("invitation-corrected")
    _copies(visitor)
    visitor.open("/staff/invitations/new")
    visitor.fill("Their email address", "jane@example.org")
    visitor.fill("Their first name", "Jane")
    visitor.page.get_by_label("Who are they to the person they support?").select_option("parent")
    visitor.press("Send the invitation")
    visitor.sees("This address was invited before")
    visitor.look("invitation-sent-before")
    visitor.open(f"/staff/invitations/{failed.id}")
    visitor.follow("Withdraw this invitation")
    visitor.press("Withdraw the invitation")
    assert now_of(failed.id).state == State.REVOKED


def _copies(visitor: Visitor) -> None:
    sentence = visitor.page.locator("#record-entry").inner_text()
    assert "Jane (parent or step-parent) was invited by email" in sentence
    button = visitor.page.get_by_role("button", name="Copy this sentence")
    if not visitor.javascript:
        assert not button.is_visible()
        return
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    visitor.sees("Copied. You can paste it now.")
    assert visitor.page.evaluate("navigator.clipboard.readText()") == sentence
    visitor.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    button.click()
    visitor.sees("It is marked now. Press Ctrl and C to copy it.")
    assert visitor.page.evaluate("getSelection().toString()").strip() == sentence


def test_cora_stops_the_weekly_mail_and_wants_it_again(visitor: Visitor, cast: Cast) -> None:
    link = links.stop_link(trust_id=cast.riverside.id, person_id=cast.cora.id, kind=DigestKind.TEAM_WEEK)
    visitor.open("/digests/stop/" + link.rsplit("/", 1)[1])
    visitor.look("digest-stop")
    visitor.press("Stop these emails")
    visitor.sees("You get no more of these emails")
    visitor.look("digest-stopped")
    visitor.sign_in("cora@example.org")
    visitor.open("/account")
    visitor.follow("Emails with numbers")
    visitor.page.get_by_label("Your team's week, on Monday morning").check()
    visitor.press("Save")
    visitor.sees("Your choice is kept")
    visitor.look("digest-choices")
