"""A check-in that is due: a quiet line on the first page, and a reminder of the follow-ups for who wishes for it."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core import clock
from app.mail.rules import Suppressed
from app.outcomes.rules import TimePoint
from app.reminders.kinds import Channel, ReminderKind
from tests.builders import check_ins as build
from tests.builders.check_ins import make_check_in
from tests.builders.reminders import DAY, has_read, joined, made, mails, suppress, sweep, wishes
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("wednesday")

BrowserAs = Callable[[Person], Browser]
START, WEEK_12 = "A short check-in now", "You came here about 12 weeks ago."
MEASURES = ("k10", "phq-9", "gad-7")


def at_week_12(person: Person, channel: Channel = Channel.EMAIL, *, days_ago: int = 75) -> None:
    joined(person, days_ago=days_ago)
    has_read(person, days_ago=3)
    wishes(person, channel, ReminderKind.CHECK_IN)


def test_nobody_is_asked_before_they_have_read_something(cast: Cast, browser_as: BrowserAs) -> None:
    alice = browser_as(cast.alice)
    assert START not in alice.visit("/home").text

    has_read(cast.alice, days_ago=0)

    assert START in alice.visit("/home").text


@pytest.mark.parametrize(("days", "words"), [(40, ""), (84, WEEK_12), (120, ""), (170, "about 24 weeks ago")])
def test_the_first_page_asks_at_the_times_of_the_study_only(
    cast: Cast, browser_as: BrowserAs, days: int, words: str
) -> None:
    joined(cast.alice, days_ago=days)
    has_read(cast.alice, days_ago=1)
    page = browser_as(cast.alice).visit("/home")

    assert page.links.count("/check-ins") == (2 if words else 1)
    assert words in page.text


def test_once_all_are_done_the_line_is_gone(cast: Cast, browser_as: BrowserAs) -> None:
    joined(cast.alice, days_ago=84)
    has_read(cast.alice, days_ago=1)
    alice = browser_as(cast.alice)
    for name in MEASURES:
        assert WEEK_12 in alice.visit("/home").text
        make_check_in(cast.alice, name, point=TimePoint.WEEK_12)

    assert WEEK_12 not in alice.visit("/home").text


def test_what_a_trust_does_not_use_nobody_is_asked_for(cast: Cast, browser_as: BrowserAs) -> None:
    has_read(cast.alice, days_ago=1)
    for name in MEASURES:
        build.set_up(cast.riverside, cast.tess, name, is_on=False)

    assert START not in browser_as(cast.alice).visit("/home").text


@pytest.mark.parametrize("reason", [Suppressed.BEREAVED, Suppressed.WITHDREW])
def test_who_is_bereaved_or_wants_no_contact_is_not_asked(
    cast: Cast, browser_as: BrowserAs, reason: Suppressed
) -> None:
    at_week_12(cast.alice)
    suppress(cast.alice, reason)

    assert WEEK_12 not in browser_as(cast.alice).visit("/home").text
    assert sweep() == 0


def test_the_mail_leads_to_the_check_ins_and_says_nothing(cast: Cast, mailbox: Mailbox) -> None:
    at_week_12(cast.alice)
    sweep()
    (mail,) = mails(mailbox)

    assert mailbox.link_in(mail) == "/check-ins"
    assert "There is a short page for you to fill in, if you like." in mail.as_string()
    assert "check-in" not in mail.as_string().lower().replace("/check-ins", "")


def test_a_follow_up_is_called_to_mind_once_however_much_of_it_is_left(cast: Cast) -> None:
    at_week_12(cast.alice)
    numbers = [sweep()]
    make_check_in(cast.alice, "k10", point=TimePoint.WEEK_12)
    numbers += [sweep(at=clock.now() + days * DAY) for days in (8, 16, 24)]

    assert numbers == [1, 0, 0, 0]
    assert [each.kind for each in made()] == ["check-in"]


def test_each_follow_up_has_its_own(cast: Cast) -> None:
    at_week_12(cast.alice)

    assert [sweep(), sweep(at=clock.now() + 90 * DAY)] == [1, 1]


def test_the_start_is_on_the_first_page_and_in_no_mail(cast: Cast) -> None:
    has_read(cast.alice, days_ago=1)
    wishes(cast.alice, Channel.EMAIL, ReminderKind.CHECK_IN)

    assert sweep() == 0


def test_who_has_read_nothing_or_wished_for_nothing_gets_none(cast: Cast) -> None:
    joined(cast.alice, days_ago=84)
    wishes(cast.alice, Channel.EMAIL, ReminderKind.CHECK_IN)
    joined(cast.ben, days_ago=84)
    has_read(cast.ben, days_ago=3)

    assert sweep() == 0


def test_done_before_the_mail_leaves_it_stays_here(cast: Cast, mailbox: Mailbox) -> None:
    at_week_12(cast.alice)
    sweep()
    for name in MEASURES:
        make_check_in(cast.alice, name, point=TimePoint.WEEK_12)

    assert mails(mailbox) == []


def test_ten_days_after_her_own_she_is_not_asked_and_after_two_weeks_she_is(cast: Cast) -> None:
    at_week_12(cast.alice)
    for name in MEASURES:
        make_check_in(cast.alice, name, days_ago=10)

    assert [sweep(), sweep(at=clock.now() + 5 * DAY)] == [0, 1]


def test_on_the_site_it_is_a_line_that_she_can_put_away(cast: Cast, browser_as: BrowserAs) -> None:
    at_week_12(cast.alice, Channel.SITE)
    sweep()
    alice = browser_as(cast.alice)
    line = "You asked to be reminded: it is time for a check-in, if you like."
    assert line in alice.visit("/home").text

    alice.submit(f"/account/reminders/{made()[0].id}/put-away")

    assert line not in alice.visit("/home").text
    assert WEEK_12 in alice.visit("/home").text
