"""Tess sets up boards, and Hanna takes part in what Tess shares."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import time
from uuid import UUID

import pytest

from app.core.db import unit_of_work
from app.core.errors import Conflict, NotFound
from app.forum.queries import planning
from app.forum.rules.boards import Mode
from app.forum.service import planning as service
from app.risk.service import settings
from app.trusts.hours.table import Window
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.people import Cast


def _on_rota(cast: Cast) -> None:
    who = {"trust_id": cast.riverside.id, "actor_id": cast.tess.id}
    with unit_of_work(cast.riverside.id) as session:
        settings.add_shift(session, **who, person_id=cast.max.id, weekday=0, window=Window(time(9), time(17)))


@pytest.mark.parametrize("mode", [Mode.PRE_ALL, Mode.PRE_FIRST])
def test_posts_cannot_wait_while_nobody_is_on_the_rota(cast: Cast, mode: Mode) -> None:
    who = {"trust_id": cast.riverside.id, "actor_id": cast.tess.id}

    with unit_of_work(cast.riverside.id) as session, pytest.raises(Conflict, match="Nobody is on the rota"):
        service.open_board(session, **who, plan=mod.plan(mode=mode))
    _on_rota(cast)
    with unit_of_work(cast.riverside.id) as session:
        service.open_board(session, **who, plan=mod.plan(mode=mode))


def test_a_board_is_changed_and_closed_and_opened_again(cast: Cast) -> None:
    board = build.make_board(cast.riverside)
    who = {"trust_id": cast.riverside.id, "actor_id": cast.tess.id, "board_id": board.id}

    with unit_of_work(cast.riverside.id) as session:
        service.change(session, **who, plan=mod.plan(name="Late evenings"))
        service.close(session, **who)
        closed = planning.one(session, trust_id=cast.riverside.id, board_id=board.id)
        service.reopen(session, **who)
        opened = planning.one(session, trust_id=cast.riverside.id, board_id=board.id)

    assert (closed.name, closed.closed_at is None, opened.closed_at) == ("Late evenings", False, None)


def test_hanna_takes_part_in_what_tess_shares_and_leaves_again(cast: Cast) -> None:
    board = build.make_board(cast.riverside)
    tess = {"trust_id": cast.riverside.id, "actor_id": cast.tess.id, "board_id": board.id}
    hanna = {"trust_id": cast.hillside.id, "actor_id": cast.hanna.id, "board_id": board.id}
    with unit_of_work(cast.hillside.id) as session, pytest.raises(NotFound):
        service.take_part(session, **hanna)

    with unit_of_work(cast.riverside.id) as session:
        service.share(session, **tess)
    with unit_of_work(cast.hillside.id) as session:
        service.take_part(session, **hanna)
    with unit_of_work(cast.riverside.id) as session, pytest.raises(Conflict, match="Other trusts take part"):
        service.stop_sharing(session, **tess)
    with unit_of_work(cast.hillside.id) as session:
        service.take_part_no_more(session, **hanna)
    with unit_of_work(cast.riverside.id) as session:
        service.stop_sharing(session, **tess)


def test_what_was_written_for_ones_own_trust_is_never_shared_later(cast: Cast) -> None:
    board = build.make_board(cast.riverside)
    build.make_thread(build.join_forum(cast.alice), board)

    with unit_of_work(cast.riverside.id) as session, pytest.raises(Conflict, match="own trust only"):
        service.share(session, trust_id=cast.riverside.id, actor_id=cast.tess.id, board_id=board.id)


def test_hanna_takes_part_while_tess_takes_it_back_and_it_is_shared_or_it_is_not(cast: Cast) -> None:
    tess = {"trust_id": cast.riverside.id, "actor_id": cast.tess.id}
    hanna = {"trust_id": cast.hillside.id, "actor_id": cast.hanna.id}
    with ThreadPoolExecutor(2) as pool:
        for _round in range(30):
            board = build.make_board(cast.riverside, is_commons=True)
            pool.submit(_try, service.stop_sharing, **tess, board_id=board.id)
            pool.submit(_try, service.take_part, **hanna, board_id=board.id)

    with unit_of_work(cast.riverside.id) as session:
        found = planning.own(session, trust_id=cast.riverside.id)
    assert len(found) == 30
    assert all(each.trusts == 1 or each.is_commons for each in found)


def _try(step: Callable[..., None], **what: UUID) -> None:
    with suppress(Conflict, NotFound), unit_of_work(what["trust_id"]) as session:
        step(session, **what)


def test_what_is_not_offered_and_what_one_is_no_guest_in_is_not_found(cast: Cast) -> None:
    board = build.make_board(cast.riverside, is_commons=True)
    own = {"trust_id": cast.riverside.id, "actor_id": cast.tess.id, "board_id": board.id}

    with unit_of_work(cast.riverside.id) as session:
        with pytest.raises(NotFound):
            service.take_part(session, **own)
        with pytest.raises(NotFound):
            service.take_part_no_more(session, **own)


def test_hanna_cannot_change_what_tess_shares(cast: Cast) -> None:
    board = build.make_board(cast.riverside, is_commons=True)
    build.take_part(cast.hillside, board)

    with unit_of_work(cast.hillside.id) as session, pytest.raises(NotFound):
        service.close(session, trust_id=cast.hillside.id, actor_id=cast.hanna.id, board_id=board.id)


def test_hanna_sees_of_a_board_only_what_is_offered_to_her(cast: Cast) -> None:
    build.make_board(cast.riverside, "Riverside only")
    build.make_board(cast.riverside, "For all", is_commons=True)

    with unit_of_work(cast.hillside.id) as session:
        found = planning.offered(session, trust_id=cast.hillside.id)

    assert [each.name for each in found] == ["For all"]
