"""A relative waits: whatever supporters do with the conversation, somebody sees it and is told."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import time_machine

from app.accounts.models import Person
from app.mail.rules import EmailKind
from tests.builders import inbox as build
from tests.builders.inbox import MONDAY, seen
from tests.builders.messages import fresh, make_conversation, write_to
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


def test_the_team_is_told_of_a_relative_who_waits_when_sue_gives_it_back(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    sam = build.make_supporter(cast)
    for verb in ("take", "release"):
        _do(sue, conversation_id, verb)

    assert build.told(EmailKind.MESSAGE_WAITS) == [sam.email, cast.sue.email, cast.sue.email]


def test_one_more_message_of_alice_brings_back_what_was_put_aside_and_sue_is_told(
    cast: Cast, browser_as: BrowserAs
) -> None:
    with time_machine.travel(MONDAY):
        conversation_id = make_conversation(cast.alice)
        _do(browser_as(cast.sue), conversation_id, "snooze", snooze_until="2026-11-24")
        write_to(cast.alice, conversation_id, "One thing more.")
        write_to(cast.alice, conversation_id, "And another.")

    assert fresh(conversation_id).snoozed_until is None
    assert build.told(EmailKind.MESSAGE_WAITS) == [cast.sue.email] * 2


def test_what_was_closed_by_mistake_waits_again_and_the_team_is_told(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        _do(browser_as(cast.sue), conversation_id, "close")
        now.shift(timedelta(days=1))
        _do(browser_as(cast.sue), conversation_id, "open-again")

    found, due = fresh(conversation_id), MONDAY.replace(day=26, hour=17)
    assert (found.state, found.waiting_since, found.closed_at) == ("waiting", MONDAY, None)
    assert (found.due_at, found.next_escalation_at, found.owner_id) == (due, due, cast.sue.id)
    assert build.told(EmailKind.MESSAGE_WAITS) == [cast.sue.email] * 2


def test_what_a_relative_who_has_left_wrote_stays_closed(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    browser_as(cast.alice).submit("/account/close")

    assert _do(sue, conversation_id, "open-again").status == 409
    assert fresh(conversation_id).state == "closed"


def _do(browser: Browser, conversation_id: UUID, verb: str, **more: str) -> Page:
    return browser.submit(f"/staff/inbox/{conversation_id}/{verb}", **seen(conversation_id), **more)
