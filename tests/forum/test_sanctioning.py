"""A troll is warned, asked to pause and shut out for a time; a spammer's posts go at one stroke; notes are kept."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict, NotFound
from app.forum.models import Board, Member
from app.forum.queries import conduct
from app.forum.rules.moderation import Reason
from app.forum.rules.posts import PostState
from app.forum.service import noting, sanctioning
from app.forum.service.removing_spam import remove_spam
from app.forum.service.sanctioning import Why
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.people import Cast


@pytest.fixture
def board(cast: Cast) -> Board:
    return build.make_board(cast.riverside)


@pytest.fixture
def troll(cast: Cast, board: Board) -> Member:
    ben = build.join_forum(cast.ben)
    build.make_thread(ben, board, text="You are all fools.")
    return ben


def test_a_troll_is_stopped_for_a_day_and_sees_why_and_until_when(cast: Cast, board: Board, troll: Member) -> None:
    act = mod.stop(mod.moderator(cast.max), troll.id, "cool_off-day", board=board)

    ben = build.viewer_of(cast.ben)
    assert ben.silent_until(board_id=board.id) == act.until
    assert ben.banned_until() is None
    assert (act.reason, act.words) == ("unkind", mod.UNKIND.words)


def test_a_ban_everywhere_has_an_end_and_can_be_lifted(cast: Cast, troll: Member) -> None:
    max_ = mod.moderator(cast.max)
    act = mod.stop(max_, troll.id, "ban-half_year")
    assert build.viewer_of(cast.ben).banned_until() == act.until

    mod.lift(max_, troll.id)

    assert build.viewer_of(cast.ben).banned_until() is None
    with pytest.raises(Conflict):
        mod.lift(max_, troll.id)


def test_a_warning_says_something_and_stops_nothing(cast: Cast, board: Board, troll: Member) -> None:
    max_ = mod.moderator(cast.max)

    with unit_of_work(cast.riverside.id) as session:
        who = {"viewer": max_, "member_id": troll.id, "seen": 0, "board_id": board.id}
        act = sanctioning.warn(session, **who, why=mod.UNKIND)  # type: ignore[arg-type]

    assert (act.verb, act.words) == ("warn", mod.UNKIND.words)
    assert mod.sanctions() == []


def test_a_warning_without_words_and_a_stop_that_is_nobodys_are_refused(
    cast: Cast, board: Board, troll: Member
) -> None:
    max_ = mod.moderator(cast.max)
    who: dict[str, Any] = {"viewer": max_, "member_id": troll.id}

    with unit_of_work(cast.riverside.id) as session:
        with pytest.raises(Conflict):
            wordless = Why(Reason.UNKIND, "")
            sanctioning.warn(session, **who, seen=0, why=wordless, board_id=board.id)
        with pytest.raises(NotFound):
            sanctioning.warn(session, **who, seen=0, why=mod.UNKIND, board_id=uuid4())
        with pytest.raises(NotFound):
            sanctioning.lift(session, **who, stop_id=uuid4())


def test_a_colleagues_posts_are_not_removed_as_spam(cast: Cast, board: Board) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)

    with unit_of_work(cast.riverside.id) as session, pytest.raises(Conflict):
        remove_spam(session, viewer=max_, member_id=sue.member_id, post_ids=[], words="")


def test_a_colleague_cannot_be_stopped(cast: Cast, board: Board) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)

    with pytest.raises(Conflict):
        mod.stop(max_, sue.member_id, "ban-year")


def test_a_spammers_posts_are_hidden_at_one_stroke_and_their_reviews_are_done(
    cast: Cast, board: Board, troll: Member
) -> None:
    max_ = mod.moderator(cast.max)
    posts = [build.first_of(build.make_thread(troll, board, f"Buy {n}", text="Cheap loans!")) for n in range(5)]
    old = build.first_of(build.make_thread(troll, board, "Long ago", days_ago=30))
    kept = build.first_of(build.make_thread(troll, board, "A real question"))
    for post in posts[1:]:
        mod.make_review(post)

    with unit_of_work(cast.riverside.id) as session:
        which = [each.id for each in (*posts, old)]
        assert remove_spam(session, viewer=max_, member_id=troll.id, post_ids=which, words="") == 5

    assert {mod.now_of(each).state for each in posts} == {PostState.HIDDEN}
    assert {mod.now_of(each).state for each in (old, kept)} == {PostState.SHOWN}
    assert mod.queue(max_) == []


def test_another_members_post_cannot_be_slipped_in(cast: Cast, board: Board, troll: Member) -> None:
    max_ = mod.moderator(cast.max)
    alices = build.first_of(build.make_thread(build.join_forum(cast.alice), board))

    with unit_of_work(cast.riverside.id) as session:
        assert remove_spam(session, viewer=max_, member_id=troll.id, post_ids=[alices.id], words="") == 0

    assert mod.now_of(alices).state == PostState.SHOWN


def test_a_note_is_locked_and_colleagues_of_the_trust_can_read_it(cast: Cast, troll: Member) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    with unit_of_work(cast.riverside.id) as session:
        noting.note(session, viewer=max_, member_id=troll.id, words="Rang him. He is sorry.")

    with unit_of_work(cast.riverside.id) as session:
        notes = conduct.notes(session, viewer=sue, member_id=troll.id)
        kept = session.scalar(text("SELECT sealed FROM forum_notes"))

    assert [each.words for each in notes] == ["Rang him. He is sorry."]
    assert b"sorry" not in kept


def test_who_somebody_is_is_found_by_their_own_trust_only_and_written_down(cast: Cast, troll: Member) -> None:
    max_ = mod.moderator(cast.max)

    with unit_of_work(cast.riverside.id) as session:
        assert noting.look_up_who(session, viewer=max_, member_id=troll.id) == cast.ben.id
    with unit_of_work(Platform.COMMAND_LINE) as session:
        counted = text("SELECT count(*) FROM audit_entries WHERE action = 'forum.writer-shown' AND actor_id = :who")
        assert session.scalar(counted, {"who": cast.max.id}) == 1


def test_what_a_moderator_did_cannot_be_changed(cast: Cast, troll: Member) -> None:
    act = mod.stop(mod.moderator(cast.max), troll.id, "ban-year")

    with pytest.raises(ProgrammingError, match="permission denied"), unit_of_work(cast.riverside.id) as session:
        session.execute(text("UPDATE forum_acts SET words = '' WHERE id = :id"), {"id": act.id})


def test_a_member_of_nowhere_near_is_not_found(cast: Cast) -> None:
    max_, hugo = mod.moderator(cast.max), build.join_forum(cast.hugo)
    build.make_thread(hugo, build.make_board(cast.hillside))

    with pytest.raises(NotFound):
        mod.stop(max_, hugo.id, "ban-year")
