"""Two at once: one report, one answer, one mail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine
from sqlalchemy import func, select, text

from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.forum.models import Notice, Post, Report
from app.forum.queries import appeals, decisions
from app.forum.rules.moderation import Decided, ReportReason
from app.forum.service import appealing, noticing, reporting
from tests.builders.forum import first_of, follow, join_forum, make_act, make_board, make_post, make_thread, viewer_of
from tests.builders.hours import london
from tests.people import Cast


def at_once(*steps: Callable[[], None]) -> list[str]:
    """Does all of them at the same moment; what became of each, in order of the words."""

    def outcome(step: Callable[[], None]) -> str:
        try:
            step()
        except Conflict:
            return "second"
        return "won"

    with ThreadPoolExecutor(len(steps)) as pool:
        return sorted(pool.map(outcome, steps))


def reported(cast: Cast) -> Post:
    join_forum(cast.alice)
    for staff in (cast.max, cast.sue):
        join_forum(staff, name=f"{staff.name}, staff", is_staff=True)
    return first_of(make_thread(join_forum(cast.ben), make_board(cast.riverside)))


def report(cast: Cast, post: Post) -> None:
    viewer = viewer_of(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        here = session.get_one(Post, post.id)
        reporting.report(session, viewer=viewer, post=here, reason=ReportReason.WORRIED, words="Goodbye")


def test_two_clicks_make_one_report(cast: Cast) -> None:
    post = reported(cast)

    assert at_once(*[lambda: report(cast, post)] * 4) == ["won"] * 4

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalar(select(func.count()).select_from(Report)) == 1


def test_of_two_moderators_who_answer_a_report_at_once_one_wins(cast: Cast) -> None:
    post = reported(cast)
    report(cast, post)
    with unit_of_work(Platform.SWEEP) as session:
        report_id = session.scalars(select(Report.id)).one()
    viewers = [viewer_of(each) for each in (cast.max, cast.sue)]

    def answer(number: int) -> None:
        decided, words = Decided.UPHELD, f"Answer {number}"
        with unit_of_work(cast.riverside.id) as session:
            reporting.answer(
                session,
                viewer=viewers[number],
                post_id=post.id,
                report_ids={report_id},
                decided=decided,
                words=words,
            )

    assert at_once(lambda: answer(0), lambda: answer(1)) == ["second", "won"]


def test_of_two_moderators_who_answer_an_appeal_at_once_one_wins(cast: Cast) -> None:
    post = reported(cast)
    act = make_act(cast.tess, post)
    ben, viewers = viewer_of(cast.ben), [viewer_of(each) for each in (cast.max, cast.sue)]
    with unit_of_work(cast.riverside.id) as session:
        decision = decisions.one_of_mine(session, viewer=ben, act_id=act.id)
        appeal_id = appealing.appeal(session, viewer=ben, decision=decision, words="No").id

    def answer(number: int) -> None:
        with unit_of_work(cast.riverside.id) as session:
            asked = appeals.appeal(session, viewer=viewers[number], appeal_id=appeal_id)
            appealing.answer(
                session, viewer=viewers[number], asked=asked, decided=Decided.PARTLY, words=f"Answer {number}"
            )

    assert at_once(lambda: answer(0), lambda: answer(1)) == ["second", "won"]


def test_two_sweeps_at_once_send_one_mail(cast: Cast) -> None:
    alice, ben = join_forum(cast.alice), join_forum(cast.ben)
    with time_machine.travel(london("2026-11-25 10:00"), tick=True):
        thread = make_thread(ben, make_board(cast.riverside))
        follow(alice, thread, told_position=1)
        make_post(ben, thread)
    with time_machine.travel(london("2026-11-25 10:00") + timedelta(minutes=5), tick=True):
        with unit_of_work(Platform.SWEEP) as one, unit_of_work(Platform.SWEEP) as other:
            assert (noticing.notify_due(one), noticing.notify_due(other)) == (1, 0)

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalar(select(func.count()).select_from(Notice)) == 1
        assert session.scalar(text("SELECT count(*) FROM outbound_mail")) == 1
