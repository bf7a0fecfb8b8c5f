"""Cora invites: three fields and one button."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.mail import delivery
from app.mail.models import OutboundMail
from app.mailers import MAILERS
from tests.builders.accounts import make_person
from tests.builders.invitations import all_invitations, link_of, make_invitation, now_of
from tests.builders.trusts import make_team
from tests.mailbox import Mailbox
from tests.page import Browser, Page
from tests.people import Cast

JANE = {"email": "Jane@Example.org ", "first_name": "Jane", "relationship": "parent"}
SignIn = Callable[[Person], Browser]


def _fields(page: Page) -> list[str | None]:
    fields = [field for tag in ("input", "select", "textarea") for field in page.all(tag)]
    return [field.get("name") for field in fields if field.get("type") != "hidden"]


def test_the_form_on_her_first_page_has_three_fields(cast: Cast, browser_as: SignIn) -> None:
    page = browser_as(cast.cora).visit("/staff")

    assert page.h1 == "Hello, Cora"
    assert _fields(page) == ["email", "first_name", "relationship"]


def test_with_one_button_the_mail_leaves_and_the_page_says_so(
    cast: Cast, browser_as: SignIn, mailbox: Mailbox, stranger: Browser
) -> None:
    page = browser_as(cast.cora).submit("/staff/invitations/new", **JANE)
    delivery.send_all_due(mailers=MAILERS)

    [mail] = mailbox.mails
    assert page.h1 == "Invitation of Jane"
    assert "The invitation is on its way" in page.text
    assert mail["To"] == "jane@example.org"
    assert stranger.visit(mailbox.link_in(mail)).h1 == "You are invited to Holdfast"
    assert all_invitations()[0].state == State.SENT


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "jane at example"}, "Enter an email address in the correct format"),
        ({"first_name": ""}, "Enter their first name"),
        ({"relationship": ""}, "Choose who they are"),
        ({"relationship": "enemy"}, "Choose who they are"),
    ],
)
def test_a_slip_is_explained_and_nothing_typed_is_lost(
    cast: Cast, browser_as: SignIn, changed: dict[str, str], sentence: str
) -> None:
    page = browser_as(cast.cora).submit("/staff/invitations/new", **(JANE | changed))

    assert page.status == 422
    assert sentence in page.text
    typed = JANE | changed
    assert (page.value("email"), page.value("first_name") or "") == (typed["email"], typed["first_name"])
    assert all_invitations() == []


def test_an_address_that_was_invited_before_is_asked_about(cast: Cast, browser_as: SignIn) -> None:
    first = make_invitation(cast.sue, cast.early_help, days_old=3)
    cora = browser_as(cast.cora)

    asked = cora.submit("/staff/invitations/new", **JANE)
    done = cora.submit("/staff/invitations/new", **JANE, again="jane@example.org")

    assert (asked.status, done.status) == (422, 200)
    assert "This address was invited before" in asked.text
    assert "by Sue. State of that invitation: sent." in asked.text
    assert asked.value("first_name") == "Jane"
    _first, second = all_invitations()
    assert (now_of(first.id).state, second.state, second.repeats_id) == (State.REVOKED, State.QUEUED, first.id)


def test_the_consent_to_invite_again_holds_for_that_address_only(cast: Cast, browser_as: SignIn) -> None:
    make_invitation(cast.sue, cast.early_help)

    page = browser_as(cast.cora).submit("/staff/invitations/new", **JANE, again="other@example.org")

    assert page.status == 422
    assert len(all_invitations()) == 1


def test_another_teams_invitation_is_told_without_its_words(cast: Cast, browser_as: SignIn) -> None:
    other = make_team(cast.riverside, "Other Team")
    make_invitation(make_person("Olu", Role.CLINICIAN, team=other), other)

    page = browser_as(cast.cora).submit("/staff/invitations/new", **JANE)

    assert "by somebody else in your trust" in page.text
    assert "Olu" not in page.text


def test_an_invitation_that_ended_long_ago_is_repeated_without_touching_it(cast: Cast, browser_as: SignIn) -> None:
    first = make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, days_old=90)

    browser_as(cast.cora).submit("/staff/invitations/new", **JANE, again="jane@example.org")

    assert now_of(first.id).state == State.EXPIRED
    assert all_invitations()[1].repeats_id == first.id


def test_somebody_who_has_joined_cannot_be_invited(cast: Cast, browser_as: SignIn) -> None:
    page = browser_as(cast.cora).submit("/staff/invitations/new", **(JANE | {"email": "alice@example.org"}))

    assert page.status == 422
    assert "Somebody with this address joined on" in page.text
    assert "Invite again" not in page.text
    assert all_invitations() == []


def test_a_colleagues_address_is_not_taken_over(cast: Cast, browser_as: SignIn) -> None:
    make_invitation(cast.tess, None, role=Role.MODERATOR)

    page = browser_as(cast.cora).submit("/staff/invitations/new", **JANE, again="jane@example.org")

    assert "There is an invitation to this address in another role" in page.text
    assert len(all_invitations()) == 1


def test_somebody_with_two_teams_is_asked_which(cast: Cast, browser_as: SignIn) -> None:
    other = make_team(cast.riverside, "Night Team")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        from app.accounts.service import Grant, grant_role

        grant_role(session, person=cast.cora, grant=Grant(Role.CLINICIAN, other.id), actor_id=None)
    cora = browser_as(cast.cora)

    asked = cora.submit("/staff/invitations/new", **JANE)
    cora.submit("/staff/invitations/new", **JANE, team=str(other.id))

    assert "Choose the team that invites them" in asked.text
    assert [row.team_id for row in all_invitations()] == [other.id]


def test_nobody_invites_for_a_team_that_is_not_theirs(cast: Cast, browser_as: SignIn) -> None:
    other = make_team(cast.riverside, "Night Team")

    browser_as(cast.cora).submit("/staff/invitations/new", **JANE, team=str(other.id))

    assert all_invitations() == []


def test_a_draft_is_kept_changed_and_sent_as_one_row(cast: Cast, browser_as: SignIn, mailbox: Mailbox) -> None:
    cora = browser_as(cast.cora)
    saved = cora.submit("/staff/invitations/new", first_name="Jane", save="later")
    draft = str(all_invitations()[0].id)
    changed = cora.submit("/staff/invitations/new", **JANE, draft=draft, save="later")
    nothing_sent = delivery.send_all_due(mailers=MAILERS)
    cora.submit("/staff/invitations/new", **JANE, draft=draft)

    assert saved.h1 == changed.h1 == "Draft invitation"
    assert changed.value("email") == "jane@example.org"
    assert nothing_sent == 0
    assert [(str(row.id), row.state) for row in all_invitations()] == [(draft, State.QUEUED)]


def test_sending_a_draft_twice_sends_it_once(cast: Cast, browser_as: SignIn) -> None:
    draft = make_invitation(cast.cora, cast.early_help, state=State.DRAFTED)
    cora = browser_as(cast.cora)

    cora.submit("/staff/invitations/new", **JANE, draft=str(draft.id))
    again = cora.submit("/staff/invitations/new", **JANE, draft=str(draft.id))

    assert again.status == 422
    assert len(all_invitations()) == 1


def test_sue_throws_coras_draft_away(cast: Cast, browser_as: SignIn) -> None:
    draft = make_invitation(cast.cora, cast.early_help, state=State.DRAFTED)

    browser_as(cast.sue).submit(f"/staff/invitations/{draft.id}/discard")

    assert all_invitations() == []


def test_a_wrong_address_is_corrected(cast: Cast, browser_as: SignIn, mailbox: Mailbox, stranger: Browser) -> None:
    mailbox.answers = ["550 no such person"]
    cora = browser_as(cast.cora)
    cora.submit("/staff/invitations/new", **JANE)
    delivery.send_all_due(mailers=MAILERS)
    invitation = all_invitations()[0]
    failed = cora.visit(f"/staff/invitations/{invitation.id}")
    cora.submit(f"/staff/invitations/{invitation.id}/address", email="jane@right.example")
    delivery.send_all_due(mailers=MAILERS)

    assert "does not accept mail for this address (SMTP 550)" in failed.text
    assert [mail["To"] for mail in mailbox.mails] == ["jane@right.example"]
    assert stranger.visit(link_of(invitation)).h1 == "There is a newer link"
    assert stranger.visit(mailbox.link_in(mailbox.mails[0])).h1 == "You are invited to Holdfast"


def test_an_address_corrected_before_the_mail_left_gets_one_mail(
    cast: Cast, browser_as: SignIn, mailbox: Mailbox
) -> None:
    cora = browser_as(cast.cora)
    address = cora.submit("/staff/invitations/new", **JANE).path

    cora.submit(f"{address}/address", email="jane@right.example")

    with unit_of_work(cast.riverside.id) as session:
        mails = session.execute(select(OutboundMail.recipient, OutboundMail.state)).all()
    assert sorted(tuple(mail) for mail in mails) == [
        ("jane@example.org", "cancelled"),
        ("jane@right.example", "queued"),
    ]
    delivery.send_all_due(mailers=MAILERS)
    assert [mail["To"] for mail in mailbox.mails] == ["jane@right.example"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nonsense", "Enter an email address"),
        ("alice@example.org", "Somebody with this address joined on"),
        ("ben.old@example.org", "This address was invited on"),
    ],
)
def test_a_correction_that_cannot_be_is_explained(cast: Cast, browser_as: SignIn, address: str, sentence: str) -> None:
    make_invitation(cast.sue, cast.early_help, email="ben.old@example.org", state=State.DECLINED)
    invitation = make_invitation(cast.cora, cast.early_help)

    page = browser_as(cast.cora).submit(f"/staff/invitations/{invitation.id}/address", email=address)

    assert page.status == 422
    assert sentence in page.text
    assert page.value("email") == address
    assert now_of(invitation.id).email == "jane@example.org"


def test_sending_again_and_withdrawing_say_what_happened(cast: Cast, browser_as: SignIn) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    cora = browser_as(cast.cora)
    address = f"/staff/invitations/{invitation.id}"

    again = cora.submit(f"{address}/again")
    asked = cora.visit(f"{address}/withdraw")
    withdrawn = cora.submit(f"{address}/withdraw")
    twice = cora.submit(f"{address}/withdraw")

    assert "A fresh link is on its way" in again.text
    assert asked.h1 == "Withdraw this invitation?"
    assert "The invitation is withdrawn" in withdrawn.text
    assert (twice.status, twice.h1) == (409, "This has changed")


def test_an_invitation_that_was_repeated_is_not_sent_again(cast: Cast, browser_as: SignIn) -> None:
    old = make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, days_old=60)
    make_invitation(cast.cora, cast.early_help, state=State.DECLINED, repeats_id=old.id)

    page = browser_as(cast.cora).submit(f"/staff/invitations/{old.id}/again")

    assert page.status == 409
    assert now_of(old.id).state == State.EXPIRED
