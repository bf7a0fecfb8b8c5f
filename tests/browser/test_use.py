"""The page about use in a real browser: Tess reads it and takes a file, with much and with nothing to show."""

import random
from datetime import timedelta

import pytest

from app.core import clock
from app.reports.periods import full_weeks
from tests.browser.visitor import Visitor
from tests.builders.trusts import make_team
from tests.builders.use import make_all_reading, make_all_use, make_relatives
from tests.people import Cast

pytestmark = pytest.mark.browser

MODULES = ("what-is-psychosis", "looking-after-yourself", "understanding-services", "dealing-with-a-crisis")


def make_busy(cast: Cast) -> None:
    """Half a year of three teams, the last with few relatives."""
    chance, last = random.Random(8), full_weeks(1, clock.london_day(clock.now())).last
    for name, people in (("Early Help", 30), ("Recovery North", 24), ("Recovery South", 3)):
        team = cast.early_help if name == "Early Help" else make_team(cast.riverside, name)
        made = make_relatives(team, people)
        days = {
            (person, last - timedelta(days=int(chance.random() ** 2 * 170)))
            for person in made
            for _ in range(chance.choice([0, 1, 1, 2, 4, 9]))
        }
        counts = {"active_seconds": 1800, "pages": 4, "toolbox": 1, "threads": 2}
        make_all_use((person, day, counts | {"logins": chance.randint(1, 2)}) for person, day in days)
        make_all_reading((person, day, chance.choice(MODULES), chance.random() < 0.4) for person, day in days)


def test_tess_sees_how_much_it_is_used(visitor: Visitor, cast: Cast) -> None:
    make_busy(cast)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/use")
    visitor.sees("Active relatives by week")
    visitor.look("use")
    visitor.check_paper()
    with visitor.page.expect_download() as taken:
        visitor.page.get_by_role("link", name="Download this table as a CSV file").first.click()
    assert taken.value.suggested_filename.startswith("holdfast-use-2")


def test_before_anybody_came_the_page_says_so(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/use")
    visitor.sees("No relative had an account yet on the last Sunday.")
    visitor.look("use-nothing")


def test_of_a_small_trust_little_is_shown_and_the_page_says_why(visitor: Visitor, cast: Cast) -> None:
    last = full_weeks(1, clock.london_day(clock.now())).last
    few = make_relatives(cast.early_help, 7)
    make_all_use((person, last - timedelta(days=9 * place), {}) for place, person in enumerate(few[:6]))
    make_all_reading((person, last, MODULES[0], False) for person in few[:2])
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/use")
    visitor.sees("7 relatives had an account.")
    visitor.look("use-small")


def test_of_four_relatives_nothing_is_shown_and_the_page_says_why(visitor: Visitor, cast: Cast) -> None:
    make_relatives(cast.early_help, 4)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/use")
    visitor.sees("What they did is shown as soon as 5 relatives have an account.")
    visitor.look("use-four")
