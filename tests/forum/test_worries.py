"""Hugo of Hillside is worried about Ben of Riverside: Riverside's people look, and the worker takes it there."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Member, Post, Report
from app.forum.service import worrying
from app.keys.models import TrustKey
from app.risk.models import Flag
from app.risk.rules import Urgency
from tests.builders.forum import first_of, join_forum, make_board, make_thread, take_part
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WORRIED = {"reason": "worried", "words": "She wrote goodbye to all of us."}


def worry(cast: Cast, browser_as: Browsers) -> Report:
    """Hugo's report about Ben's post in a commons."""
    board = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, board)
    join_forum(cast.hugo, name="Otter")
    post: Post = first_of(make_thread(join_forum(cast.ben, name="Heron"), board))
    browser_as(cast.hugo).submit(f"/forum/posts/{post.id}/report", **WORRIED)
    with unit_of_work(cast.hillside.id) as session:
        return session.scalars(select(Report)).one()


def wake(report: Report) -> None:
    """What the worker does when it is woken."""
    with unit_of_work(Platform.SWEEP) as session:
        worrying.raise_one(session, report_id=report.id)


def sweep() -> int:
    """What it does every half minute."""
    with unit_of_work(Platform.SWEEP) as session:
        return worrying.raise_due(session)


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


def flagged_at(report: Report) -> object:
    with unit_of_work(Platform.SWEEP) as session:
        return session.get_one(Report, report.id).flagged_at


def test_the_worker_raises_the_flag_in_the_writers_trust(cast: Cast, browser_as: Browsers) -> None:
    report = worry(cast, browser_as)
    assert flags() == []

    wake(report)

    (flag,) = flags()
    assert (flag.trust_id, flag.writer_id, flag.urgency) == (cast.riverside.id, cast.ben.id, Urgency.LOOK_NOW.value)
    assert flagged_at(report) is not None


def test_what_nobody_was_woken_for_the_sweep_finds_and_raises_once(cast: Cast, browser_as: Browsers) -> None:
    report = worry(cast, browser_as)

    assert (sweep(), sweep()) == (1, 0)
    wake(report)

    assert len(flags()) == 1
    assert flags()[0].version == 1


def test_one_worry_that_cannot_be_raised_does_not_keep_the_others_waiting(cast: Cast, browser_as: Browsers) -> None:
    broken = worry(cast, browser_as)
    about_hugo = worry_about_hugo(cast, browser_as, broken.board_id)
    with unit_of_work(Platform.SWEEP) as session:
        session.add(TrustKey(trust_id=cast.riverside.id, version=1, locked_by="", wrapped=b"no key at all"))

    assert sweep() == 1

    assert flagged_at(broken) is None
    assert flagged_at(about_hugo) is not None


def worry_about_hugo(cast: Cast, browser_as: Browsers, board_id: UUID) -> Report:
    with unit_of_work(Platform.SWEEP) as session:
        board = session.get_one(Board, board_id)
        hugo = session.scalars(select(Member).where(Member.person_id == cast.hugo.id)).one()
    post = first_of(make_thread(hugo, board, "About the nights"))
    join_forum(cast.alice, name="Bluebell")
    browser_as(cast.alice).submit(f"/forum/posts/{post.id}/report", **WORRIED)
    with unit_of_work(cast.riverside.id) as session:
        return session.scalars(select(Report).where(Report.post_id == post.id)).one()
