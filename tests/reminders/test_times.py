"""What holds of quiet hours and reminders at every moment of thirty years in London, both changes of clocks included."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.core.london import LONDON
from app.invitations.rules import LASTS, State
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.rules import deciding
from app.reminders.rules.facts import Answer, Invited, Item, Person, Wish
from app.reminders.rules.quiet import Quiet, is_quiet, leaves_at
from app.trusts.hours.clocks import london_day
from tests.builders.hours import london

DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
INSTANT = timedelta(microseconds=1)


def sunday_before(day: date) -> datetime:
    """1am in Greenwich on the last Sunday before a day."""
    last = day - timedelta(days=1)
    return datetime.combine(last - timedelta(days=(last.weekday() + 1) % 7), time(1), tzinfo=UTC)


CHANGES = [sunday_before(date(year, month, 1)) for year in range(2020, 2051) for month in (4, 11)]
moments = some.one_of(
    some.datetimes(datetime(2020, 1, 1), datetime(2050, 12, 31), timezones=some.just(UTC)),  # noqa: DTZ001 - they get it
    some.builds(
        lambda change, off: change + off,
        some.sampled_from(CHANGES),
        some.timedeltas(timedelta(hours=-30), timedelta(hours=30)),
    ),
)
quiets = some.builds(Quiet, some.integers(0, 23), some.integers(0, 23))
unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-25 19:59", "2026-11-25 19:59"),
        ("2026-11-25 20:00", "2026-11-26 08:00"),
        ("2026-11-25 03:00", "2026-11-25 08:00"),
        ("2026-03-28 23:00", "2026-03-29 08:00"),  # the clocks go forward in between
        ("2026-10-24 23:00", "2026-10-25 08:00"),  # and back
    ],
)
def test_what_falls_into_the_houses_quiet_hours_leaves_at_eight(now: str, leaves: str) -> None:
    assert leaves_at(london(now), Quiet()) == london(leaves)


def test_the_same_hour_twice_means_no_quiet_hours() -> None:
    assert not any(Quiet(hour, hour).covers(each) for hour in range(24) for each in range(24))


def test_an_hour_that_the_clocks_jump_over_is_waited_for_until_the_next_day() -> None:
    only_at_one = Quiet(2, 1)

    assert leaves_at(london("2026-03-28 12:00"), only_at_one) == london("2026-03-30 01:00")


@unhurried
@given(now=moments, quiet=quiets)
def test_a_mail_leaves_at_the_first_moment_that_is_not_quiet(now: datetime, quiet: Quiet) -> None:
    leaves = leaves_at(now, quiet)

    assert not quiet.covers(leaves.astimezone(LONDON).hour)
    assert now <= leaves <= now + 2 * DAY
    assert (leaves == now) is not is_quiet(now, quiet)
    assert leaves == now or is_quiet(leaves - INSTANT, quiet)
    between = (now + QUARTER * number for number in range(int((leaves - now) / QUARTER)))
    assert all(is_quiet(each, quiet) for each in between)


def _year_of(facts: Person, start: datetime, days: int) -> list[tuple[datetime, Item]]:
    """What the sweep makes, looking every few hours, if nothing changes but what was made."""
    made: list[tuple[datetime, Item]] = []
    for hours in range(days * 24):
        now = start + timedelta(hours=hours)
        last = made[-1][0] if made else None
        known = Person(
            facts.person_id,
            facts.joined_at,
            facts.wishes,
            facts.quiet,
            last_read_at=facts.last_read_at,
            answers=facts.answers,
            check_in_due_at=facts.check_in_due_at,
            made=frozenset(item for _, item in made),
            last_at=last,
        )
        if decision := deciding.for_person(known, now=now):
            made.append((now, decision.item))
    return made


@settings(deadline=None, max_examples=60)
@given(
    start=moments, quiet=quiets, offset=some.timedeltas(timedelta(), 5 * DAY), person=some.uuids(), talk=some.uuids()
)
def test_each_thing_comes_once_never_early_never_in_quiet_hours_and_once_a_week(
    start: datetime, quiet: Quiet, offset: timedelta, person: object, talk: object
) -> None:
    wishes = {kind: Wish(Channel.EMAIL, start - 30 * DAY) for kind in ReminderKind}
    answered = start + offset
    facts = Person(
        person,  # type: ignore[arg-type]
        start,
        wishes,
        quiet,
        last_read_at=start,
        answers=(Answer(talk, 2, answered, None),),  # type: ignore[arg-type]
        check_in_due_at=start + offset,
    )

    made = _year_of(facts, start, 45)

    assert {item.kind for _, item in made} == set(ReminderKind) - {ReminderKind.INVITATION, ReminderKind.FIRST_MODULE}
    assert len({item for _, item in made}) == len(made)
    assert not any(quiet.covers(at.astimezone(LONDON).hour) for at, _ in made)
    assert all((london_day(later) - london_day(earlier)).days >= 7 for (earlier, _), (later, _) in pairwise(made))
    soonest = {
        ReminderKind.PAUSE: (start, 14),
        ReminderKind.ANSWER: (answered, 3),
        ReminderKind.CHECK_IN: (answered, 0),
    }
    for at, item in made:
        since, days = soonest[item.kind]
        assert (london_day(at) - london_day(since)).days >= days


@unhurried
@given(sent=moments, days=some.integers(0, 30), hour=some.integers(0, 23), invitation=some.uuids())
def test_an_invitation_is_called_to_mind_by_day_from_the_seventh_and_within_its_life(
    sent: datetime, days: int, hour: int, invitation: object
) -> None:
    now = sent + days * DAY + timedelta(hours=hour)
    facts = Invited(invitation, State.SENT, sent, None, sent + LASTS)  # type: ignore[arg-type]

    decision = deciding.for_invited(facts, now=now)

    if decision:
        passed = (london_day(now) - london_day(sent)).days
        assert decision.item.step == (2 if passed >= 21 else 1)
        assert passed >= 7
        assert 8 <= now.astimezone(LONDON).hour < 20
        assert now < sent + LASTS - DAY
