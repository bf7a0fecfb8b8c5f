"""The forum's mails: never a word of what they tell of, and one click stops them."""

from datetime import datetime
from email.message import EmailMessage

import pytest
import time_machine

from app.forum import links
from app.forum.rules.notices import NoticeKind
from app.mail import delivery
from app.mailers import MAILERS
from tests.builders.forum import (
    first_of,
    follow,
    join_forum,
    make_act,
    make_board,
    make_post,
    make_thread,
    read_to,
    take_part,
)
from tests.builders.hours import london
from tests.builders.news import DAY, MONDAY, WEDNESDAY, change, fresh, mails, notices, sweep, talk
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast


@pytest.fixture(autouse=True)
def wednesday() -> object:
    """Everything happens on a Wednesday morning unless somebody waits."""
    with time_machine.travel(WEDNESDAY, tick=True) as moment:
        yield moment


def test_a_reply_brings_one_mail_that_says_nothing_of_it(cast: Cast, mailbox: Mailbox) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread, "Tom is home again.")

    assert sweep() == 1

    (mail,) = mails(mailbox)
    assert mail["To"] == cast.alice.email
    assert mail["Subject"] == "Something new for you"
    assert mailbox.link_in(mail) == "/forum/mine"
    for words in ("Tom", "Heron", "Bluebell", "Ben", "Alice", str(thread.id)):
        assert words not in mail.get_body(("plain",)).get_content().replace(cast.alice.email, "")  # type: ignore[union-attr]


def test_in_a_commons_hugo_of_the_other_trust_is_mailed_as_well(cast: Cast, mailbox: Mailbox) -> None:
    board = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, board)
    hugo, ben = join_forum(cast.hugo), join_forum(cast.ben)
    thread = make_thread(ben, board)
    follow(hugo, thread, told_position=1)
    make_post(ben, thread)

    assert sweep() == 1
    assert [mail["To"] for mail in mails(mailbox)] == [cast.hugo.email]


def test_ben_is_told_of_a_decision_before_anything_else(cast: Cast, mailbox: Mailbox) -> None:
    _alice, _ben, thread = talk(cast)
    act = make_act(cast.max, first_of(thread))

    assert sweep() == 1

    assert notices() == [NoticeKind.DECISION]
    (mail,) = mails(mailbox)
    assert (mail["To"], mail["Subject"]) == (cast.ben.email, "An answer for you")
    assert mailbox.link_in(mail) == "/forum/decisions"
    assert act.words not in mail.as_string()
    assert sweep(at=WEDNESDAY + DAY) == 0


def test_the_weekly_mail_comes_on_monday_for_who_wants_it_and_counts_threads(cast: Cast, mailbox: Mailbox) -> None:
    alice, ben = join_forum(cast.alice, days_ago=30), join_forum(cast.ben, days_ago=30)
    board = make_board(cast.riverside)
    for title in ("One", "Two"):
        make_thread(ben, board, title)
    make_thread(ben, board, "Old", days_ago=20)
    change(alice, mails_weekly=True)

    assert sweep() == 0
    assert (sweep(at=MONDAY), sweep(at=MONDAY + DAY)) == (1, 0)

    (mail,) = mails_at(MONDAY, mailbox)
    assert mail["To"] == cast.alice.email
    assert "in 2 conversations" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def mails_at(moment: datetime, mailbox: Mailbox) -> list[EmailMessage]:
    with time_machine.travel(moment + DAY, tick=True):
        delivery.send_all_due(mailers=MAILERS)
    return mailbox.mails


def test_a_week_without_anything_new_brings_no_weekly_mail(cast: Cast) -> None:
    alice = join_forum(cast.alice, days_ago=30)
    make_thread(join_forum(cast.ben), make_board(cast.riverside), days_ago=20)
    change(alice, mails_weekly=True)

    assert sweep(at=MONDAY) == 0


def test_what_she_has_read_and_what_she_began_herself_is_not_counted_for_the_week(cast: Cast) -> None:
    alice, ben = join_forum(cast.alice, days_ago=30), join_forum(cast.ben, days_ago=30)
    board = make_board(cast.riverside)
    make_thread(alice, board, "My own")
    read_to(alice, make_thread(ben, board, "Read"), 1)
    change(alice, mails_weekly=True)

    assert sweep(at=MONDAY) == 0


def test_one_click_in_the_mail_stops_them_all_without_signing_in(
    cast: Cast, mailbox: Mailbox, stranger: Browser
) -> None:
    alice, ben, thread = talk(cast)
    make_post(ben, thread)
    sweep()
    (mail,) = mails(mailbox)
    address = mail["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]

    with time_machine.travel(WEDNESDAY + 300 * DAY, tick=True):
        stranger.visit(path)
        assert fresh(alice).mails_replies
        page = stranger.submit(path, **{"List-Unsubscribe": "One-Click"})

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert page.h1 == "You get no more of these emails"
    assert (fresh(alice).mails_replies, fresh(alice).mails_weekly) == (False, False)
    assert fresh(ben).mails_replies


def test_a_link_that_was_cut_off_or_made_for_something_else_stops_nothing(cast: Cast, stranger: Browser) -> None:
    alice, _ben, _thread = talk(cast)
    link = links.stop_link(trust_id=alice.trust_id, member_id=alice.id)
    path = "/" + link.split("/", 3)[3]

    for wrong in (path[:-3], "/forum/mails/stop/nonsense"):
        assert stranger.visit(wrong).status == 404
        assert stranger.submit(wrong).status == 404
    assert fresh(alice).mails_replies


def test_who_stops_mails_before_one_has_left_does_not_get_it(cast: Cast, mailbox: Mailbox) -> None:
    alice, ben, thread = talk(cast)
    make_post(ben, thread)
    sweep()
    change(alice, mails_replies=False)

    assert mails(mailbox) == []


def test_what_could_not_leave_before_nine_in_the_evening_leaves_in_the_morning(cast: Cast, mailbox: Mailbox) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread)
    sweep(at=london("2026-11-25 20:59"))

    for moment, left in (("2026-11-25 21:01", 0), ("2026-11-26 03:00", 0), ("2026-11-26 08:00", 1)):
        with time_machine.travel(london(moment), tick=True):
            delivery.send_all_due(mailers=MAILERS)
        assert len(mailbox.mails) == left
