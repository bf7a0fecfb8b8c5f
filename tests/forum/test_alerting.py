"""When posts wait for too long, moderators and leads of the trust are told once, without a word of what is in them."""

from datetime import timedelta

from sqlalchemy import update

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Review
from app.forum.rules.moderation import Verb
from app.forum.rules.posts import PostState
from app.forum.service import alerting
from app.mail import delivery
from app.mailers import MAILERS
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.mailbox import Mailbox
from tests.people import Cast

TITLE = "My brother on Maple ward"


def _make_overdue(cast: Cast) -> None:
    alice, board = build.join_forum(cast.alice), build.make_board(cast.riverside)
    for number in range(2):
        held = build.make_thread(alice, board, f"{TITLE} {number}", state=PostState.HELD)
        mod.make_review(build.first_of(held))
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Review).values(due_at=clock.now() - timedelta(minutes=1)))


def _sweep() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return alerting.tell_of_overdue(session)


def test_max_sue_and_tess_are_told_once_of_all_that_waits(cast: Cast, mailbox: Mailbox) -> None:
    _make_overdue(cast)

    assert (_sweep(), _sweep()) == (3, 0)
    delivery.send_all_due(mailers=MAILERS)

    assert sorted(str(each["To"]) for each in mailbox.mails) == [
        "max@example.org",
        "sue@example.org",
        "tess@example.org",
    ]
    assert all("2 things" in str(each) and "Maple" not in str(each) for each in mailbox.mails)


def test_what_comes_within_the_hour_is_told_after_it(cast: Cast) -> None:
    _make_overdue(cast)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Review).values(alerted_at=clock.now() - alerting.PAUSE / 2))
    alice, board = build.join_forum(cast.ben), build.make_board(cast.riverside)
    late = mod.make_review(build.first_of(build.make_thread(alice, board)))
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Review).where(Review.id == late).values(due_at=clock.now()))

    assert _sweep() == 0
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Review).where(Review.id != late).values(alerted_at=clock.now() - alerting.PAUSE))
    assert _sweep() == 3


def test_a_mail_to_somebody_who_has_gone_does_not_leave(cast: Cast, mailbox: Mailbox) -> None:
    _make_overdue(cast)
    _sweep()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Person).values(closed_at=clock.now()))

    delivery.send_all_due(mailers=MAILERS)

    assert mailbox.mails == []


def test_a_mail_does_not_leave_when_everything_was_looked_at_meanwhile(cast: Cast, mailbox: Mailbox) -> None:
    _make_overdue(cast)
    _sweep()
    max_ = mod.moderator(cast.max)
    for line in mod.queue(max_):
        mod.decide(max_, line.id, Verb.APPROVE)

    delivery.send_all_due(mailers=MAILERS)

    assert mailbox.mails == []


def test_what_somebody_looks_at_just_now_alerts_nobody(cast: Cast) -> None:
    _make_overdue(cast)
    max_ = mod.moderator(cast.max)
    for line in mod.queue(max_):
        mod.take(max_, line.id)

    assert _sweep() == 0
