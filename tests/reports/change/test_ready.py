"""What is made ready in the night from check-ins that are locked."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, select, update

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.outcomes.models import CheckIn
from app.outcomes.rules import TimePoint
from app.reports.change import queries, ready
from app.reports.change.rules import Change
from app.reports.models import CheckInReport
from app.trusts.models import Team, Trust
from tests.builders.check_ins import answers, make_check_in
from tests.builders.trusts import make_team
from tests.builders.use import make_relatives
from tests.people import Cast
from tests.statements import counted

# In the last quarter of the year; what was finished before October counts.
START, LATER, RECENT = 250, 160, 10  # days ago
LONG_AGO = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


def make_pair(person: Person, place: int, *, point: TimePoint = TimePoint.WEEK_12) -> None:
    """7 points at the start, or 21 of every second; later as many points as there are people before."""
    given = {item: int(number < place) for number, item in enumerate(answers("gad-7", 0))}
    make_check_in(person, "gad-7", given=1 + place % 2 * 2, days_ago=START, point=TimePoint.START)
    make_check_in(person, "gad-7", given=given, days_ago=LATER, point=point)


def make_pairs(team: Team, count: int, **facts: Any) -> list[Person]:
    people = make_relatives(team, count, joined=LONG_AGO)
    for place, person in enumerate(people):
        make_pair(person, place, **facts)
    return people


def make_all_ready() -> None:
    from worker import tasks  # it looks for Redis as soon as it is there

    tasks.make_change_ready()


def shown(trust: Trust | None, name: str = "gad-7") -> dict[TimePoint, Change]:
    make_all_ready()
    with unit_of_work(Platform.SWEEP) as session:
        return ready.found(session, trust_id=trust.id if trust else None).get(name, {})


def test_five_pairs_are_shown_of_their_trust_and_of_all(cast: Cast) -> None:
    make_pairs(cast.early_help, 5)

    found = shown(cast.riverside)[TimePoint.WEEK_12]

    assert (found.people, found.start, found.mean, found.until) == (5, 12.6, -10.6, date(2026, 10, 1))
    assert shown(None)[TimePoint.WEEK_12] == found
    assert not shown(cast.hillside)


@pytest.mark.parametrize("trusts", [1, 2])
def test_four_pairs_are_shown_nowhere(cast: Cast, trusts: int) -> None:
    for team in (cast.early_help, cast.hill_team)[:trusts]:
        make_pairs(team, 4)

    assert [shown(each) for each in (cast.riverside, cast.hillside, None)] == [{}, {}, {}]


def test_all_trusts_hold_only_what_is_shown_of_each(cast: Cast) -> None:
    make_pairs(cast.early_help, 5)
    make_pairs(cast.hill_team, 4)

    assert shown(None)[TimePoint.WEEK_12].people == 5


def test_staff_test_accounts_and_unfinished_pairs_are_left_out(cast: Cast) -> None:
    people = make_pairs(cast.early_help, 8)
    clinician = {"role": Role.CLINICIAN.value, "team_id": cast.early_help.id, "trust_id": cast.riverside.id}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add(RoleGrant(person_id=people[0].id, **clinician))
        session.execute(update(Person).where(Person.id == people[1].id).values(is_test=True))
        session.execute(
            update(CheckIn)
            .where(CheckIn.person_id == people[2].id, CheckIn.time_point == "week_12")
            .values(finished_at=None)
        )

    assert shown(cast.riverside)[TimePoint.WEEK_12].people == 5


def test_check_ins_that_somebody_did_for_themselves_are_in_no_pair(cast: Cast) -> None:
    make_pairs(cast.early_help, 5, point=TimePoint.OWN)

    assert not shown(cast.riverside)


def test_who_skipped_too_much_for_a_score_has_left_it_out(cast: Cast) -> None:
    make_pairs(cast.early_help, 5)
    for person in make_relatives(cast.early_help, 5, joined=LONG_AGO):
        make_check_in(person, "gad-7", given=2, days_ago=START, point=TimePoint.START)
        make_check_in(person, "gad-7", given={"nervous": 1}, days_ago=LATER, point=TimePoint.WEEK_12)

    found = shown(cast.riverside)[TimePoint.WEEK_12]

    assert (found.people, found.left_out) == (5, 5)


def test_both_times_stand_apart_and_only_the_first_has_a_start(cast: Cast) -> None:
    make_pairs(cast.early_help, 6)
    make_pairs(cast.early_help, 5, point=TimePoint.WEEK_24)

    found = shown(cast.riverside)

    assert {point: (each.people, each.start) for point, each in found.items()} == {
        TimePoint.WEEK_12: (6, 14),
        TimePoint.WEEK_24: (5, None),
    }


def test_what_was_finished_in_this_quarter_waits_for_its_end(cast: Cast) -> None:
    make_pairs(cast.early_help, 5)
    recent = clock.now() - timedelta(days=RECENT)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(CheckIn).where(CheckIn.time_point == "week_12").values(finished_at=recent))

    assert not shown(cast.riverside)
    with time_machine.travel("2027-01-02T12:00:00Z", tick=False):
        assert shown(cast.riverside)


def test_the_page_stays_as_it_is_when_one_person_removes_theirs(cast: Cast) -> None:
    people = make_pairs(cast.early_help, 6)
    before = shown(cast.riverside)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(delete(CheckIn).where(CheckIn.person_id == people[0].id))

    assert shown(cast.riverside) == before
    with time_machine.travel("2027-01-02T12:00:00Z", tick=False):
        assert shown(cast.riverside) == before


def test_other_words_of_the_questionnaire_are_not_mixed_with_these(cast: Cast) -> None:
    people = make_pairs(cast.early_help, 6)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(CheckIn).where(CheckIn.person_id == people[0].id).values(version=9))

    assert shown(cast.riverside)[TimePoint.WEEK_12].people == 5


def test_a_check_in_that_cannot_be_opened_is_left_out(cast: Cast) -> None:
    people = make_pairs(cast.early_help, 6)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(CheckIn).where(CheckIn.person_id == people[0].id).values(sealed=b"nothing"))

    assert shown(cast.riverside)[TimePoint.WEEK_12].people == 5


def test_what_is_kept_names_nobody(cast: Cast) -> None:
    people = make_pairs(cast.early_help, 5)
    make_all_ready()
    with unit_of_work(Platform.SWEEP) as session:
        rows = list(session.scalars(select(CheckInReport)))

    kept = json.dumps([row.shown for row in rows])
    assert len(rows) == 2
    assert not any(str(person.id) in kept for person in people)


def test_few_follow_ups_are_not_opened_at_all(cast: Cast) -> None:
    make_pairs(cast.early_help, 4)
    instrument = next(each for each in ready.all_instruments() if each.name == "gad-7")

    with unit_of_work(Platform.SWEEP) as session, counted() as sent:
        ready.make(session, trust_id=cast.riverside.id, instruments=[instrument])

    assert not any("data_keys" in statement for statement in sent)


def test_pairs_are_opened_with_as_many_statements_however_many_they_are(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 3)
    instrument, sent_for = next(each for each in ready.all_instruments() if each.name == "gad-7"), []
    for team in (cast.early_help, make_team(cast.riverside, "Zeta")):
        make_pairs(team, 5)
        with unit_of_work(Platform.SWEEP) as session:
            session.execute(delete(CheckInReport))
        with unit_of_work(Platform.SWEEP) as session, counted() as sent:
            ready.make(session, trust_id=cast.riverside.id, instruments=[instrument])
        sent_for.append(len(sent))

    assert sent_for == [5, 5]
