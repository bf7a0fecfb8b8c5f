"""The funnel, by examples counted by hand."""

from datetime import date, timedelta
from typing import Any

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import CameBy, State
from app.reports.funnel import Funnels, Stage, funnels
from app.trusts.models import Team
from app.usage.models import UsageDay
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.people import Cast

# Somebody who asked for themselves was invited by nobody.
ASKED: dict[str, Any] = {"inviter_id": None, "came_by": CameBy.OPEN.value}


def of(cast: Cast) -> Funnels:
    with unit_of_work(cast.riverside.id) as session:
        found = funnels(session, trust_id=cast.riverside.id)
    assert found is not None
    return found


def counts(cast: Cast) -> list[int | None]:
    return [of(cast).total.counts[stage] for stage in Stage]


def make_days(person: Person, *, modules: list[int]) -> None:
    """One day of visits for each number of modules viewed."""
    nothing = {"logins": 1, "visits": 1, "active_seconds": 60, "pages": 1, "activities": 0}
    with unit_of_work(Platform.SWEEP) as session:
        for back, viewed in enumerate(modules):
            day = date(2026, 11, 20) - timedelta(days=back)
            session.add(UsageDay(trust_id=person.trust_id, person_id=person.id, day=day, modules=viewed, **nothing))


def make_relatives(cast: Cast, team: Team, names: str, *, modules: list[int]) -> None:
    """Relatives who joined by invitation, one for each letter, and used the toolkit on some days."""
    for name in names:
        person = make_person(f"{name}-{team.name[0]}", Role.RELATIVE, team=team)
        make_invitation(cast.cora, team, email=person.email, state=State.ACCEPTED, joined_as=person)
        make_days(person, modules=modules)


def test_each_relative_is_counted_at_the_last_step_reached(cast: Cast) -> None:
    now = clock.now()
    make_invitation(cast.cora, cast.early_help, email="a@example.org", state=State.QUEUED)
    make_invitation(cast.cora, cast.early_help, email="b@example.org", state=State.SENT, sent_at=now)
    make_invitation(cast.cora, cast.early_help, email="c@example.org", state=State.OPENED, sent_at=now)
    make_invitation(cast.cora, cast.early_help, email="d@example.org", state=State.UNDELIVERABLE, failure="SMTP 550")
    assert counts(cast) == [4, 2, 1, 0, 0, 0]


def test_a_mail_that_came_back_and_then_ran_out_was_not_delivered(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, sent_at=clock.now(), failure="SMTP 550")
    assert counts(cast)[:3] == [1, 0, 0]


def test_somebody_who_says_no_thank_you_has_opened_the_link(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.DECLINED)
    assert counts(cast)[:4] == [1, 1, 1, 0]


def test_somebody_invited_twice_is_one_person_with_the_best_of_both(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, sent_at=clock.now(), opened_at=clock.now())
    make_invitation(cast.cora, cast.early_help, state=State.QUEUED)
    assert counts(cast)[:4] == [1, 1, 1, 0]


def test_reading_and_coming_back(cast: Cast) -> None:
    make_relatives(cast, cast.early_help, "abcdef", modules=[1, 0])  # read, and came back
    make_relatives(cast, cast.early_help, "ghijk", modules=[2])  # read
    make_relatives(cast, cast.early_help, "lmnop", modules=[0, 0])  # came twice, and read nothing for long
    assert counts(cast) == [16, 16, 16, 16, 11, 6]


def test_few_are_hidden_from_tess(cast: Cast) -> None:
    make_relatives(cast, cast.early_help, "abcd", modules=[1])
    make_relatives(cast, cast.early_help, "efghij", modules=[0])
    assert counts(cast) == [10, 10, 10, 10, None, None]


def test_few_in_one_team_are_hidden_in_the_other_team_too(cast: Cast) -> None:
    other = make_team(cast.riverside, "Other")
    make_relatives(cast, cast.early_help, "abcd", modules=[1])
    make_relatives(cast, cast.early_help, "efghij", modules=[])
    make_relatives(cast, other, "abcdef", modules=[1])
    make_relatives(cast, other, "ghijkl", modules=[])
    found = of(cast)
    assert [row.counts[Stage.FIRST_MODULE] for row in found.rows] == [None, None]
    assert found.total.counts[Stage.FIRST_MODULE] == 10


def test_how_many_were_invited_and_joined_is_never_hidden(cast: Cast) -> None:
    make_relatives(cast, cast.early_help, "ab", modules=[])
    assert counts(cast)[:4] == [2, 2, 2, 2]


def test_who_asked_for_themselves_is_not_in_the_funnel(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, email=cast.alice.email, state=State.EXPIRED)
    for person in (cast.alice, cast.ben):
        make_invitation(cast.cora, cast.early_help, email=person.email, state=State.ACCEPTED, joined_as=person, **ASKED)
    assert counts(cast)[:4] == [1, 1, 1, 1]


def test_a_mail_that_was_asked_for_does_not_make_the_teams_mail_delivered(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, failure="SMTP 550")
    make_invitation(cast.cora, cast.early_help, state=State.OPENED, sent_at=clock.now(), **ASKED)
    assert counts(cast)[:4] == [1, 0, 0, 0]


def test_without_any_trust_there_is_no_funnel(database: None) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert funnels(session, trust_id=None) is None


def test_the_other_trusts_use_is_not_counted(cast: Cast) -> None:
    make_invitation(cast.harry, cast.hill_team, state=State.ACCEPTED, joined_as=cast.hugo)
    make_days(cast.hugo, modules=[1])
    assert counts(cast) == [0, 0, 0, 0, 0, 0]
