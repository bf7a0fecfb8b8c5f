"""The live hints of messages: Alice's conversation and Sue's inbox lie open. Nothing that anybody writes goes this way."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from redis import Redis
from sqlalchemy import delete, select, update

from app.accounts import service as accounts
from app.accounts import sessions
from app.accounts.models import Person, RoleGrant, SignInSession
from app.accounts.roles import Role
from app.core import clock, config
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation
from app.messages.queries import inbox
from app.messages.rules.written import Written
from app.messages.service import writing
from tests.builders.accounts import make_person, session_for
from tests.builders.messages import answer_to, fresh, make_conversation, signed_in, write_to
from tests.live.conftest import Line, Opens
from tests.people import Cast

PLANTED = "The heron stood on one leg in the rain"


def _topic(conversation_id: UUID) -> str:
    return f"messages.conversation.{conversation_id}"


def _inbox(cast: Cast) -> str:
    return f"messages.inbox.{cast.riverside.id}"


def _heard(line: Line, topic: str) -> int:
    said = line.hear()
    assert said["topic"] == topic
    return int(said["number"])


def test_alice_hears_that_sue_has_answered(cast: Cast, opened: Opens) -> None:
    conversation_id = make_conversation(cast.alice)
    line, before = opened(cast.alice).ask(_topic(conversation_id)), fresh(conversation_id).last_number
    assert _heard(line, _topic(conversation_id)) == before
    answer_to(cast.sue, conversation_id)

    assert _heard(line, _topic(conversation_id)) == before + 1


def test_sue_hears_in_her_inbox_and_in_the_conversation_that_alice_has_written(cast: Cast, opened: Opens) -> None:
    conversation_id = make_conversation(cast.alice)
    inbox, page = opened(cast.sue).ask(_inbox(cast)), opened(cast.sue).ask(_topic(conversation_id))
    before = _heard(inbox, _inbox(cast)), _heard(page, _topic(conversation_id))
    write_to(cast.alice, conversation_id)

    assert _heard(inbox, _inbox(cast)) > before[0]
    assert _heard(page, _topic(conversation_id)) > before[1]


@pytest.mark.parametrize("who", ["ben", "cora", "max", "tess", "ada", "harry", "hanna", "hugo", "stella", "sam"])
@pytest.mark.parametrize("what", [_topic, lambda _id: "inbox"], ids=["conversation", "inbox"])
def test_nobody_else_hears_of_either(cast: Cast, opened: Opens, who: str, what: Callable[[UUID], str]) -> None:
    others = {
        "stella": (Role.SUPPORTER, {"team": cast.hill_team}),
        "sam": (Role.SAFEGUARDING_LEAD, {"trust": cast.riverside}),
    }
    person = make_person(who, others[who][0], **others[who][1]) if who in others else getattr(cast, who)  # type: ignore[arg-type]
    topic = what(make_conversation(cast.alice)).replace("inbox", _inbox(cast))

    assert opened(person).ask(topic).code() == 1008


def test_alice_does_not_hear_of_the_inbox(cast: Cast, opened: Opens) -> None:
    make_conversation(cast.alice)

    assert opened(cast.alice).ask(_inbox(cast)).code() == 1008


def test_what_is_committed_late_is_new_in_the_inbox_although_it_was_numbered_early(cast: Cast, opened: Opens) -> None:
    early, user = make_conversation(cast.alice), signed_in(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        writing.write(session, user=user, conversation_id=early, written=Written("First"), once=uuid4())
        make_conversation(cast.ben)
        line = opened(cast.sue).ask(_inbox(cast))
        before = _heard(line, _inbox(cast))

    assert _heard(line, _inbox(cast)) > before


def test_the_inbox_page_and_its_line_count_alike(cast: Cast, opened: Opens) -> None:
    make_conversation(cast.ben)
    write_to(cast.alice, make_conversation(cast.alice))
    with unit_of_work(cast.riverside.id) as session:
        shown = inbox.load(session, user=signed_in(cast.sue)).newest

    assert shown == _heard(opened(cast.sue).ask(_inbox(cast)), _inbox(cast)) > 0


def _without_role(cast: Cast, person: Person) -> None:
    with unit_of_work(cast.riverside.id) as session:
        session.execute(delete(RoleGrant).where(RoleGrant.person_id == person.id))


@pytest.mark.parametrize("what", [_topic, lambda _id: "inbox"], ids=["conversation", "inbox"])
def test_who_is_no_supporter_any_more_hears_nothing_of_the_next_message(
    cast: Cast, opened: Opens, what: Callable[[UUID], str]
) -> None:
    conversation_id = make_conversation(cast.alice)
    topic = what(conversation_id).replace("inbox", _inbox(cast))
    line = opened(cast.sue).ask(topic)
    _heard(line, topic)
    _without_role(cast, cast.sue)
    write_to(cast.alice, conversation_id)

    assert line.code() == 1008


def test_whose_session_has_run_out_hears_nothing_of_the_next_message(cast: Cast, opened: Opens) -> None:
    conversation_id, token = make_conversation(cast.alice), session_for(cast.alice)
    line = opened(cast.alice, token).ask(_topic(conversation_id))
    _heard(line, _topic(conversation_id))
    with unit_of_work(Platform.SIGN_IN) as session:
        session.execute(update(SignInSession).values(last_seen_at=clock.now() - sessions.IDLE))
    answer_to(cast.sue, conversation_id, seen=fresh(conversation_id).last_number)

    assert line.code() == 1008


def test_and_is_hung_up_on_at_once_when_that_is_said(cast: Cast, opened: Opens) -> None:
    line = opened(cast.sue).ask(_inbox(cast))
    _heard(line, _inbox(cast))
    _without_role(cast, cast.sue)
    with unit_of_work(cast.riverside.id) as session:
        sessions.rights_have_changed(session, person_id=cast.sue.id)

    assert line.code() == 1008


def test_a_closed_account_is_hung_up_on_at_once(cast: Cast, opened: Opens) -> None:
    line = opened(cast.sue).ask(_inbox(cast))
    _heard(line, _inbox(cast))
    with unit_of_work(cast.riverside.id) as session:
        accounts.close(session, person=session.get_one(Person, cast.sue.id), actor_id=cast.tess.id, also=())

    assert line.code() == 1008


def test_what_is_written_does_not_pass_through_redis(cast: Cast) -> None:
    with _overheard() as commands:
        conversation_id = make_conversation(cast.alice, PLANTED, topic=PLANTED)
        answer_to(cast.sue, conversation_id, PLANTED)

    hints = [command.removeprefix("PUBLISH ") for command in commands if command.startswith("PUBLISH")]
    named = rf"messages\.(conversation\.{conversation_id}|inbox\.{cast.riverside.id})"
    assert len(hints) >= 4
    assert all(re.fullmatch(rf"holdfast\.hints {named} \d+", hint) for hint in hints)
    assert not [command for command in commands if "heron" in command.lower()]


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """Everything that anybody says to Redis meanwhile."""
    said: list[str] = []
    ready = threading.Event()

    def listen() -> None:
        with redis.monitor() as everything:
            ready.set()
            said.extend(iter(lambda: everything.next_command()["command"], "ECHO over"))

    with Redis.from_url(config.require("redis_url")) as redis:
        listener = threading.Thread(target=listen)
        listener.start()
        ready.wait()
        yield said
        redis.echo("over")
        listener.join()


def test_a_look_at_sessions_leaves_no_way_past_the_walls(cast: Cast) -> None:
    make_conversation(cast.alice)
    with unit_of_work(None) as session:
        sessions.alive(session, fingerprints=frozenset({b"nobody's"}))

        assert session.scalars(select(Conversation.id)).all() == []
