"""Addresses on a list are deleted when nobody needs them; invitations stay."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.lists import forgetting, service
from app.lists.models import InvitationList
from app.lists.rules import TRANSITIONS, ListState
from tests.builders.invitations import all_invitations
from tests.builders.lists import addresses, confirm, list_of, make_list, send_all, state_of
from tests.page import Browser
from tests.people import Cast

MANY = addresses(3)


def _days_pass(list_id: UUID, days: int) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        columns = (InvitationList.created_at, InvitationList.confirmed_at, InvitationList.ended_at)
        earlier = {column: column - timedelta(days=days) for column in columns}
        session.execute(update(InvitationList).where(InvitationList.id == list_id).values(earlier))


def _forget() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return forgetting.forget_old(session)


def _is_there(list_id: UUID) -> bool:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get(InvitationList, list_id) is not None


def test_a_finished_list_is_emptied_after_28_days_and_its_invitations_stay(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    send_all(list_id)
    _days_pass(list_id, 27)
    assert _forget() == 0

    _days_pass(list_id, 1)

    assert (_forget(), _forget()) == (1, 0)
    assert (state_of(list_id)[1], list_of(list_id).file_name) == ({}, "")
    assert len(all_invitations()) == 3


def test_the_page_of_an_emptied_list_says_so(cast: Cast, browser_as: Callable[[Person], Browser]) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    send_all(list_id)
    _days_pass(list_id, 28)
    _forget()
    cora = browser_as(cast.cora)

    assert "The addresses on this list were deleted" in cora.visit(f"/staff/lists/{list_id}").text
    assert "Its rows are deleted" in cora.visit("/staff/lists").text


def test_a_list_that_nobody_said_yes_to_is_deleted_after_7_days(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    _days_pass(list_id, 6)
    assert (_forget(), _is_there(list_id)) == (0, True)

    _days_pass(list_id, 1)

    assert (_forget(), _is_there(list_id)) == (1, False)


def test_a_list_that_was_thrown_away_unsent_has_no_rows_at_once_and_is_gone_later(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    with unit_of_work(cast.riverside.id) as session:
        service.throw_away(session, actor_id=cast.cora.id, found=session.get_one(InvitationList, list_id))
    assert state_of(list_id)[1] == {}

    _days_pass(list_id, 28)
    _forget()

    assert not _is_there(list_id)


def test_a_list_that_stays_paused_is_thrown_away_after_28_days(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    with unit_of_work(cast.riverside.id) as session:
        service.pause(session, actor_id=cast.cora.id, found=session.get_one(InvitationList, list_id))
    _days_pass(list_id, 28)
    _forget()

    assert state_of(list_id)[0] is ListState.THROWN_AWAY
    assert list_of(list_id).ended_at is not None


def test_a_list_that_is_being_sent_is_never_forgotten(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    _days_pass(list_id, 100)

    assert (_forget(), len(state_of(list_id)[1])) == (0, 3)


@pytest.mark.parametrize("state", ListState)
def test_every_state_has_its_ways_out_and_what_is_over_has_none(state: ListState) -> None:
    is_over = state in {ListState.FINISHED, ListState.THROWN_AWAY}

    assert (not TRANSITIONS[state]) == is_over
