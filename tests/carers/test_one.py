"""One carer: invited, offered something in another way, a wrong click, two colleagues at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.service import close
from app.audit.models import AuditEntry
from app.carers.models import Carer
from app.carers.rules import Offer, Way
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.mail.models import OutboundMail
from tests.builders.carers import make_carer, now_of
from tests.builders.invitations import all_invitations, make_invitation
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
JANE = {"email": "jane@example.org", "first_name": "Jane", "relationship": "parent"}


def href(carer: Carer, step: str = "") -> str:
    return f"/staff/carers/{carer.id}{step}"


def mails() -> int:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return len(session.scalars(select(OutboundMail)).all())


def changes() -> list[dict[str, object]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        wanted = select(AuditEntry.details).where(AuditEntry.action == "carer.changed").order_by(AuditEntry.id)
        return list(session.scalars(wanted))


def test_cora_invites_a_carer_from_the_list(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.sue, cast.early_help)

    page = browser_as(cast.cora).submit(href(carer, "/invite"), **JANE)

    (invitation,) = all_invitations()
    now = now_of(carer.id)
    assert "The invitation is on its way" in page.text
    assert (now.offer, now.invitation_id, now.offered_on) == ("invited", invitation.id, clock.london_day(clock.now()))
    assert (invitation.email, invitation.inviter_id, invitation.team_id) == (
        "jane@example.org",
        cast.cora.id,
        cast.early_help.id,
    )
    assert changes() == [{"from": "not-yet", "to": "invited"}]


def test_what_was_typed_to_invite_is_not_kept_on_the_list(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)
    browser = browser_as(cast.cora)

    page = browser.submit(href(carer, "/invite"), **JANE)

    assert "jane" not in page.text.lower()
    assert "jane" not in browser.client.get("/staff/carers/carers.csv").text.lower()


def test_a_missing_name_is_asked_for_and_nobody_is_invited(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)

    page = browser_as(cast.cora).submit(href(carer, "/invite"), **(JANE | {"first_name": ""}))

    assert page.status == 422
    assert "Enter their first name" in page.text
    assert page.value("email") == "jane@example.org"
    assert (now_of(carer.id).offer, mails()) == ("not-yet", 0)


def test_an_address_that_was_invited_before_is_refused_as_on_the_ordinary_form(
    cast: Cast, browser_as: BrowserAs
) -> None:
    make_invitation(cast.sue, cast.early_help, email="jane@example.org")
    carer = make_carer(cast.cora, cast.early_help)
    browser = browser_as(cast.cora)

    page = browser.submit(href(carer, "/invite"), **JANE)
    assert (page.status, now_of(carer.id).offer) == (422, "not-yet")
    assert "This address was invited before" in page.text

    browser.submit(href(carer, "/invite"), **JANE, again="jane@example.org")
    assert now_of(carer.id).offer == "invited"


def test_somebody_with_an_account_is_not_invited(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)

    page = browser_as(cast.cora).submit(href(carer, "/invite"), **(JANE | {"email": cast.alice.email}))

    assert "There is an account already" in page.text
    assert now_of(carer.id).offer == "not-yet"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.REVOKED, "Invitation: withdrawn. It still counts as offered."),
        (State.EXPIRED, "Invitation: ran out. It still counts as offered."),
        (State.OPENED, "Invitation: link opened."),
        (State.UNDELIVERABLE, "Could not be delivered"),
    ],
)
def test_what_became_of_the_invitation_is_told(cast: Cast, browser_as: BrowserAs, state: State, words: str) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=state)
    carer = make_carer(cast.cora, cast.early_help, offer=Offer.INVITED.value, invitation_id=invitation.id)
    browser = browser_as(cast.cora)

    assert words in browser.visit(href(carer)).text
    assert "Offered 1 Not yet asked 0" in browser.visit("/staff/carers").text


def test_who_has_joined_is_shown_as_joined_whatever_became_of_the_account(cast: Cast, browser_as: BrowserAs) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    carer = make_carer(cast.cora, cast.early_help, offer=Offer.INVITED.value, invitation_id=invitation.id)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        close(session, person=session.merge(cast.alice), actor_id=cast.alice.id, also=())

    assert "Joined" in browser_as(cast.sue).visit(href(carer)).text


def test_sue_writes_down_that_a_card_was_given(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)

    page = browser_as(cast.sue).submit(href(carer, "/offer"), way="card", on="")

    now = now_of(carer.id)
    assert (now.offer, now.way, now.invitation_id) == ("otherwise", Way.CARD, None)
    assert "We gave them a card or a leaflet about Holdfast." in page.text


def test_sue_writes_down_that_they_did_not_want_it(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)

    page = browser_as(cast.sue).submit(href(carer, "/offer"), way="did-not-want", on="")

    assert (now_of(carer.id).offer, now_of(carer.id).way) == ("did-not-want", None)
    assert "Did not want it" in page.text


def test_nothing_chosen_or_a_day_to_come_is_refused(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)

    page = browser_as(cast.sue).submit(href(carer, "/offer"), way="", on="1 January 2999")

    assert page.status == 422
    assert "Choose what was done" in page.text
    assert "That day has not come yet" in page.text


@pytest.mark.parametrize("way", ["card", "did-not-want"])
def test_a_wrong_click_is_taken_back(cast: Cast, browser_as: BrowserAs, way: str) -> None:
    carer = make_carer(cast.cora, cast.early_help)
    browser = browser_as(cast.cora)
    browser.submit(href(carer, "/offer"), way=way)

    page = browser.submit(href(carer, "/undo"), seen=now_of(carer.id).offer)

    assert (now_of(carer.id).offer, now_of(carer.id).offered_on) == ("not-yet", None)
    assert "not yet asked" in page.text


def test_the_wrong_carer_was_invited_so_the_line_is_free_and_the_invitation_stays(
    cast: Cast, browser_as: BrowserAs
) -> None:
    carer = make_carer(cast.cora, cast.early_help)
    browser = browser_as(cast.cora)
    browser.submit(href(carer, "/invite"), **JANE)

    browser.submit(href(carer, "/undo"), seen="invited")

    assert now_of(carer.id).offer == "not-yet"
    assert [each.state for each in all_invitations()] == ["queued"]


def test_off_the_list_and_back_again(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)
    browser = browser_as(cast.cora)

    assert "Off the list" in browser.submit(href(carer, "/remove")).text
    assert "Nobody is on the list yet." in browser.visit("/staff/carers").text
    assert "The carer is on the list again" in browser.submit(href(carer, "/put-back")).text
    assert [each["change"] for each in changes()] == ["removed", "put back"]


def test_two_with_one_reference_are_never_on_the_list(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help, "1", removed_at=clock.now())
    make_carer(cast.cora, cast.early_help, "1")

    page = browser_as(cast.cora).submit(href(carer, "/put-back"))

    assert page.status == 409
    assert "Somebody with this reference is on the list again by now." in page.text


def test_nobody_off_the_list_is_invited(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help, removed_at=clock.now())

    assert browser_as(cast.cora).submit(href(carer, "/invite"), **JANE).status == 409
    assert mails() == 0


def test_cora_and_sue_invite_the_same_carer_at_once(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help)
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cora.submit, href(carer, "/invite"), **JANE)
        second = pool.submit(sue.submit, href(carer, "/invite"), **(JANE | {"email": "john@example.org"}))
        pages = [first.result(), second.result()]

    assert sorted(page.status for page in pages) == [200, 409]
    assert "A colleague has changed this carer meanwhile." in max(pages, key=lambda page: page.status).text
    assert (len(all_invitations()), mails()) == (1, 1)


def test_an_undo_of_something_else_than_was_seen_is_told(cast: Cast, browser_as: BrowserAs) -> None:
    carer = make_carer(cast.cora, cast.early_help, offer=Offer.DID_NOT_WANT.value)

    page = browser_as(cast.cora).submit(href(carer, "/undo"), seen="otherwise")

    assert (page.status, now_of(carer.id).offer) == (409, "did-not-want")


def test_the_same_reference_is_added_by_two_at_once(cast: Cast, browser_as: BrowserAs) -> None:
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)
    fields = {"initials": "AB", "reference": "1"}

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(each.submit, "/staff/carers/new", **fields) for each in (cora, sue)]

    assert sorted(each.result().status for each in both) == [200, 422]
