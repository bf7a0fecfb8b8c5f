"""Reminders as mails: neutral, right at the moment they leave, and stopped by one click."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
import time_machine
from sqlalchemy import update

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.mail import suppression
from app.mail.rules import MailState, Suppressed
from app.reminders import emails, links
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.links import Stop
from app.reminders.rules.quiet import HOUSE
from tests.builders.hours import london
from tests.builders.invitations import link_of, make_invitation
from tests.builders.messages import answer_to
from tests.builders.messages import has_read as has_understood
from tests.builders.reminders import (
    DAY,
    PAGES,
    WEDNESDAY,
    choices,
    has_read,
    has_unread_answer,
    keeps_quiet,
    made,
    mails,
    states,
    suppress,
    sweep,
    wishes,
)
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("wednesday")


def path_of(mail: EmailMessage) -> str:
    """The page behind the mailbox's own button."""
    return "/" + str(mail["List-Unsubscribe"]).strip("<>").split("/", 3)[3]


def paused(cast: Cast) -> None:
    """Alice is due to hear that she stopped in the middle, and it is queued."""
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15)
    assert sweep() == 1


def jane(cast: Cast, days_ago: int = 8) -> Invitation:
    """Her invitation lies unopened, and the reminder of it is queued."""
    made = make_invitation(cast.cora, cast.early_help, sent_at=clock.now() - days_ago * DAY, days_old=days_ago)
    assert sweep() == 1
    return made


def test_a_reminder_says_that_there_is_something_and_not_what(cast: Cast, mailbox: Mailbox) -> None:
    paused(cast)

    (mail,) = mails(mailbox)

    assert (mail["To"], mail["Subject"]) == (cast.alice.email, "The reminder you asked for")
    assert mailbox.link_in(mail) == "/home"
    words = mail.as_string().lower().replace(cast.alice.email, "")
    for word in ("psychosis", "bipolar", "module", "alice", "riverside", "mental illness", "nhs", "carer"):
        assert word not in words.replace("mental health", "")


def test_a_reminder_of_an_answer_leads_to_the_messages(cast: Cast, mailbox: Mailbox) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=1)
    has_unread_answer(cast.alice, cast.sue, days_ago=4)
    sweep()

    (mail,) = mails(mailbox)

    assert mailbox.link_in(mail) == "/messages"
    assert cast.sue.name not in mailbox.words_in(mail)


def test_an_invitation_is_called_to_mind_with_the_same_link_and_who_invites(cast: Cast, mailbox: Mailbox) -> None:
    invitation = jane(cast)

    (mail,) = mails(mailbox)

    assert mail["Subject"] == "An invitation from Cora is still open"
    assert mailbox.link_in(mail) == link_of(invitation)
    words = mailbox.words_in(mail)
    assert words.startswith("Hello Jane,")
    assert "once more at most" in words


def test_the_second_reminder_of_an_invitation_says_that_it_is_the_last(cast: Cast, mailbox: Mailbox) -> None:
    jane(cast, days_ago=22)

    (mail,) = mails(mailbox)

    assert "We will not remind you again." in mailbox.words_in(mail)


def _reads(cast: Cast) -> None:
    has_read(cast.alice, days_ago=0)


def _finishes(cast: Cast) -> None:
    has_read(cast.alice, days_ago=15, pages=PAGES, done=True)


def _chooses_none(cast: Cast) -> None:
    wishes(cast.alice, Channel.NONE)


def _chooses_the_site(cast: Cast) -> None:
    wishes(cast.alice, Channel.SITE)


def _closes(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Person, cast.alice.id).closed_at = clock.now()


def _somebody_dies(cast: Cast) -> None:
    suppress(cast.alice, Suppressed.BEREAVED)


@pytest.mark.parametrize("happens", [_reads, _finishes, _chooses_none, _chooses_the_site, _closes, _somebody_dies])
def test_what_happens_before_it_leaves_is_heeded(cast: Cast, mailbox: Mailbox, happens: Callable[[Cast], None]) -> None:
    paused(cast)
    happens(cast)

    assert mails(mailbox) == []
    assert states() == [MailState.CANCELLED]


def test_an_answer_that_was_read_is_not_called_to_mind(
    cast: Cast, mailbox: Mailbox, browser_as: Callable[[Person], Browser]
) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=1)
    conversation_id = has_unread_answer(cast.alice, cast.sue, days_ago=4)
    sweep()
    has_understood(cast.alice)
    browser_as(cast.alice).visit(f"/messages/{conversation_id}")

    assert mails(mailbox) == []


