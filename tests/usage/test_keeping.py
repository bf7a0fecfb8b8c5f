"""Single events go after the months of their trust; the figures stay, and are not counted from what is left."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.core.db import Platform, unit_of_work
from app.core.errors import HoldfastError
from app.reports import command_line
from app.trusts import queries as trusts
from app.trusts.models import Trust
from app.usage import keeping, rollup
from app.usage.models import UsageEvent
from tests.builders.usage import all_figures, count_all_news, london, make_event
from tests.people import Cast

TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST_KEPT = date(2026, 8, 23)


@pytest.fixture
def cast_of_short_memory(cast: Cast) -> Cast:
    """Riverside keeps events for 3 months, Hillside for 24."""
    with unit_of_work(Platform.SWEEP) as session:
        session.get_one(Trust, cast.riverside.id).usage_months = 3
    return cast


def run_job() -> None:
    """As the clock does at night."""
    from worker import tasks

    tasks.forget_usage()


def forget(moment: datetime = TODAY) -> None:
    with time_machine.travel(moment, tick=False):
        count_all_news()
        run_job()


def events() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(select(func.count()).select_from(UsageEvent)) or 0


def figures() -> dict[str, list[tuple[object, ...]]]:
    with unit_of_work(Platform.SWEEP) as session:
        return all_figures(session)


def make_days(cast: Cast) -> None:
    """Alice and Hugo on the last day that Riverside forgets, and on the first that it keeps."""
    for person in (cast.alice, cast.hugo):
        make_event(person, london(FIRST_KEPT - timedelta(days=1), "20:00"))
        make_event(person, london(FIRST_KEPT, "20:00"))


def test_each_trust_forgets_after_its_own_months_and_the_figures_stay(cast_of_short_memory: Cast) -> None:
    make_days(cast_of_short_memory)
    forget()
    assert events() == 3
    assert len(figures()["usage_days"]) == 4


def test_the_first_day_that_is_kept_can_be_counted_again(cast_of_short_memory: Cast) -> None:
    for at in ("23:50", "23:20"):
        make_event(cast_of_short_memory.alice, london(FIRST_KEPT - timedelta(days=1), at))
    make_event(cast_of_short_memory.alice, london(FIRST_KEPT, "00:10"))
    forget()
    before = figures()
    assert command_line.recompute(first=FIRST_KEPT, last=FIRST_KEPT).startswith("0 days")
    assert figures() == before


def test_days_that_are_not_wholly_kept_are_not_counted_again(cast_of_short_memory: Cast) -> None:
    make_days(cast_of_short_memory)
    forget()
    before = figures()
    with pytest.raises(HoldfastError, match="The first day that you can ask for is 2026-08-23"):
        command_line.recompute(first=FIRST_KEPT - timedelta(days=1), last=FIRST_KEPT)
    assert figures() == before


def test_a_trust_that_has_forgotten_nothing_can_count_all_its_days(cast_of_short_memory: Cast) -> None:
    make_days(cast_of_short_memory)
    forget()
    with unit_of_work(cast_of_short_memory.hillside.id) as session:
        assert rollup.roll_up(session, first=date(2026, 1, 1), last=FIRST_KEPT) == 2


def test_many_are_deleted_in_small_steps(cast_of_short_memory: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for minute in range(5):
        make_event(cast_of_short_memory.alice, london(date(2026, 1, 5), "20:00") + timedelta(minutes=minute))
    with time_machine.travel(TODAY, tick=False):
        count_all_news()
        with unit_of_work(Platform.SWEEP) as session:
            assert keeping.delete_some(session, months=trusts.usage_months(session))
    assert events() == 3


def test_nothing_is_deleted_before_it_is_counted(cast_of_short_memory: Cast) -> None:
    make_days(cast_of_short_memory)
    with time_machine.travel(TODAY, tick=False):
        run_job()
    assert events() == 4


def test_nothing_is_deleted_while_counting_is_behind(cast_of_short_memory: Cast) -> None:
    make_days(cast_of_short_memory)
    with time_machine.travel(TODAY - timedelta(days=2), tick=False):
        count_all_news()
    with time_machine.travel(TODAY, tick=False):
        run_job()
    assert events() == 4
