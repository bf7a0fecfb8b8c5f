"""Tess leaves a test account out of the figures, and cannot leave anybody out who does not agree."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from app.accounts import left_out
from app.accounts.models import Person
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.queries import figures as forum
from app.invitations.rules import State
from app.messages.queries import figures as messages
from app.reminders.digests import queries as digests
from app.reports.uptake import counts
from tests.builders.forum import join_forum, make_board, make_thread
from tests.builders.invitations import make_invitation
from tests.builders.messages import make_conversation
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PAGE = "/staff/reports/left-out"
LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=clock.UTC), datetime(2100, 1, 1, tzinfo=clock.UTC)


def ask(cast: Cast, browser_as: Browsers, email: str = "alice@example.org") -> str:
    return browser_as(cast.tess).submit(PAGE, email=email).text


def agree(cast: Cast, browser_as: Browsers, answer: str = "yes") -> None:
    ask(cast, browser_as)
    browser_as(cast.alice).submit("/account/test-account", is_test=answer)


def is_test(cast: Cast) -> bool:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get_one(Person, cast.alice.id).is_test


def done() -> list[str]:
    wanted = select(AuditEntry.details).where(AuditEntry.action == Action.TEST_ACCOUNT_CHANGED.value)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return [each["what"] for each in session.scalars(wanted.order_by(AuditEntry.id))]


def test_the_lead_alone_changes_no_figure(cast: Cast, browser_as: Browsers) -> None:
    assert "Waits for a yes" in ask(cast, browser_as)
    assert not is_test(cast)


def test_who_says_yes_is_left_out_and_it_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    agree(cast, browser_as)
    assert is_test(cast)
    assert "Left out" in browser_as(cast.tess).visit(PAGE).text
    assert done() == ["asked", "left out"]


def test_who_says_no_counts_and_is_off_the_list(cast: Cast, browser_as: Browsers) -> None:
    agree(cast, browser_as, "no")
    assert not is_test(cast)
    assert "There are none." in browser_as(cast.tess).visit(PAGE).text


def test_the_owner_can_change_their_mind(cast: Cast, browser_as: Browsers) -> None:
    agree(cast, browser_as)
    browser_as(cast.alice).submit("/account/test-account", is_test="no")
    assert not is_test(cast)


def test_the_lead_counts_an_account_again(cast: Cast, browser_as: Browsers) -> None:
    agree(cast, browser_as)
    browser_as(cast.tess).submit(f"{PAGE}/{cast.alice.id}/count")
    assert not is_test(cast)
    assert done() == ["asked", "left out", "counted again"]


def test_a_yes_at_the_same_moment_does_not_outlive_the_lead_taking_it_back(cast: Cast, browser_as: Browsers) -> None:
    ask(cast, browser_as)
    with unit_of_work(cast.riverside.id) as session:
        read_before = session.get_one(Person, cast.alice.id)
        browser_as(cast.alice).submit("/account/test-account", is_test="yes")
        left_out.take_back(session, trust_id=cast.riverside.id, person_id=cast.alice.id, actor_id=cast.tess.id)
        assert not read_before.is_test
    assert not is_test(cast)


def test_nobody_can_answer_who_was_not_asked(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.alice).submit("/account/test-account", is_test="yes").status == 404
    assert not is_test(cast)


@pytest.mark.parametrize("email", ["nobody@example.org", "cora@example.org", "hugo@example.org", "no address"])
def test_only_a_relative_of_the_own_trust_can_be_asked(cast: Cast, browser_as: Browsers, email: str) -> None:
    page = browser_as(cast.tess).submit(PAGE, email=email)
    assert page.status == 422
    assert page.value("email") == email


def test_an_account_is_asked_once(cast: Cast, browser_as: Browsers) -> None:
    ask(cast, browser_as)
    assert "on the list already" in ask(cast, browser_as)


def test_another_trusts_lead_cannot_count_it_again(cast: Cast, browser_as: Browsers) -> None:
    agree(cast, browser_as)
    assert browser_as(cast.hanna).submit(f"{PAGE}/{cast.alice.id}/count").status == 404
    assert is_test(cast)


def test_no_figure_of_people_counts_a_test_account(cast: Cast, browser_as: Browsers) -> None:
    for person in (cast.alice, cast.ben):
        make_invitation(cast.cora, cast.early_help, email=person.email, state=State.ACCEPTED, joined_as=person)
        make_thread(join_forum(person), make_board(cast.riverside, person.name))
        make_conversation(person)
    agree(cast, browser_as)
    with unit_of_work(cast.riverside.id) as session:
        assert forum.busy(session, trust_id=cast.riverside.id, start=LONG_AGO, end=LATER).writers == 1
        assert [each.writers for each in messages.weeks(session, trust_id=cast.riverside.id, start=LONG_AGO)] == [1]
        assert digests.week(session, team_id=cast.early_help.id, span=(LONG_AGO, LATER)).joined == 1
        total = counts.table(session, trust_id=cast.riverside.id).total
    assert total
    assert (total.relatives, total.accounts) == (1, 1)
