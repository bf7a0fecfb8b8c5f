"""A conversation is opened in an emergency: one asks, another agrees, it can be read for an hour, and all is written down."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.roles import ROLES, Permission
from app.audit import service as audit
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict, NotFound
from app.mail.models import OutboundMail
from app.messages.models import Act, Opening
from app.messages.rules.conversations import State
from tests.builders.glass import WHY, WHY_NOT, agree_to, ask_for, make_safeguarding_lead, read_opened, refuse
from tests.builders.messages import TEXT, fresh, make_conversation, write_to
from tests.people import Cast

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.fixture
def sara(cast: Cast) -> Person:
    return make_safeguarding_lead(cast.riverside)


@pytest.fixture
def conversation(cast: Cast) -> UUID:
    return make_conversation(cast.alice, topic="Tonight")


def acts(conversation_id: UUID) -> list[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.scalars(select(Act.act).where(Act.conversation_id == conversation_id).order_by(Act.id))
        return [each for each in rows if each.startswith("glass")]


def mails(kind: str) -> set[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return set(session.scalars(select(OutboundMail.recipient).where(OutboundMail.kind == kind)))


def audited(subject_id: UUID) -> list[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(AuditEntry.action).filter_by(subject_id=subject_id).order_by(AuditEntry.id)))


def test_sara_asks_tess_agrees_and_sara_reads_it(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)

    assert TEXT in read_opened(sara, opening, conversation)
    assert acts(conversation) == ["glass_asked", "glass_allowed", "glass_read"]


def test_until_somebody_agrees_sara_reads_nothing(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)

    with pytest.raises(NotFound):
        read_opened(sara, opening, conversation)


def test_it_closes_by_itself_after_sixty_minutes(cast: Cast, sara: Person, conversation: UUID) -> None:
    with time_machine.travel(NOW, tick=False):
        opening = ask_for(sara, conversation)
        agree_to(cast.tess, opening)
    with time_machine.travel(NOW + timedelta(minutes=59, seconds=59), tick=False):
        assert read_opened(sara, opening, conversation)
    with time_machine.travel(NOW + timedelta(minutes=60), tick=False), pytest.raises(NotFound):
        read_opened(sara, opening, conversation)


def test_nobody_agrees_to_what_they_asked_for_themselves(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)

    with pytest.raises(Conflict, match="Somebody else must agree"):
        agree_to(sara, opening)


def test_the_database_too_refuses_one_person_for_both(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)

    with pytest.raises(IntegrityError, match="two_people"), unit_of_work(cast.riverside.id) as session:
        row = session.get_one(Opening, opening)
        row.decided_by, row.allowed_at = sara.id, NOW


@pytest.mark.parametrize("second", ["tess", "another safeguarding lead"])
def test_whoever_agrees_does_not_read(cast: Cast, sara: Person, conversation: UUID, second: str) -> None:
    person = cast.tess if second == "tess" else make_safeguarding_lead(cast.riverside, "Sal")
    opening = ask_for(sara, conversation)
    agree_to(person, opening)

    with pytest.raises(NotFound):
        read_opened(person, opening, conversation)


def test_one_of_the_two_is_always_a_safeguarding_lead() -> None:
    asks = {role for role, words in ROLES.items() if Permission.MESSAGES_OPEN in words.permissions}
    agrees = {role for role, words in ROLES.items() if Permission.MESSAGES_AGREE in words.permissions}

    assert asks == {"safeguarding_lead"}
    assert agrees == {"safeguarding_lead", "trust_lead"}


def test_what_was_refused_stays_closed(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)
    refuse(cast.tess, opening)

    with pytest.raises(NotFound):
        read_opened(sara, opening, conversation)
    assert acts(conversation) == ["glass_asked", "glass_refused"]


def test_nobody_agrees_a_day_later(cast: Cast, sara: Person, conversation: UUID) -> None:
    with time_machine.travel(NOW, tick=False):
        opening = ask_for(sara, conversation)
    with time_machine.travel(NOW + timedelta(hours=24), tick=False), pytest.raises(Conflict, match="is over"):
        agree_to(cast.tess, opening)


def test_of_two_at_once_one_decides_and_the_other_is_told(cast: Cast, sara: Person) -> None:
    sal = make_safeguarding_lead(cast.riverside, "Sal")

    def try_to(decide: object, person: Person, opening: UUID) -> str:
        try:
            decide(person, opening)  # type: ignore[operator]
        except Conflict as told:
            return told.sentence
        return "won"

    for _time in range(20):
        opening = ask_for(sara, make_conversation(cast.alice))
        with ThreadPoolExecutor(2) as both:
            said = [both.submit(try_to, agree_to, cast.tess, opening), both.submit(try_to, refuse, sal, opening)]
            results = sorted(each.result() for each in said)
        assert results[1] == "won"
        assert results[0] in {
            "Somebody else has agreed already. Nothing was changed by you.",
            "Somebody else has refused already. Nothing was changed by you.",
        }


def test_nothing_else_opens(cast: Cast, sara: Person, conversation: UUID) -> None:
    other = make_conversation(cast.alice, "Another matter")
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)

    assert "Another matter" not in read_opened(sara, opening, conversation)
    with pytest.raises(NotFound):
        read_opened(sara, other, other)


def test_each_reading_stands_in_the_chained_trail(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)
    for _time in range(3):
        read_opened(sara, opening, conversation)

    steps = ["conversation.opening-asked", "conversation.opening-agreed", *["conversation.opening-read"] * 3]
    assert audited(conversation) == steps
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert audit.first_broken(session, trust_id=cast.riverside.id) is None


def test_a_reading_that_cannot_be_written_down_does_not_happen(
    cast: Cast, sara: Person, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)

    def fail(*_nothing: object, **_facts: object) -> None:
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        read_opened(sara, opening, conversation)

    assert acts(conversation)[-1] == "glass_allowed"
    assert mails("glass-opened") == set()


def test_alice_is_told_once_with_the_first_reading(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)
    assert mails("glass-opened") == set()

    read_opened(sara, opening, conversation)
    said = read_opened(sara, opening, conversation)

    told = [each for each in said if "This is an automatic message" in each]
    assert len(told) == 1
    assert (
        "a safeguarding lead of Riverside read this conversation, because somebody's life may be in danger" in told[0]
    )
    assert mails("glass-opened") == {"alice@example.org"}


def test_who_told_her_has_no_name_and_the_reason_stays_where_it_is(
    cast: Cast, sara: Person, conversation: UUID
) -> None:
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)

    said = " ".join(read_opened(sara, opening, conversation))

    assert "Sara" not in said
    assert "Tess" not in said
    assert WHY not in said


def test_when_it_would_be_dangerous_alice_learns_of_nothing(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation, why_not_told=WHY_NOT)
    agree_to(cast.tess, opening)
    before = fresh(conversation).last_number

    read_opened(sara, opening, conversation)

    assert mails("glass-opened") == set()
    assert fresh(conversation).last_number == before
    assert acts(conversation) == ["glass_asked", "glass_allowed", "glass_read"]


def test_that_sara_reads_it_does_not_look_as_if_the_supporters_had(
    cast: Cast, sara: Person, conversation: UUID
) -> None:
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)
    read_opened(sara, opening, conversation)

    found = fresh(conversation)
    assert found.seen_number == 0
    assert found.state == State.WAITING.value
    assert found.relative_seen_number < found.last_number


def test_at_night_alice_still_reads_that_nobody_is_there(cast: Cast, sara: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        conversation = make_conversation(cast.alice)
        opening = ask_for(sara, conversation)
    with time_machine.travel(NOW.replace(hour=22), tick=False):
        agree_to(cast.tess, opening)
        read_opened(sara, opening, conversation)
        write_to(cast.alice, conversation, "Is somebody there?")
        said = read_opened(sara, opening, conversation)

    assert "Nobody reads messages now" in said[-1]


def test_those_who_can_agree_are_mailed_and_nobody_else(cast: Cast, sara: Person, conversation: UUID) -> None:
    make_safeguarding_lead(cast.riverside, "Sal")
    make_safeguarding_lead(cast.hillside, "Sid")

    ask_for(sara, conversation)

    assert mails("glass-asked") == {"tess@example.org", "sal@example.org"}


def test_with_nobody_to_agree_sara_is_told_and_nothing_is_kept(cast: Cast) -> None:
    sid = make_safeguarding_lead(cast.hillside, "Sid")
    conversation = make_conversation(cast.hugo)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text("UPDATE people SET closed_at = now() WHERE id = :id"), {"id": cast.hanna.id})

    with pytest.raises(Conflict, match="Nobody else in your trust can agree"):
        ask_for(sid, conversation)


def test_the_same_form_sent_twice_is_one_request(cast: Cast, sara: Person, conversation: UUID) -> None:
    assert ask_for(sara, conversation) == ask_for(sara, conversation)


def test_the_reasons_are_locked_with_the_conversations_key(cast: Cast, sara: Person, conversation: UUID) -> None:
    opening = ask_for(sara, conversation, why_not_told=WHY_NOT)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        sealed = session.get_one(Opening, opening).sealed
    assert WHY.encode() not in sealed
    assert WHY_NOT.encode() not in sealed


@pytest.mark.parametrize("whose", ["conversation", "request"])
def test_another_trust_finds_neither_the_conversation_nor_the_request(
    cast: Cast, sara: Person, conversation: UUID, whose: str
) -> None:
    sid = make_safeguarding_lead(cast.hillside, "Sid")

    with pytest.raises(NotFound):
        if whose == "conversation":
            ask_for(sid, conversation)
        else:
            agree_to(cast.hanna, ask_for(sara, conversation))
