"""Two supporters at once: one wins, the other is told, and the relative reads one answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.accounts import queries
from app.accounts import service as accounts
from app.accounts.models import Person
from app.accounts.signed_in import SignedIn
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.messages.models import Conversation, Message, Reply
from app.messages.rules.written import Written
from app.messages.service import answering, leaving, putting_by, replying, taking
from app.messages.service.answering import Answer
from app.messages.service.putting_by import Chosen
from tests.builders import inbox as build
from tests.builders.inbox import MONDAY
from tests.builders.messages import fresh, make_conversation, signed_in, write_to
from tests.people import Cast

ROUNDS = 100


@pytest.mark.slow
def test_sue_and_sam_answer_at_once_a_hundred_times(cast: Cast) -> None:
    conversation_id, both = make_conversation(cast.alice), _both(cast)
    for _round in range(ROUNDS):
        seen = fresh(conversation_id).last_number
        assert sorted(_at_once(*(partial(_answer, who, conversation_id, seen) for who in both))) == [False, True]
        write_to(cast.alice, conversation_id, "And another thing.")

    with unit_of_work(Platform.COMMAND_LINE) as session:
        answers = select(func.count()).where(Message.kind == "supporter")
        assert session.scalar(answers) == ROUNDS


@pytest.mark.slow
def test_sue_and_sam_take_it_at_once_a_hundred_times(cast: Cast) -> None:
    conversation_id, both = make_conversation(cast.alice), _both(cast)
    for _round in range(ROUNDS):
        _belongs_to_nobody(conversation_id)
        version = fresh(conversation_id).version
        assert sorted(_at_once(*(partial(_take, who, conversation_id, version) for who in both))) == [False, True]


@pytest.mark.slow
def test_two_workers_and_a_cancelling_supporter_a_hundred_times(cast: Cast) -> None:
    """It is sent once or cancelled, never both, and never twice."""
    conversation_id, sue = make_conversation(cast.alice), signed_in(cast.sue)
    for _round in range(ROUNDS):
        reply_id = build.put_by(cast.sue, conversation_id, send_at=MONDAY + timedelta(days=3650))
        build.make_due(reply_id)
        before = fresh(conversation_id).last_number
        _at_once(_send_due, _send_due, partial(_cancel, sue, conversation_id, reply_id))
        _send_due()

        state = _state(reply_id)
        assert state in {"sent", "cancelled"}
        assert fresh(conversation_id).last_number - before == (state == "sent")


@pytest.mark.slow
def test_a_supporter_leaves_while_sam_takes_over_and_their_answer_goes_out(cast: Cast) -> None:
    """Nobody waits for another for ever, and whatever comes first, what was put off is sent and Sam or nobody has it."""
    sam = signed_in(build.make_supporter(cast))
    for number in range(ROUNDS // 4):
        kim, conversation_id = build.make_supporter(cast, f"Kim{number}"), make_conversation(cast.alice)
        reply_id = build.put_by(kim, conversation_id, send_at=MONDAY + timedelta(days=3650))
        build.make_due(reply_id)
        version = fresh(conversation_id).version
        _at_once(_send_due, partial(_close_account, kim), partial(_take, sam, conversation_id, version))
        _send_due()

        assert _state(reply_id) == "sent"
        assert fresh(conversation_id).owner_id in {None, sam.person_id}


def _both(cast: Cast) -> tuple[SignedIn, SignedIn]:
    return signed_in(cast.sue), signed_in(build.make_supporter(cast))


def _at_once(*things: Callable[[], bool]) -> list[bool]:
    ready = Barrier(len(things))

    def run(thing: Callable[[], bool]) -> bool:
        ready.wait()
        return thing()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(run, things))


def _answer(user: SignedIn, conversation_id: UUID, seen: int) -> bool:
    given = Answer(user.person_id, Written("Here is how."), uuid4(), seen)
    try:
        with unit_of_work(user.own_trust) as session:
            answering.answer(session, trust_id=user.own_trust, conversation_id=conversation_id, given=given)
    except Conflict:
        return False
    return True


def _take(user: SignedIn, conversation_id: UUID, version: int) -> bool:
    try:
        with unit_of_work(user.own_trust) as session:
            taking.take(session, user=user, conversation_id=conversation_id, version=version)
    except Conflict:
        return False
    return True


def _cancel(user: SignedIn, conversation_id: UUID, reply_id: UUID) -> bool:
    try:
        with unit_of_work(user.own_trust) as session:
            putting_by.cancel(session, user=user, chosen=Chosen(conversation_id, reply_id, 1))
    except Conflict:
        return False
    return True


def _send_due() -> bool:
    with unit_of_work(Platform.SWEEP) as session:
        return replying.send_due(session) > 0


def _close_account(person: Person) -> bool:
    with unit_of_work(person.trust_id) as session:
        found = queries.find_open(session, person_id=person.id)
        assert found
        accounts.close(session, person=found, actor_id=person.id, also=(leaving.leave_with_account,))
    return True


def _state(reply_id: UUID) -> str:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get_one(Reply, reply_id).state


def _belongs_to_nobody(conversation_id: UUID) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Conversation, conversation_id).owner_id = None
