"""Years after a flag was closed its words are destroyed; that there was one, and what was done, stays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import Engine, func, select, text

from app.accounts.models import Person
from app.core import clock, config
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.risk import queries, rules
from app.risk import service as risk
from app.risk.models import Flag
from app.risk.rules import Event, SubjectKind, Urgency
from tests.builders import risk as build
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
LONG_AGO = datetime(2026, 11, 23, 11, tzinfo=UTC)
EIGHT_YEARS = datetime(2034, 11, 23, 11, tzinfo=UTC)


@pytest.fixture
def closed(cast: Cast) -> Flag:
    """Max and Sue closed it long ago."""
    with time_machine.travel(LONG_AGO, tick=False):
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        build.take(cast.max, flag)
        build.propose(cast.max, flag, words="We rang her.")
        build.confirm(cast.sue, flag)
    return flag


def forget(at: datetime) -> int:
    with time_machine.travel(at, tick=False), unit_of_work(Platform.SWEEP) as session:
        return risk.forget_old(session)


def written(flag: Flag, reader: Person) -> list[str]:
    with unit_of_work(flag.trust_id) as session:
        found = queries.content(session, viewer=build.viewer(reader), flag_id=flag.id)
    return [each.text for each in found]


def test_until_eight_years_are_over_everything_can_be_read(cast: Cast, closed: Flag) -> None:
    assert forget(EIGHT_YEARS) == 0
    assert written(closed, cast.max) == [build.TEXT]


def test_then_the_words_are_gone_and_the_line_and_its_history_stay(cast: Cast, closed: Flag) -> None:
    assert forget(EIGHT_YEARS + timedelta(seconds=1)) == 1

    history = build.history(closed, reader=cast.max)
    assert written(closed, cast.max) == []
    assert [each.event for each in history][-2:] == [Event.OPENED, Event.CLOSED]
    assert {each.words for each in history} == {""}
    assert build.now_of(closed).outcome == "talked_with"


def test_what_was_locked_is_emptied_and_its_key_destroyed(cast: Cast, closed: Flag, owner: Engine) -> None:
    forget(EIGHT_YEARS + timedelta(days=1))

    with unit_of_work(Platform.SWEEP) as session:
        keys = session.scalar(text("SELECT count(*) FROM data_keys"))
        details = session.scalars(text("SELECT details FROM audit_entries WHERE subject_id = :id"), {"id": closed.id})
        assert {"event": "words destroyed"} in list(details)
    assert (build.now_of(closed).sealed, keys) == (b"", 0)


def test_it_is_done_once(cast: Cast, closed: Flag) -> None:
    later = EIGHT_YEARS + timedelta(days=1)

    assert (forget(later), forget(later)) == (1, 0)


def test_what_is_still_open_is_never_forgotten(cast: Cast) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        flag = build.make_flag(cast.alice)

    assert forget(EIGHT_YEARS + timedelta(days=1)) == 0
    assert written(flag, cast.max) == [build.TEXT]


def test_a_trust_that_must_keep_longer_sets_more_years(closed: Flag, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RISK_YEARS", "20")
        config.settings.cache_clear()
        kept = forget(EIGHT_YEARS + timedelta(days=1))
    config.settings.cache_clear()

    assert kept == 0


def test_its_pages_say_so_and_break_over_nothing(cast: Cast, closed: Flag, browser_as: Browsers) -> None:
    forget(EIGHT_YEARS + timedelta(days=1))
    max_ = browser_as(cast.max)
    page = max_.submit(f"/staff/flags/{closed.id}/open")

    assert "What was written is not kept any more." in page.text
    assert max_.visit("/staff/flags/log?words=yes&start=2026-11-01&end=2026-11-30").status == 200
    with pytest.raises(Conflict), unit_of_work(closed.trust_id) as session:
        risk.note(session, viewer=build.viewer(cast.max), flag_id=closed.id, words="Anything?")


def test_a_new_reason_about_the_same_thing_begins_a_new_flag(cast: Cast, closed: Flag) -> None:
    forget(EIGHT_YEARS + timedelta(days=1))

    new = build.make_flag(cast.alice, kind=SubjectKind(closed.subject_kind), subject_id=closed.subject_id)

    assert new.id != closed.id
    assert written(new, cast.max) == [build.TEXT]
    with unit_of_work(closed.trust_id) as session:
        assert session.scalar(select(func.count()).select_from(Flag)) == 2


def test_a_leap_day_is_the_28th_where_there_is_none() -> None:
    leap = datetime(2032, 2, 29, 12, tzinfo=clock.UTC)

    assert rules.years_before(leap, 8) == leap.replace(year=2024)
    assert rules.years_before(leap, 1) == datetime(2031, 2, 28, 12, tzinfo=clock.UTC)
