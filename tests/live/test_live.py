"""The live hints: Ben's page lies open while others write."""

import time
from datetime import timedelta
from uuid import UUID

import pytest
from redis import Redis
from sqlalchemy import select, update
from websockets.exceptions import InvalidStatus

from app.accounts import sessions
from app.accounts.models import SignInSession
from app.core import clock, config, tokens
from app.core.db import Platform, unit_of_work
from app.core.hints import CHANNEL
from app.forum.models import Board, Member, Thread
from app.forum.rules.posts import PostState
from tests.builders import forum as build
from tests.builders.accounts import session_for
from tests.live.conftest import Opens, connected, own_program, passing_program
from tests.people import Cast


def _thread(cast: Cast, **options: object) -> Thread:
    """Alice's thread, in a board where Ben is a member too."""
    board = build.make_board(cast.riverside)
    build.join_forum(cast.ben, name="Heron")
    return build.make_thread(build.join_forum(cast.alice, name="Bluebell"), board, **options)  # type: ignore[arg-type]


def _topic(thread: Thread) -> str:
    return f"forum.thread.{thread.id}"


def _answers(thread: Thread) -> None:
    """Alice writes once more, and the post is shown."""
    with unit_of_work(thread.trust_id) as session:
        member = session.get_one(Member, thread.member_id)
    build.make_post(member, thread)


def _subscriptions() -> int:
    with Redis.from_url(config.require("redis_url")) as redis:
        return int(redis.pubsub_numsub(CHANNEL)[0][1])


def test_ben_hears_the_newest_number_at_once_and_each_new_one_and_nothing_else(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    line = opened(cast.ben).ask(_topic(thread))
    first = line.hear()
    _answers(thread)

    assert first == {"topic": _topic(thread), "number": 1}
    assert line.hear() == {"topic": _topic(thread), "number": 2}


def test_a_member_of_another_trust_hears_in_a_commons(cast: Cast, opened: Opens) -> None:
    board = build.make_board(cast.riverside, is_commons=True)
    build.take_part(cast.hillside, board)
    build.join_forum(cast.hugo, name="Otter")
    thread = build.make_thread(build.join_forum(cast.alice), board)

    assert opened(cast.hugo).ask(_topic(thread)).hear()["number"] == 1


@pytest.mark.parametrize("who", ["hugo", "cora", "tess", "ada"])
def test_who_may_not_read_the_thread_is_hung_up_on(cast: Cast, opened: Opens, who: str) -> None:
    thread = _thread(cast)
    build.join_forum(cast.hugo, name="Otter")

    assert opened(getattr(cast, who)).ask(_topic(thread)).code() == 1008


@pytest.mark.parametrize(
    "topic", ["forum.thread.nonsense", f"forum.thread.{UUID(int=7)}", "accounts.person.x", "", "x" * 300]
)
def test_so_is_who_asks_for_what_is_not_there(cast: Cast, opened: Opens, topic: str) -> None:
    build.join_forum(cast.ben)

    assert opened(cast.ben).ask(topic).code() == 1008


def test_a_thread_that_waits_for_a_moderator_is_heard_by_its_writer_and_not_by_ben(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast, state=PostState.HELD)

    assert opened(cast.alice).ask(_topic(thread)).hear()["number"] == 0
    assert opened(cast.ben).ask(_topic(thread)).code() == 1008


def test_a_ninth_topic_is_too_many(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    others = [
        build.make_thread(Member(id=thread.member_id, trust_id=thread.trust_id), Board(id=thread.board_id))
        for _ in range(8)
    ]
    line = opened(cast.ben)
    for each in (thread, *others):
        line.ask(_topic(each))

    assert line.code() == 1008


@pytest.mark.parametrize("origin", ["https://elsewhere.example", None, "null"])
def test_another_websites_page_is_refused_before_it_is_accepted(cast: Cast, site: str, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused, connected(site, session_for(cast.alice), origin=origin):
        pass

    assert refused.value.response.status_code == 403


def test_a_stranger_is_refused(database: None, site: str) -> None:
    for token in (None, "made up"):
        with pytest.raises(InvalidStatus) as refused, connected(site, token):
            pass
        assert refused.value.response.status_code == 403


def test_the_line_ends_as_soon_as_ben_signs_out(cast: Cast, opened: Opens) -> None:
    thread, token = _thread(cast), session_for(cast.ben)
    line = opened(cast.ben, token).ask(_topic(thread))
    line.hear()
    with unit_of_work(cast.riverside.id) as session:
        sessions.end(session, person_id=cast.ben.id, token_hash=tokens.fingerprint(token))

    assert line.code() == 1008


def test_signing_out_of_the_phone_leaves_the_line_of_the_laptop(cast: Cast, opened: Opens) -> None:
    thread, phone = _thread(cast), session_for(cast.ben)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    with unit_of_work(cast.riverside.id) as session:
        sessions.end(session, person_id=cast.ben.id, token_hash=tokens.fingerprint(phone))
    _answers(thread)

    assert line.hear()["number"] == 2


def test_a_banned_member_hears_no_more_once_their_rights_are_looked_at_again(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    own = build.make_post(Member(id=_member_id(cast), trust_id=cast.riverside.id), thread)
    with own_program(look_again=0) as address:
        line = opened(cast.ben, at=address).ask(_topic(thread))
        line.hear()
        build.make_sanction(cast.max, own)
        _answers(thread)

        assert line.code() == 1008


def _member_id(cast: Cast) -> object:
    return build.viewer_of(cast.ben).member_id


def test_an_open_page_does_not_keep_ben_signed_in(cast: Cast, opened: Opens) -> None:
    thread, token, before = _thread(cast), session_for(cast.ben), clock.now() - timedelta(minutes=50)
    with unit_of_work(Platform.SIGN_IN) as session:
        session.execute(update(SignInSession).values(last_seen_at=before))
    opened(cast.ben, token).ask(_topic(thread)).hear()

    with unit_of_work(Platform.SIGN_IN) as session:
        assert session.scalars(select(SignInSession.last_seen_at)).all() == [before]


def test_twenty_lines_need_one_subscription_and_none_of_them_leaves_none(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    lines = [opened(cast.ben).ask(_topic(thread)) for _ in range(20)]
    assert {line.hear()["number"] for line in lines} == {1}
    during = _subscriptions()
    for line in lines:
        line.connection.close()
    _until(lambda: _subscriptions() == 0)

    assert during == 1


def test_when_redis_has_lost_the_subscription_it_is_made_anew(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    with Redis.from_url(config.require("redis_url")) as redis:
        redis.client_kill_filter(_type="pubsub")
    _until(lambda: _subscriptions() == 0)
    _until(lambda: _subscriptions() == 1)
    _answers(thread)

    assert line.hear()["number"] == 2


def test_a_process_that_ends_asks_everybody_to_come_back(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    with passing_program() as (address, end):
        line = opened(cast.ben, at=address).ask(_topic(thread))
        line.hear()
        end()

        assert line.code() == 1012


def _until(holds: object) -> None:
    """Waits for something that happens in another process."""
    for _try in range(100):
        if holds():  # type: ignore[operator]
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 5 seconds")
