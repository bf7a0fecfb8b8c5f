"""The live hints: Ben's page lies open while others write."""

from datetime import timedelta
from uuid import UUID

import pytest
from redis import Redis
from sqlalchemy import select, update
from websockets.exceptions import InvalidStatus

from app.accounts import sessions
from app.accounts.models import Person, SignInSession
from app.core import clock, config, tokens
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Member, Thread
from app.forum.rules.posts import PostState
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.builders.accounts import session_for
from tests.live.conftest import Opens, connected, own_program, passing_program, publish, subscriptions, until
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


def test_so_is_who_speaks_in_anything_but_text(cast: Cast, opened: Opens) -> None:
    line = opened(cast.ben)
    line.connection.send(b"forum.thread")

    assert line.code() == 1008


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


def test_there_is_one_such_line_and_no_other(cast: Cast, site: str) -> None:
    with pytest.raises(InvalidStatus) as refused, connected(f"{site}/messages", session_for(cast.alice), origin=site):
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


def test_a_banned_members_line_ends_at_once(cast: Cast, opened: Opens) -> None:
    thread, ben = _thread(cast), build.viewer_of(cast.ben)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    mod.stop(mod.moderator(cast.max), ben.member_id, "ban-half_year")

    assert line.code() == 1008


def test_so_does_that_of_another_trusts_member_on_a_board_that_both_share(cast: Cast, opened: Opens) -> None:
    board = build.make_board(cast.riverside, is_commons=True)
    build.take_part(cast.hillside, board)
    thread = build.make_thread(build.join_forum(cast.alice), board)
    otter = build.join_forum(cast.hugo, name="Otter")
    build.make_post(otter, thread)
    hugos, bens = opened(cast.hugo).ask(_topic(thread)), opened(_joined(cast.ben)).ask(_topic(thread))
    assert {hugos.hear()["number"], bens.hear()["number"]} == {2}
    mod.stop(mod.moderator(cast.max), otter.id, "ban-half_year", board=board)

    assert hugos.code() == 1008
    _answers(thread)
    assert bens.hear()["number"] == 3


def _joined(person: Person) -> Person:
    build.join_forum(person)
    return person


def test_who_is_asked_to_pause_still_hears(cast: Cast, opened: Opens) -> None:
    thread, ben = _thread(cast), build.viewer_of(cast.ben)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    mod.stop(mod.moderator(cast.max), ben.member_id, "cool_off-day")
    _answers(thread)

    assert line.hear()["number"] == 2


def test_a_session_that_has_run_out_ends_its_line_although_nothing_is_said(cast: Cast, opened: Opens) -> None:
    thread, token = _thread(cast), session_for(cast.ben)
    with own_program(look_again=0.2) as address:
        other, line = (opened(cast.ben, used, at=address).ask(_topic(thread)) for used in ("", token))
        assert other.hear() == line.hear()
        with unit_of_work(Platform.SIGN_IN) as session:
            mine = SignInSession.token_hash == tokens.fingerprint(token)
            session.execute(update(SignInSession).where(mine).values(last_seen_at=clock.now() - sessions.IDLE))

        assert line.code() == 1008
        _answers(thread)
        assert other.hear()["number"] == 2


def test_an_open_page_does_not_keep_ben_signed_in(cast: Cast, opened: Opens) -> None:
    thread, token, before = _thread(cast), session_for(cast.ben), clock.now() - timedelta(minutes=50)
    with unit_of_work(Platform.SIGN_IN) as session:
        session.execute(update(SignInSession).values(last_seen_at=before))
    opened(cast.ben, token).ask(_topic(thread)).hear()

    with unit_of_work(Platform.SIGN_IN) as session:
        assert session.scalars(select(SignInSession.last_seen_at)).all() == [before]


def test_twenty_lines_need_one_subscription(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    lines = [opened(cast.ben).ask(_topic(thread)) for _ in range(20)]

    assert {line.hear()["number"] for line in lines} == {1}
    assert subscriptions() == 1


def test_what_was_written_while_redis_had_lost_the_subscription_is_told_when_it_is_made_anew(
    cast: Cast, opened: Opens
) -> None:
    thread = _thread(cast)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    with Redis.from_url(config.require("redis_url")) as redis:
        redis.client_kill_filter(_type="pubsub")
    until(lambda: subscriptions() == 0)
    _answers(thread)

    assert line.hear()["number"] == 2
    assert subscriptions() == 1


def test_a_number_is_told_once_and_never_after_a_higher_one(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    for late in (1, 0, 1):
        publish(f"{_topic(thread)} {late}")
    line.ask(_topic(thread))
    _answers(thread)

    assert line.hear()["number"] == 2


def test_somebody_elses_words_on_the_channel_do_not_end_the_hearing(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    line = opened(cast.ben).ask(_topic(thread))
    line.hear()
    publish(f"{_topic(thread)} many")
    until(lambda: subscriptions() == 0)
    _answers(thread)

    assert line.hear()["number"] == 2


def test_a_process_that_ends_asks_everybody_to_come_back(cast: Cast, opened: Opens) -> None:
    thread = _thread(cast)
    with passing_program() as (address, end):
        line = opened(cast.ben, at=address).ask(_topic(thread))
        line.hear()
        end()

        assert line.code() == 1012
