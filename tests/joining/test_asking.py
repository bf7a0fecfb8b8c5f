"""A relative joins without any staff action."""

import re

import pytest

from app.core.db import unit_of_work
from app.invitations.rules import CameBy, State
from app.mail import delivery, suppression
from app.mail.rules import Suppressed
from app.mailers import MAILERS
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import all_invitations, link_of, make_invitation
from tests.builders.joining import ASKED, CODE, make_asked, make_code, queued
from tests.builders.trusts import make_team
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

SENT = "Look in your mailbox"


def _send_all() -> None:
    delivery.send_all_due(mailers=MAILERS)


def test_jane_types_the_code_and_sees_who_offers_it_and_what_it_is(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)

    page = stranger.submit("/join", code=" c4d7-h2k9 ")

    assert (page.path, page.h1) == (f"/join/{CODE}", "Join Holdfast")
    assert "Early Help, Riverside, offers it" in page.text
    assert "It is not research" in page.text


def test_she_asks_and_the_team_has_an_invitation_that_nobody_sent(cast: Cast, stranger: Browser) -> None:
    code = make_code(cast.early_help, cast.cora)

    page = stranger.submit(f"/join/{CODE}", **ASKED)

    [made] = all_invitations()
    assert page.h1 == SENT
    assert (made.came_by, made.code_id, made.inviter_id) == (CameBy.CODE, code.id, None)
    assert (made.trust_id, made.team_id, made.state) == (cast.riverside.id, cast.early_help.id, State.QUEUED)
    assert queued() == [("join-confirm", "jane@example.org")]


def test_she_joins_with_the_link_in_the_mail(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    make_code(cast.early_help, cast.cora)
    stranger.submit(f"/join/{CODE}", **ASKED)
    _send_all()
    link = mailbox.link_in(mailbox.mails[0])

    letter = stranger.visit(link)
    stranger.submit(link)
    home = stranger.submit(f"{link}/account", name="Jane", password=PASSWORD, read="yes")

    assert letter.h1 == "You asked to join Holdfast"
    assert "jane@example.org is your address" in letter.text
    assert home.h1 == "Hello, Jane"


def test_who_wanted_no_mail_and_joins_is_written_to_again(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    make_code(cast.early_help, cast.cora)
    trust_id, jane = cast.riverside.id, "jane@example.org"
    with unit_of_work(trust_id) as session:
        suppression.suppress(session, trust_id=trust_id, email=jane, reason=Suppressed.STOPPED)
    stranger.submit(f"/join/{CODE}", **ASKED)
    _send_all()
    link = mailbox.link_in(mailbox.mails[0])

    stranger.submit(link)
    stranger.submit(f"{link}/account", name="Jane", password=PASSWORD, read="yes")

    with unit_of_work(trust_id) as session:
        assert suppression.of(session, trust_id=trust_id, email=jane) is None


def test_who_never_asked_says_so_once_and_nobody_can_ask_in_their_name_again(
    cast: Cast, stranger: Browser, mailbox: Mailbox
) -> None:
    make_code(cast.early_help, cast.cora)
    stranger.submit(f"/join/{CODE}", **ASKED)
    _send_all()
    [stop] = re.findall(r"http\S+(/mail/stop/\S+)", mailbox.words_in(mailbox.mails[0]))

    stranger.submit(stop)
    stranger.submit(f"/join/{CODE}", **ASKED)
    _send_all()

    assert len(mailbox.mails) == 1
    assert [each.state for each in all_invitations()] == [State.DECLINED]


def test_what_was_typed_is_not_shown_to_whoever_opens_the_link(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    make_code(cast.early_help, cast.cora)
    stranger.submit(f"/join/{CODE}", **(ASKED | {"first_name": "Zebedee"}))
    _send_all()
    link = mailbox.link_in(mailbox.mails[0])

    assert "Zebedee" not in stranger.visit(link).text
    assert not stranger.submit(link).value("name")


def test_the_mail_says_who_offers_it_and_not_a_word_that_was_typed(
    cast: Cast, stranger: Browser, mailbox: Mailbox
) -> None:
    make_code(cast.early_help, cast.cora)
    stranger.submit(f"/join/{CODE}", **(ASKED | {"first_name": "Zebedee"}))
    _send_all()

    [mail] = mailbox.mails
    assert mail["Subject"] == "The link that you asked for"
    assert "Holdfast is offered by Early Help, Riverside." in mailbox.words_in(mail)
    assert "Zebedee" not in mail.as_string()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "jane"}, "Enter an email address in the correct format"),
        ({"first_name": " "}, "Enter your first name"),
        ({"first_name": "Ring 0800 123"}, "without numbers or web addresses"),
        ({"first_name": "see evil.example"}, "without numbers or web addresses"),
        ({"relationship": "queen"}, "Choose who you are"),
        ({"sixteen": ""}, "Tick the box if you are 16 or older"),
    ],
)
def test_a_slip_is_explained_and_nothing_is_sent(
    cast: Cast, stranger: Browser, changed: dict[str, str], sentence: str
) -> None:
    make_code(cast.early_help, cast.cora)

    page = stranger.submit(f"/join/{CODE}", **(ASKED | changed))

    assert page.status == 422
    assert sentence in page.text
    assert page.value("first_name") == (ASKED | changed)["first_name"]
    assert (all_invitations(), queued()) == ([], [])


