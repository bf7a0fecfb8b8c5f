"""What the holder of a link meets."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from app.core import clock
from app.invitations.models import Invitation
from app.invitations.rules import State
from tests.builders.invitations import link_of, make_invitation, now_of
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast


def _row(owner: Engine) -> list[tuple[object, ...]]:
    with owner.connect() as connection:
        tables = ("invitations", "people", "audit_entries", "usage_events", "outbound_mail", "sign_in_sessions")
        return [tuple(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]


@pytest.mark.parametrize("state", [State.QUEUED, State.SENT, State.UNDELIVERABLE, State.OPENED])
def test_looking_at_the_invitation_changes_nothing(cast: Cast, owner: Engine, stranger: Browser, state: State) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=state)
    before = _row(owner)

    page = stranger.visit(link_of(invitation))
    stranger.visit(f"{link_of(invitation)}/account")

    assert page.h1 == "You are invited to Holdfast"
    assert "Cora from Early Help, Riverside" in page.text
    assert _row(owner) == before
    assert not stranger.client.cookies


def test_jane_sees_one_button_and_a_quiet_way_to_say_no(cast: Cast, stranger: Browser) -> None:
    page = stranger.visit(link_of(make_invitation(cast.cora, cast.early_help)))

    buttons = [(button.text or "").strip() for button in page.find("main").iter() if button.tag.endswith("}button")]
    assert buttons == ["Set up my account", "No thank you"]


def test_the_button_records_that_the_link_was_opened_once(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.QUEUED)

    page = stranger.submit(link_of(invitation))
    first = now_of(invitation.id)
    stranger.submit(link_of(invitation))

    assert page.h1 == "Set up your account"
    assert first.state == State.OPENED
    assert first.sent_at == first.opened_at == now_of(invitation.id).opened_at


def test_the_first_time_it_was_opened_stays_after_a_fresh_link(cast: Cast, stranger: Browser) -> None:
    first = clock.now() - timedelta(days=5)
    invitation = make_invitation(cast.cora, cast.early_help, sent_at=first, opened_at=first, days_old=6)

    stranger.submit(link_of(invitation))

    after = now_of(invitation.id)
    assert (after.state, after.sent_at, after.opened_at) == (State.OPENED, first, first)


def test_no_thank_you_is_kept(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)

    page = stranger.submit(f"{link_of(invitation)}/decline")

    assert page.h1 == "Thank you for telling us"
    assert now_of(invitation.id).state == State.DECLINED
    assert stranger.visit(link_of(invitation)).h1 == "You said no thank you"


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (State.EXPIRED, "This link has run out"),
        (State.DECLINED, "You said no thank you"),
        (State.REVOKED, "This invitation was withdrawn"),
        (State.ACCEPTED, "This link was used already"),
    ],
)
@pytest.mark.parametrize("then", ["", "/account", "/decline"])
def test_a_link_that_is_over_says_why_on_every_page(
    cast: Cast, stranger: Browser, state: State, heading: str, then: str
) -> None:
    joined = cast.alice if state is State.ACCEPTED else None
    invitation = make_invitation(cast.cora, cast.early_help, state=state, joined_as=joined)
    address = f"{link_of(invitation)}{then}"

    pages = [stranger.submit(address)] + ([stranger.visit(address)] if then != "/decline" else [])

    assert {(page.status, page.h1) for page in pages} == {(410, heading)}
    assert now_of(invitation.id).state == state


def test_a_link_past_its_last_day_is_over_before_the_sweep_comes(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, days_old=28)

    assert stranger.submit(link_of(invitation)).h1 == "This link has run out"
    assert now_of(invitation.id).state == State.SENT


@pytest.mark.parametrize("token", ["x", "abc.def.ghi", "%00", "a" * 3000])
def test_a_link_that_was_cut_off_says_so(stranger: Browser, token: str) -> None:
    page = stranger.visit(f"/invitation/{token}")

    assert (page.status, page.h1) == (404, "This link is not complete")


def test_a_link_changed_by_one_letter_opens_nothing(cast: Cast, stranger: Browser) -> None:
    link = link_of(make_invitation(cast.cora, cast.early_help))
    # Not the last letter: some of its bits mean nothing.
    changed = link[:30] + ("a" if link[30] != "a" else "b") + link[31:]

    assert stranger.submit(changed).status == 404


def test_only_the_newest_link_works(cast: Cast, stranger: Browser) -> None:
    first = make_invitation(cast.cora, cast.early_help, state=State.REVOKED)
    second = make_invitation(cast.cora, cast.early_help, repeats_id=first.id)

    assert stranger.visit(link_of(first)).h1 == "There is a newer link"
    assert stranger.visit(link_of(second)).h1 == "You are invited to Holdfast"


def test_whoever_has_an_account_here_is_sent_to_sign_in(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, email="alice@example.org")

    page = stranger.visit(link_of(invitation))

    assert (page.status, page.h1) == (409, "You have an account already")
    assert "/sign-in" in page.links


def test_whoever_has_an_account_elsewhere_is_asked_for_another_address(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, email="hugo@example.org")

    page = stranger.submit(link_of(invitation))

    assert (page.status, page.h1) == (409, "Please use another email address")
    assert "Hillside" not in page.text
    assert now_of(invitation.id).state == State.SENT


@pytest.mark.parametrize("state", [State.EXPIRED, State.SENT, State.OPENED])
def test_jane_gets_a_fresh_link_by_herself(cast: Cast, stranger: Browser, mailbox: Mailbox, state: State) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=state, days_old=30)
    old = link_of(invitation)

    page = stranger.submit(f"{old}/new-link")

    after = now_of(invitation.id)
    assert page.h1 == "A fresh link is on its way"
    assert after.state == State.QUEUED
    assert stranger.submit(f"{old}/new-link").h1 == "There is a newer link"
    assert stranger.visit(link_of(after)).h1 == "You are invited to Holdfast"


def test_nobody_else_gets_a_fresh_link(cast: Cast, stranger: Browser) -> None:
    made: list[Invitation] = [
        make_invitation(cast.cora, cast.early_help, state=State.REVOKED),
        make_invitation(cast.cora, cast.early_help, email="b@example.org", state=State.DECLINED),
        make_invitation(cast.cora, cast.early_help, email="c@example.org", state=State.SENT),
    ]

    for invitation in made:
        stranger.submit(f"{link_of(invitation)}/new-link")

    assert [now_of(each.id).nonce for each in made] == [each.nonce for each in made]
