"""The worker invites those on a list: each once, whatever happens, and nobody whom something has befallen meanwhile."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, select, text

from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.invitations import service as inviting
from app.invitations.refusals import InvitedBefore
from app.invitations.rules import State
from app.invitations.service import Invitee
from app.lists import sending, service
from app.lists.models import InvitationList
from app.lists.rules import ListState
from app.mail.models import OutboundMail
from tests.builders.invitations import all_invitations, make_invitation
from tests.builders.lists import addresses, confirm, list_of, make_list, send_all, state_of
from tests.people import Cast

MANY = addresses(45)


def _invited() -> list[str]:
    return sorted(each.email for each in all_invitations())


def _act(cast: Cast, do: Callable[..., None], list_id: object) -> None:
    with unit_of_work(cast.riverside.id) as session:
        do(session, actor_id=cast.cora.id, found=session.get_one(InvitationList, list_id))


def _audited(cast: Cast, action: str) -> list[dict[str, Any]]:
    with unit_of_work(cast.riverside.id) as session:
        return list(session.scalars(select(AuditEntry.details).where(AuditEntry.action == action)))


def test_everybody_who_is_ready_is_invited_by_whoever_said_yes(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.sue, list_id)
    send_all(list_id)

    assert _invited() == sorted(MANY)
    assert {(each.inviter_id, each.list_id, each.came_by) for each in all_invitations()} == {
        (cast.sue.id, list_id, "list")
    }
    assert state_of(list_id) == (ListState.FINISHED, dict.fromkeys(MANY, "invited"))


def test_each_has_a_mail_that_leaves_by_itself(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    send_all(list_id)

    with unit_of_work(Platform.SWEEP) as session:
        assert sorted(session.scalars(select(OutboundMail.recipient))) == sorted(MANY)


def test_nobody_is_invited_without_a_yes(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    send_all(list_id)

    assert _invited() == []


def test_one_form_sent_many_times_at_once_makes_one_list(cast: Cast) -> None:
    once = uuid4()
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(make_list, cast.cora, cast.early_help, MANY, once=once) for _ in range(8)]
        ids = {each.result() for each in made}

    assert len(ids) == 1
    assert len(state_of(ids.pop())[1]) == len(MANY)


def test_many_clicks_on_send_are_one_yes(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    with ThreadPoolExecutor(4) as pool:
        for each in [pool.submit(confirm, cast.cora, list_id) for _ in range(8)]:
            each.result()
    send_all(list_id)
    confirm(cast.cora, list_id)

    assert len(_audited(cast, "list.confirmed")) == 1
    assert _invited() == sorted(MANY)


def test_two_workers_at_once_invite_nobody_twice(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    with ThreadPoolExecutor(4) as pool:
        for each in [pool.submit(sending.send_some, list_id) for _ in range(16)]:
            each.result()
    send_all(list_id)

    assert _invited() == sorted(MANY)
    assert state_of(list_id)[0] is ListState.FINISHED


def test_two_lists_with_the_same_people_in_another_order_are_sent_at_once(cast: Cast) -> None:
    lists = [make_list(cast.cora, cast.early_help, order) for order in (MANY, MANY[::-1])]
    for each in lists:
        confirm(cast.cora, each)
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(sending.send_some, lists[number % 2]) for number in range(12)]:
            done.result()
    for each in lists:
        send_all(each)

    assert _invited() == sorted(MANY)
    assert {state_of(each)[0] for each in lists} == {ListState.FINISHED}


def test_colleagues_invite_the_same_people_by_hand_meanwhile(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)

    def by_hand(email: str) -> None:
        invitee = Invitee(email, "Jo", "parent", team_id=cast.early_help.id)
        with suppress(InvitedBefore), unit_of_work(cast.riverside.id) as session:
            inviting.invite(session, inviter_id=cast.sue.id, trust_id=cast.riverside.id, invitee=invitee)

    with ThreadPoolExecutor(3) as pool:
        both = [pool.submit(by_hand, email) for email in MANY[::-2]]
        both += [pool.submit(send_all, list_id) for _ in range(2)]
        for each in both:
            each.result()
    send_all(list_id)

    assert _invited() == sorted(MANY)
    assert set(state_of(list_id)[1].values()) <= {"invited", "invited-before"}


@contextmanager
def _killed_after(statements: int) -> Iterator[None]:
    """As if the worker were killed in the middle of its work: what is not committed is gone."""
    left = statements

    class Killed(BaseException):
        pass

    def count(*_facts: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise Killed

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield
    except Killed:
        pass
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def test_a_worker_that_is_killed_again_and_again_loses_nobody_and_invites_nobody_twice(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    for statements in (1, 3, 7, 40, 150, 290, 20, 420, 90):
        with _killed_after(statements):
            send_all(list_id)
    send_all(list_id)

    assert _invited() == sorted(MANY)
    assert state_of(list_id)[0] is ListState.FINISHED


@contextmanager
def _refusing(owner: Engine, email: str) -> Iterator[None]:
    """As if the database refused one address."""
    function = (
        "CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NEW.email = '{email}' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$"
    )
    with owner.begin() as connection:
        connection.execute(text(function))
        connection.execute(
            text("CREATE TRIGGER refuse BEFORE INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION refuse_one()")
        )
    try:
        yield
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP TRIGGER refuse ON invitations"))
            connection.execute(text("DROP FUNCTION refuse_one"))


def test_a_row_that_breaks_keeps_no_other_waiting_and_is_tried_again(cast: Cast, owner: Engine) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    with _refusing(owner, MANY[0]):
        send_all(list_id)
        assert _invited() == sorted(MANY[1:])
        assert state_of(list_id)[0] is ListState.SENDING
    send_all(list_id)

    assert _invited() == sorted(MANY)


def test_whoever_was_invited_since_the_look_is_skipped_with_the_reason(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY[:3])
    make_invitation(cast.sue, cast.early_help, email=MANY[0])
    make_invitation(cast.sue, cast.early_help, email=MANY[1], state=State.DECLINED)
    confirm(cast.cora, list_id)
    send_all(list_id)

    assert list(state_of(list_id)[1].values()) == ["invited-before", "said-no", "invited"]


def test_whoever_joined_since_is_skipped_and_an_account_elsewhere_is_not_learned_of(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, [MANY[0], cast.hugo.email])
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text("UPDATE people SET email = :email WHERE id = :id"), {"email": MANY[0], "id": cast.ben.id})
    confirm(cast.cora, list_id)
    send_all(list_id)

    assert list(state_of(list_id)[1].values()) == ["has-account", "invited"]


def test_a_paused_list_stays_where_it_is_until_somebody_goes_on(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    sending.send_some(list_id)
    _act(cast, service.pause, list_id)
    send_all(list_id)
    assert len(_invited()) == sending.AT_ONCE
    _act(cast, service.confirm, list_id)
    send_all(list_id)
    assert len(_invited()) == sending.AT_ONCE

    _act(cast, service.go_on, list_id)
    send_all(list_id)

    assert _invited() == sorted(MANY)
    assert _audited(cast, "list.paused") == [{"ready": 25, "skipped": 0, "invited": 20}]


def test_a_list_that_was_thrown_away_cannot_be_sent(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    _act(cast, service.throw_away, list_id)
    _act(cast, service.throw_away, list_id)

    with pytest.raises(Conflict, match="thrown away"):
        _act(cast, service.confirm, list_id)
    assert state_of(list_id) == (ListState.THROWN_AWAY, {})
    assert _audited(cast, "list.thrown-away") == [{"ready": 45, "skipped": 0, "invited": 0}]


def test_a_list_that_is_being_sent_is_not_thrown_away(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)

    with pytest.raises(Conflict):
        _act(cast, service.throw_away, list_id)


@pytest.mark.parametrize("how", ["closed", "left"])
def test_nobody_is_invited_by_somebody_who_has_left(cast: Cast, how: str) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        if how == "closed":
            session.execute(text("UPDATE people SET closed_at = now() WHERE id = :id"), {"id": cast.cora.id})
        else:
            session.execute(text("DELETE FROM role_grants WHERE person_id = :id"), {"id": cast.cora.id})
    send_all(list_id)

    assert (_invited(), list_of(list_id).state) == ([], "paused")
    with unit_of_work(cast.riverside.id) as session:
        service.go_on(session, actor_id=cast.sue.id, found=session.get_one(InvitationList, list_id))
    send_all(list_id)
    assert {each.inviter_id for each in all_invitations()} == {cast.sue.id}


def test_no_address_is_in_the_audit_trail(cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, MANY)
    confirm(cast.cora, list_id)
    send_all(list_id)

    with unit_of_work(cast.riverside.id) as session:
        assert not [each for each in session.scalars(select(AuditEntry.details)) if "@" in str(each)]
