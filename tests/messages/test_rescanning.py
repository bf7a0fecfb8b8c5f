"""A newer detector reads what no supporter has opened yet."""

from uuid import UUID, uuid4

from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.messages.models import Message
from app.messages.rules.conversations import Kind
from app.messages.rules.written import Written
from app.messages.service import adding, moves, reading, rescanning
from app.messages.service.adding import Entry
from app.risk import detector
from app.risk.models import Flag
from tests.builders.messages import make_conversation, signed_in
from tests.people import Cast

NOW = "He has taken all his tablets and I cannot wake him, what do I do"


def read_by_an_old_one(cast: Cast) -> UUID:
    """Danger that the detector of those days did not see."""
    conversation_id = make_conversation(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        conversation = moves.locked(session, trust_id=cast.riverside.id, conversation_id=conversation_id)
        entry = Entry(Kind.RELATIVE, cast.alice.id, Written(NOW), uuid4(), "old")
        adding.add(session, conversation=conversation, entry=entry)
    return conversation_id


def read_again() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return rescanning.read_again(session)


def flags() -> list[tuple[str, UUID | None]]:
    with unit_of_work(Platform.SWEEP) as session:
        return [(urgency, writer) for urgency, writer in session.execute(select(Flag.urgency, Flag.writer_id))]


def test_danger_that_the_old_one_missed_raises_a_flag_once(cast: Cast) -> None:
    read_by_an_old_one(cast)

    assert (read_again(), read_again()) == (1, 0)
    assert flags() == [("look_now", cast.alice.id)]
    with unit_of_work(Platform.SWEEP) as session:
        assert set(session.scalars(select(Message.detector).where(Message.kind == "relative"))) == {detector.version()}


def test_what_sue_has_opened_is_left_to_her(cast: Cast) -> None:
    conversation_id = read_by_an_old_one(cast)
    with unit_of_work(cast.riverside.id) as session:
        reading.seen_by_team(session, user=signed_in(cast.sue), conversation_id=conversation_id)

    assert read_again() == 0
    assert flags() == []
