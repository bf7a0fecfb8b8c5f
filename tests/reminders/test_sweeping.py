"""The sweep: each due thing once, however many sweeps there are and whatever ends them."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, insert

from app.accounts.models import Person, RoleGrant
from app.core import clock
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.directory import content as directory
from app.mail.rules import MailState, Suppressed
from app.modules import library, outline
from app.modules.models import PageProgress
from app.reminders.kinds import Channel
from app.reminders.models import ReminderChoice
from app.reminders.service import sweeping
from tests.builders.reminders import (
    DAY,
    MODULE,
    PAGES,
    WEDNESDAY,
    has_read,
    has_unread_answer,
    invited,
    joined,
    keeps_quiet,
    made,
    mails,
    states,
    suppress,
    sweep,
    wishes,
)
from tests.mailbox import Mailbox
from tests.people import Cast
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("wednesday")


def kinds() -> list[str]:
    return [each.kind for each in made()]


def test_the_names_of_files_tell_which_pages_a_module_has(cast: Cast) -> None:
    folder = settings().content_folder
    loaded = library.load(folder, directory=directory.load(folder))

    assert outline.of(folder) == {each.slug: frozenset(page.slug for page in each.pages) for each in loaded.modules}


def test_alice_is_reminded_of_what_she_stopped_reading_and_ben_who_chose_nothing_is_not(cast: Cast) -> None:
    wishes(cast.alice)
    for person in (cast.alice, cast.ben):
        has_read(person, days_ago=15)

    assert (sweep(), sweep()) == (1, 0)

    (reminder,) = made()
    assert (reminder.kind, reminder.person_id, reminder.channel) == ("pause", cast.alice.id, "email")
    assert states() == [MailState.QUEUED]


def test_a_line_on_the_site_brings_no_mail(cast: Cast) -> None:
    wishes(cast.alice, Channel.SITE)
    has_read(cast.alice, days_ago=15)

    assert sweep() == 1
    assert states() == []


def test_who_has_finished_the_module_is_left_in_peace(cast: Cast) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15, pages=PAGES, done=True)

    assert sweep() == 0


def test_who_has_marked_all_pages_but_one_is_in_the_middle(cast: Cast) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15, pages=PAGES[1:], done=True)

    assert sweep() == 1


def test_who_has_read_nothing_is_reminded_on_the_third_day(cast: Cast) -> None:
    wishes(cast.alice)
    joined(cast.alice, days_ago=3)

    assert sweep(at=WEDNESDAY - DAY) == 0
    assert sweep() == 1
    assert kinds() == ["first-module"]


def test_an_answer_that_lies_there_goes_before_a_pause(cast: Cast) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15)
    conversation_id = has_unread_answer(cast.alice, cast.sue, days_ago=4)

    assert sweep() == 1
    assert [(each.kind, each.subject_id) for each in made()] == [("answer", conversation_id)]
    assert (sweep(at=WEDNESDAY + 6 * DAY), sweep(at=WEDNESDAY + 7 * DAY)) == (0, 1)
    assert kinds() == ["answer", "pause"]


def test_an_answer_of_the_day_before_yesterday_is_not_called_to_mind_yet(cast: Cast) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=1)
    has_unread_answer(cast.alice, cast.sue, days_ago=2)

    assert sweep() == 0


def test_who_has_closed_their_account_is_not_reminded(cast: Cast) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Person, cast.alice.id).closed_at = clock.now()

    assert sweep() == 0


@pytest.mark.parametrize("reason", list(Suppressed))
def test_who_is_not_written_to_is_not_reminded_by_mail(cast: Cast, reason: Suppressed) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15)
    suppress(cast.alice, reason)

    assert sweep() == 0


def test_her_own_quiet_hours_count_for_her_alone(cast: Cast) -> None:
    for person in (cast.alice, cast.ben):
        wishes(person)
        has_read(person, days_ago=15)
    keeps_quiet(cast.alice, 9, 22)

    assert sweep() == 1
    assert sweep(at=WEDNESDAY + DAY / 2) == 1
    assert [each.person_id for each in made()] == [cast.ben.id, cast.alice.id]


def test_a_week_is_counted_from_when_the_mail_left(cast: Cast, mailbox: Mailbox) -> None:
    wishes(cast.alice)
    has_read(cast.alice, days_ago=15)
    has_unread_answer(cast.alice, cast.sue, days_ago=4)
    assert sweep() == 1
    assert len(mails(mailbox, at=WEDNESDAY + 3 * DAY)) == 1

    assert [day for day in range(4, 16) if sweep(at=WEDNESDAY + day * DAY)] == [10]


def _at_once(number: int, work: Callable[[], object]) -> None:
    barrier = Barrier(number)

    def run() -> None:
        barrier.wait()
        work()

    threads = [Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _crowd(cast: Cast, number: int, *, days_ago: int = 15) -> None:
    """Relatives who all stopped reading on one day and wish to be reminded of it."""
    at, trust_id = clock.now() - days_ago * DAY, cast.riverside.id
    ids = [uuid4() for _ in range(number)]
    people = [
        {
            "id": each,
            "trust_id": trust_id,
            "email": f"{each}@example.org",
            "name": "N",
            "password_hash": "",
            "created_at": at,
        }
        for each in ids
    ]
    theirs = [{"trust_id": trust_id, "person_id": each} for each in ids]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(Person), people)
        session.execute(
            insert(RoleGrant), [each | {"role": "relative", "team_id": cast.early_help.id} for each in theirs]
        )
        session.execute(
            insert(ReminderChoice), [each | {"kind": "pause", "channel": "email", "changed_at": at} for each in theirs]
        )
        page = {"module": MODULE, "page": PAGES[0], "opened_at": at, "version": 1}
        session.execute(insert(PageProgress), [each | page for each in theirs])


def test_five_sweeps_at_once_make_each_due_thing_once(cast: Cast) -> None:
    _crowd(cast, 60)
    for number in range(40):
        invited(cast, f"jane{number}@example.org", days_ago=8)

    _at_once(5, lambda: sweeping.send_due(at_once=7))
    sweep()

    assert len(made()) == len({(each.kind, each.subject_id) for each in made()}) == 100
    assert len(states()) == 100


def test_a_sweep_that_is_ended_in_the_middle_loses_nothing_and_repeats_nothing(cast: Cast) -> None:
    _crowd(cast, 20)
    seen: list[str] = []

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.extend(["mail"] * ("INSERT INTO outbound_mail" in statement))
        if len(seen) == 13:
            raise ConnectionError("the database went away")

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(ConnectionError):
            sweep(at_once=5)
    finally:
        event.remove(Engine, "before_cursor_execute", fail)

    assert (len(made()), len(states())) == (10, 10)
    assert sweep(at_once=5) == 10
    assert (len(made()), len(states())) == (20, 20)


def test_two_thousand_people_are_looked_at_in_few_statements(cast: Cast) -> None:
    _crowd(cast, 2000, days_ago=2)

    with counted() as sent:
        assert sweep() == 0

    assert len(sent) <= 3 * 6
