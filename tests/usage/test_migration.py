"""A database that was used before the events had months: everything in it is there afterwards, and on the way back."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

from app.core.db import Platform, unit_of_work
from app.usage.events import Event
from app.usage.models import UsageEvent
from tests.builders.usage import all_figures, count_all_news, make_event
from tests.migrations import down_and_up
from tests.people import Cast

BEFORE = "0012_reach"
LONG_AGO, NOW = datetime(2024, 2, 29, 23, 59, tzinfo=UTC), datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def events() -> list[tuple[object, ...]]:
    with unit_of_work(Platform.SWEEP) as session:
        found = session.query(UsageEvent).order_by(UsageEvent.id).all()
        return [(each.id, each.person_id, each.event, each.subject, each.happened_at) for each in found]


def test_no_event_is_lost_or_changed_on_the_way_back_and_forth(cast: Cast, owner: Engine) -> None:
    make_event(cast.alice, LONG_AGO)
    make_event(cast.alice, NOW, Event.PAGE_STILL_READ, "one/second")
    before = events()
    down_and_up(owner, to=BEFORE)
    assert events() == before


def test_what_the_older_version_does_not_know_is_left_out_there(cast: Cast, owner: Engine) -> None:
    make_event(cast.alice, NOW, Event.MODULE_COMPLETED, "one")
    down_and_up(owner, to=BEFORE)
    assert events() == []


def test_numbers_go_on_after_the_last_one(cast: Cast, owner: Engine) -> None:
    first = make_event(cast.alice, LONG_AGO)
    down_and_up(owner, to=BEFORE)
    assert make_event(cast.alice, NOW).id > first.id


def test_each_event_of_before_lies_in_its_month_and_is_counted(cast: Cast, owner: Engine) -> None:
    make_event(cast.alice, LONG_AGO)
    down_and_up(owner, to=BEFORE)
    count_all_news()
    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'tests', true)"))
        part = connection.scalar(text("SELECT tableoid::regclass::text FROM usage_events"))
    with unit_of_work(Platform.SWEEP) as session:
        assert (part, len(all_figures(session)["usage_visits"])) == ("usage_parts.of_2024_02", 1)
