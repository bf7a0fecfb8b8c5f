"""The page about use and its files: what Tess and Ada see, and nobody else."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, text

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.reports.places import MEMBERS, PLACES
from app.reports.use import files
from app.reports.use.queries import Asked
from tests.builders.trusts import make_team
from tests.builders.use import make_all_use, make_reading, make_relatives, make_use
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/use"
LAST_WEEK = date(2026, 11, 16)  # its Monday; the tests' now is the Tuesday after it

# Who counts, said the long way: once for each place where they do.
USERS = """
users AS (
    SELECT DISTINCT place, people.id AS person_id, people.created_at AS joined_at
    FROM people JOIN role_grants ON role_grants.person_id = people.id AND role = 'relative'
    CROSS JOIN LATERAL (VALUES (people.trust_id), (role_grants.team_id)) AS its (unit) JOIN places USING (unit)
    WHERE NOT is_test
      AND NOT EXISTS (SELECT FROM role_grants AS other WHERE other.person_id = people.id AND other.role <> 'relative')
)"""


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


@pytest.fixture
def tess(cast: Cast, browser_as: BrowserAs) -> Browser:
    return browser_as(cast.tess)


def rows_of(browser: Browser, name: str) -> list[dict[str, str]]:
    answer = browser.client.get(f"{PAGE}/{name}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(answer.text.splitlines()))


def relatives(cast: Cast, count: int = 20, *, on: date = LAST_WEEK, **counts: int) -> list[Person]:
    """Relatives of Early Help, each with one day. Alice and Ben made their accounts today and are not counted."""
    made = make_relatives(cast.early_help, count)
    make_all_use((each, on, counts) for each in made)
    return made


def test_tess_sees_medians_and_the_study_beside_them(cast: Cast, tess: Browser) -> None:
    relatives(cast, logins=3)
    page = tess.visit(PAGE)
    assert page.h1 == "How much it is used: Riverside"
    assert "Half of all relatives signed in 3 times or more and spent 10 minutes or more." in page.text
    assert "20 of 20 relatives with an account used it at least once (100.0%)." in page.text
    rows = [row["measure"] for row in rows_of(tess, "use")]
    assert rows[:3] == ["logins", "visits", "active_minutes"]


def test_each_number_is_of_all_relatives_also_of_those_who_did_nothing(cast: Cast, tess: Browser) -> None:
    relatives(cast, 10, logins=4)
    make_relatives(cast.early_help, 10)
    logins = rows_of(tess, "use")[0]
    assert (logins["relatives"], logins["median"], logins["mean"]) == ("20", "2.0", "2.0")
    assert (logins["lower_quartile"], logins["upper_quartile"]) == ("0.0", "4.0")


def test_staff_test_accounts_practice_and_other_trusts_are_not_counted(cast: Cast, tess: Browser) -> None:
    for person in [
        cast.cora,
        *make_relatives(cast.early_help, 5, is_test=True),
        *make_relatives(cast.hill_team, 5),
    ]:
        make_use(person, LAST_WEEK)
    assert "No relative had an account yet on the last Sunday." in tess.visit(PAGE).text


def test_this_week_is_counted_when_it_is_over(cast: Cast, tess: Browser) -> None:
    relatives(cast, on=LAST_WEEK + timedelta(days=7))
    page = tess.visit(PAGE)
    assert "Accounts are those of Sunday 22 November 2026." in page.text
    assert "0 of 20 relatives with an account used it at least once (0.0%)." in page.text


def test_each_team_stands_beside_the_trust(cast: Cast, tess: Browser) -> None:
    relatives(cast, 20, logins=2)
    other = make_relatives(make_team(cast.riverside, "Zeta"), 6)
    make_all_use((each, LAST_WEEK, {}) for each in other)
    rows = rows_of(tess, "use-places")
    assert [(row["place"], row["relatives"], row["logins_median"], row["logins_mean"]) for row in rows] == [
        ("Early Help", "20", "2.0", ""),
        ("Zeta", "6", "", ""),
        ("Whole trust", "26", "2.0", "1.7692"),
    ]


def test_a_team_of_three_is_hidden(cast: Cast, tess: Browser) -> None:
    relatives(cast, 20)
    for name, people in (("Zeta", 3), ("Eta", 10)):
        made = make_relatives(make_team(cast.riverside, name), people)
        make_all_use((each, LAST_WEEK, {}) for each in made)
    rows = rows_of(tess, "use-places")
    assert [row["logins_median"] for row in rows] == ["1.0", "1.0", "", "1.0"]
    assert "“Not shown” protects single people." in tess.visit(PAGE).text


def test_that_a_team_of_three_did_nothing_is_not_shown_either(cast: Cast, tess: Browser) -> None:
    relatives(cast, 20)
    make_relatives(make_team(cast.riverside, "Zeta"), 3)
    make_relatives(make_team(cast.riverside, "Eta"), 10)
    rows = {row["place"]: row["logins_relatives"] for row in rows_of(tess, "use-places")}
    assert rows == {"Early Help": "20", "Zeta": "", "Eta": "10", "Whole trust": "33"}


@pytest.mark.parametrize(("did_nothing", "deviation"), [(0, "0.0"), (1, ""), (4, ""), (5, "0.488")])
def test_mean_and_deviation_do_not_say_together_that_few_did_nothing(
    cast: Cast, tess: Browser, did_nothing: int, deviation: str
) -> None:
    relatives(cast, 10)
    make_relatives(cast.early_help, did_nothing)
    assert rows_of(tess, "use")[0]["standard_deviation"] == deviation
    assert rows_of(tess, "use-places")[-1]["logins_standard_deviation"] == deviation


def test_that_four_relatives_did_nothing_is_not_shown_either(cast: Cast, tess: Browser) -> None:
    make_relatives(cast.early_help, 4)
    assert {row["mean"] for row in rows_of(tess, "use")} == {""}
    assert {row["logins_mean"] for row in rows_of(tess, "use-places")} == {""}
    assert {row["active"] for row in rows_of(tess, "use-weeks")} == {""}


def test_somebody_in_two_teams_counts_in_one(cast: Cast, tess: Browser) -> None:
    second = make_team(cast.riverside, "Second")
    [both] = make_relatives(second, 1)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        role, own = Role.RELATIVE.value, cast.riverside.id
        session.add(RoleGrant(trust_id=own, person_id=both.id, role=role, team_id=cast.early_help.id))
    assert sorted(row["relatives"] for row in rows_of(tess, "use-places")) == ["0", "1", "1"]


def test_what_few_did_is_not_shown(cast: Cast, tess: Browser) -> None:
    made = relatives(cast)
    for each in made[:4]:
        make_use(each, LAST_WEEK + timedelta(days=1), posts=9)
    rows = {row["measure"]: row for row in rows_of(tess, "use")}
    assert (rows["forum_wrote"]["mean"], rows["logins"]["mean"]) == ("", "1.2")


def test_weeks_hours_and_spread(cast: Cast, tess: Browser) -> None:
    for person in relatives(cast, 12, visits=1)[:5]:
        make_use(person, LAST_WEEK - timedelta(days=70), visits=9)
    relatives(cast, 9, on=LAST_WEEK - timedelta(days=70))
    weeks, hours, spread = (rows_of(tess, name) for name in ("use-weeks", "use-hours", "use-spread"))
    assert len(weeks) == 12
    assert (weeks[-1]["week_from"], weeks[-1]["accounts"], weeks[-1]["active"]) == ("2026-11-16", "21", "12")
    assert {(row["weekday"], row["hours"], row["visits"]) for row in hours if row["visits"]} == {
        ("Monday", "8am to midday", "66")
    }
    assert [(row["visits"], row["relatives"]) for row in spread] == [
        ("0", "0"),
        ("1 to 2", "16"),
        ("3 to 9", "0"),
        ("10 or more", "5"),
    ]


def test_a_week_of_those_who_came_again_few_and_for_the_first_time_is_hidden(cast: Cast, tess: Browser) -> None:
    for person in relatives(cast, 12)[:3]:
        make_use(person, LAST_WEEK - timedelta(days=28))
    assert rows_of(tess, "use-weeks")[-1]["active"] == ""


def test_which_modules_are_read(cast: Cast, tess: Browser) -> None:
    for place, person in enumerate(relatives(cast)):
        make_reading(person, LAST_WEEK, "what-is-psychosis", completed=place < 10)
        make_reading(person, LAST_WEEK, "the-future", viewed=place < 8)
    rows = {row["module"]: (row["viewed"], row["completed"]) for row in rows_of(tess, "use-modules")}
    assert rows == {"what-is-psychosis": ("20", "10"), "the-future": ("8", "0")}


def test_ada_sees_each_trust(cast: Cast, browser_as: BrowserAs) -> None:
    relatives(cast, 8)
    make_all_use((each, LAST_WEEK, {}) for each in make_relatives(cast.hill_team, 8))
    ada = browser_as(cast.ada)
    assert ada.visit(PAGE).h1 == "How much it is used: all trusts"
    assert [row["place"] for row in rows_of(ada, "use-places")] == ["Hillside", "Riverside", "All trusts"]


def test_nobody_else_may_know_that_there_is_such_a_page(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        assert browser_as(person).visit(PAGE).status == 404
        assert browser_as(person).client.get(f"{PAGE}/use.csv").status_code == 404
    assert stranger.visit(PAGE).path == "/sign-in"


def test_every_file_is_written_down_and_others_are_not_there(cast: Cast, tess: Browser) -> None:
    for kind in files.EVERY:
        rows_of(tess, kind.name)
    assert tess.client.get(f"{PAGE}/people.csv").status_code == 404
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.scalars(select(AuditEntry.details)).all()
    assert {details["report"] for details in found} == {kind.name for kind in files.EVERY}


def test_the_page_asks_as_often_however_much_there_is(cast: Cast, tess: Browser) -> None:
    with counted() as few:
        tess.visit(PAGE)
    relatives(cast, 40)
    with counted() as many:
        tess.visit(PAGE)
    assert len(many) == len(few) <= 8


def test_who_counts_is_said_twice_and_means_the_same(cast: Cast) -> None:
    relatives(cast, 3)
    make_relatives(cast.early_help, 2, is_test=True)
    second = make_team(cast.riverside, "Second")
    for person, role in ((make_relatives(second, 1)[0], Role.CLINICIAN), (make_relatives(second, 1)[0], Role.RELATIVE)):
        with unit_of_work(Platform.COMMAND_LINE) as session:
            facts = {"trust_id": cast.riverside.id, "person_id": person.id, "role": role.value}
            session.add(RoleGrant(**facts, team_id=cast.early_help.id))
    asked = Asked(cast.riverside.id, date(2026, 12, 1))
    with unit_of_work(cast.riverside.id) as session:
        one = session.scalars(text(f"WITH {PLACES}, {MEMBERS} SELECT person_id FROM members"), asked.parameters()).all()
        every = text(f"WITH {PLACES}, {USERS} SELECT DISTINCT person_id FROM users")
        assert set(one) == set(session.scalars(every, asked.parameters()))
    assert len(one) == len(set(one)) == 6