@pytest.mark.parametrize("typed", ["", "C4D7", "C4D7-H2K8", "/join/"])
def test_a_code_that_nobody_has_is_explained(cast: Cast, stranger: Browser, typed: str) -> None:
    page = stranger.submit("/join", code=typed)

    assert page.status == 422
    assert "code" in page.text
    assert page.value("code") in {typed, None}


@pytest.mark.parametrize("gone", [{"stopped": True}, {"days_left": 0}])
def test_a_code_that_is_over_leads_to_kind_words(cast: Cast, stranger: Browser, gone: dict[str, object]) -> None:
    make_code(cast.early_help, cast.cora, **gone)  # type: ignore[arg-type]

    shown, sent = stranger.visit(f"/join/{CODE}"), stranger.submit(f"/join/{CODE}", **ASKED)

    assert (shown.status, shown.h1) == (404, "This code does not work")
    assert (sent.status, all_invitations()) == (404, [])


def test_an_old_code_works_until_its_day(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora, days_left=1)

    assert stranger.visit(f"/join/{CODE}").h1 == "Join Holdfast"


def test_whom_staff_invited_gets_that_link_again_and_stays_theirs(
    cast: Cast, stranger: Browser, mailbox: Mailbox
) -> None:
    make_code(cast.early_help, cast.cora)
    invited = make_invitation(cast.cora, cast.early_help)

    stranger.submit(f"/join/{CODE}", **ASKED)
    _send_all()

    [mine] = all_invitations()
    assert (mine.id, mine.inviter_id, mine.came_by) == (invited.id, cast.cora.id, CameBy.STAFF)
    assert mailbox.mails[0]["Subject"] == "The link that you asked for"
    assert stranger.visit(mailbox.link_in(mailbox.mails[0])).h1 == "You are invited to Holdfast"
    assert stranger.visit(link_of(invited)).h1 == "There is a newer link"


def test_who_asks_again_by_another_teams_code_comes_to_that_team(cast: Cast, stranger: Browser) -> None:
    north = make_team(cast.riverside, "North")
    make_code(cast.early_help, cast.cora)
    other = make_code(north, cast.cora, code="22223333")
    stranger.submit(f"/join/{CODE}", **ASKED)
    _send_all()

    stranger.submit("/join/22223333", **ASKED)

    [mine] = all_invitations()
    assert (mine.team_id, mine.code_id) == (north.id, other.id)


def test_a_link_that_ran_out_can_be_asked_for_anew(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    old = make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, days_old=40)

    stranger.submit(f"/join/{CODE}", **ASKED)

    assert [(each.state, each.repeats_id) for each in all_invitations()] == [("expired", None), ("queued", old.id)]


def test_her_own_link_that_ran_out_is_renewed_with_one_button(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    code = make_code(cast.early_help, cast.cora)
    old = make_asked(code, cast.cora, cast.early_help, state=State.EXPIRED, days_old=40)

    page = stranger.submit(f"{link_of(old)}/new-link")

    assert page.h1 == "A fresh link is on its way"
    assert queued() == [("join-confirm", "jane@example.org")]


def test_whoever_is_younger_finds_kind_words_and_where_to_turn(stranger: Browser) -> None:
    page = stranger.visit("/join/under-16")

    assert "never your fault" in page.text
    assert "Childline" in page.text


def test_no_page_of_joining_asks_for_more_than_it_needs(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)

    page = stranger.visit(f"/join/{CODE}")

    asked = set(re.findall(r'name="(\w+)"', page.response.text)) - {"viewport", "robots"}
    assert asked == {"email", "first_name", "relationship", "sixteen"}
