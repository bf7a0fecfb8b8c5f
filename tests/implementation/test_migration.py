"""The step before knows no suggestions: what became of flags about them stays known on the way back."""

from collections.abc import Callable

from sqlalchemy import Engine, select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.risk.models import Flag
from tests.builders import implementation as build
from tests.implementation.test_suggesting import NOW
from tests.migrations import down_and_up
from tests.page import Browser
from tests.people import Cast


def test_a_flag_about_a_suggestion_outlives_the_step_before(
    cast: Cast, browser_as: Callable[[Person], Browser], owner: Engine
) -> None:
    browser_as(cast.alice).submit("/suggestions/new", words=NOW)
    build.answer(cast.cora, build.open_round(cast.tess), {0: 7}, sends=False)

    down_and_up(owner, to="0012_reach")

    with unit_of_work(Platform.SWEEP) as session:
        [flag] = session.scalars(select(Flag))
        assert (flag.subject_kind, flag.writer_id) == ("topic", cast.alice.id)
