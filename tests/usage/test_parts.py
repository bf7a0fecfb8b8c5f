"""The months of the table of events, and what only its whole may be asked."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from app.core.db import Platform, unit_of_work
from app.usage import parts
from app.usage.keeping import months_before
from app.usage.models import UsageEvent
from tests.builders.usage import make_event
from tests.people import Cast

FAR = datetime(2031, 5, 31, 23, 30, tzinfo=UTC)


def months(owner: Engine) -> list[str]:
    names = "SELECT relname FROM pg_class WHERE relnamespace = 'usage_parts'::regnamespace AND relkind = 'r' ORDER BY 1"
    with owner.connect() as connection:
        return list(connection.scalars(text(names)))


def part_of(owner: Engine) -> list[str]:
    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'tests', true)"))
        return list(connection.scalars(text("SELECT tableoid::regclass::text FROM usage_events ORDER BY 1")))


def make_ahead(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False), unit_of_work(Platform.SWEEP) as session:
        parts.make_ahead(session)


def drop_empty(moment: datetime) -> int:
    with time_machine.travel(moment, tick=False), unit_of_work(Platform.SWEEP) as session:
        return parts.drop_empty(session)


def test_this_month_and_three_more_are_made_and_again_is_no_harm(database: None, owner: Engine) -> None:
    before = months(owner)
    make_ahead(FAR)
    make_ahead(FAR)
    assert set(months(owner)) - set(before) == {f"of_2031_0{month}" for month in (6, 7, 8, 9)}


def test_what_came_before_its_month_was_there_moves_into_it(cast: Cast, owner: Engine) -> None:
    make_event(cast.alice, datetime(2032, 3, 15, tzinfo=UTC))
    assert part_of(owner) == ["usage_parts.other"]
    make_ahead(datetime(2032, 3, 20, tzinfo=UTC))
    assert part_of(owner) == ["usage_parts.of_2032_03"]


def test_old_months_go_when_they_are_empty_and_only_then(cast: Cast, owner: Engine) -> None:
    make_ahead(datetime(2033, 1, 5, tzinfo=UTC))
    make_event(cast.alice, datetime(2033, 2, 1, tzinfo=UTC))
    drop_empty(datetime(2033, 6, 30, tzinfo=UTC))
    kept = months(owner)
    assert "of_2033_01" not in kept
    assert {"of_2033_02", "of_2033_03", "of_2033_04", "other"} <= set(kept)


def test_the_program_reads_and_writes_the_whole_only(cast: Cast) -> None:
    make_event(cast.alice, datetime(2034, 3, 15, tzinfo=UTC))
    with unit_of_work(cast.riverside.id) as session:
        with pytest.raises(ProgrammingError, match="permission denied for schema"):
            session.execute(text("SELECT * FROM usage_parts.other"))
        session.rollback()


def test_another_trust_sees_no_event_in_any_month(cast: Cast) -> None:
    make_event(cast.alice, datetime(2034, 3, 15, tzinfo=UTC))
    with unit_of_work(cast.hillside.id) as session:
        assert session.query(UsageEvent).all() == []


def test_months_are_counted_by_the_calendar() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 24) == date(2024, 1, 15)
    assert months_before(date(2026, 11, 30), -3) == date(2027, 2, 28)