def test_a_newer_answer_brings_its_own_mail_and_no_reminder_of_the_older(cast: Cast, mailbox: Mailbox) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=1)
    conversation_id = has_unread_answer(cast.alice, cast.sue, days_ago=4)
    sweep()
    answer_to(cast.sue, conversation_id)

    assert mails(mailbox) == []
    assert [mail["Subject"] for mail in mailbox.mails] == ["You have a new message"] * 2


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.OPENED.value, "opened_at": WEDNESDAY},
        {"state": State.DECLINED.value, "declined_at": WEDNESDAY},
        {"state": State.REVOKED.value, "revoked_at": WEDNESDAY},
        {"state": State.UNDELIVERABLE.value},
        {"state": State.QUEUED.value},
        {"expires_at": WEDNESDAY + DAY / 2},
        {"sent_at": WEDNESDAY - DAY, "email": "jane.right@example.org"},
    ],
)
def test_an_invitation_that_waits_no_longer_is_not_called_to_mind(
    cast: Cast, mailbox: Mailbox, changes: dict[str, object]
) -> None:
    invitation = jane(cast)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Invitation).where(Invitation.id == invitation.id).values(changes))

    assert mails(mailbox) == []
    assert states() == [MailState.CANCELLED]


def test_a_reminder_decided_before_a_death_was_told_does_not_leave(cast: Cast, mailbox: Mailbox) -> None:
    jane(cast)
    with unit_of_work(cast.riverside.id) as session:
        suppression.suppress(
            session,
            trust_id=cast.riverside.id,
            email="jane@example.org",
            reason=Suppressed.BEREAVED,
            added_by=cast.sue.id,
        )

    assert mails(mailbox) == []


@pytest.mark.parametrize(
    ("hours", "moments"),
    [
        (None, [("2026-11-25 20:10", 0), ("2026-11-26 07:59", 0), ("2026-11-26 08:00", 1)]),
        ((12, 6), [("2026-11-25 12:30", 0), ("2026-11-26 05:59", 0), ("2026-11-26 06:00", 1)]),
    ],
)
def test_what_could_not_leave_in_time_leaves_after_her_quiet_hours(
    cast: Cast, mailbox: Mailbox, hours: tuple[int, int] | None, moments: list[tuple[str, int]]
) -> None:
    if hours:
        keeps_quiet(cast.alice, *hours)
    paused(cast)

    for words, left in moments:
        assert len(mails(mailbox, at=london(words))) == left


def test_who_was_invited_has_the_houses_quiet_hours(cast: Cast) -> None:
    jane(cast)
    (reminder,) = made()
    night = london("2026-11-25 23:00")

    with unit_of_work(Platform.SWEEP) as session:
        leaves = emails.leaves_at(session, subject_id=reminder.id, now=night)

    assert leaves == london("2026-11-26 08:00")
    assert HOUSE.until_hour == 8


def test_one_click_in_a_mailbox_stops_all_reminders_by_mail(cast: Cast, mailbox: Mailbox, stranger: Browser) -> None:
    wishes(cast.ben)
    paused(cast)
    (mail,) = mails(mailbox)

    with time_machine.travel(WEDNESDAY + 300 * DAY, tick=True):
        stranger.visit(path_of(mail))
        assert set(choices(cast.alice).values()) == {"email"}
        page = stranger.submit(path_of(mail), **{"List-Unsubscribe": "One-Click"})

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert page.h1 == "You get no more of these emails"
    assert set(choices(cast.alice).values()) == {"none"}
    assert set(choices(cast.ben).values()) == {"email"}


def test_she_can_stop_only_those_like_this_one(cast: Cast, mailbox: Mailbox, stranger: Browser) -> None:
    paused(cast)
    (mail,) = mails(mailbox)

    page = stranger.submit(path_of(mail), which="this")

    assert page.h1 == "You get no more emails like that one"
    assert [kind for kind, channel in choices(cast.alice).items() if channel == "none"] == ["pause"]


def test_stopping_mails_leaves_a_line_on_the_site_as_it_is(cast: Cast, stranger: Browser) -> None:
    wishes(cast.alice, Channel.SITE, ReminderKind.PAUSE)
    link = links.stop_link(Stop(cast.riverside.id, cast.alice.id, ReminderKind.PAUSE))

    stranger.submit("/" + link.split("/", 3)[3])

    assert choices(cast.alice) == {"pause": "site"}


def test_a_link_that_was_cut_off_or_made_for_another_trust_stops_nothing(cast: Cast, stranger: Browser) -> None:
    wishes(cast.alice)
    link = links.stop_link(Stop(cast.hillside.id, cast.alice.id, ReminderKind.PAUSE))
    path = "/" + link.split("/", 3)[3]

    stranger.submit(path)
    for wrong in (path[:-3], "/reminders/stop/nonsense"):
        assert stranger.visit(wrong).status == 404
        assert stranger.submit(wrong).status == 404
    assert set(choices(cast.alice).values()) == {"email"}


def test_one_click_in_a_reminder_of_an_invitation_ends_all_mail_to_the_address(
    cast: Cast, mailbox: Mailbox, stranger: Browser
) -> None:
    jane(cast)
    (mail,) = mails(mailbox)

    assert path_of(mail) in mailbox.words_in(mail)
    assert stranger.submit(path_of(mail), **{"List-Unsubscribe": "One-Click"}).status == 200

    assert sweep(at=WEDNESDAY + 14 * DAY) == 0


def test_a_reminder_weighs_little(cast: Cast, mailbox: Mailbox) -> None:
    paused(cast)

    (mail,) = mails(mailbox)

    assert len(mail.as_bytes()) < 10_000
