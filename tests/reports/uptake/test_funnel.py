"""The funnel, by examples counted by hand."""

from typing import Any

import pytest

from app.accounts.roles import Role
from app.carers.rules import Offer, Way
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import CameBy, State
from app.reports.uptake.funnel import Funnels, funnels
from app.reports.uptake.stages import FROM_USE, Stage
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.builders.uptake import make_day, make_days, make_relatives
from tests.people import Cast

# Somebody who asked for themselves was invited by nobody.
ASKED: dict[str, Any] = {"inviter_id": None, "came_by": CameBy.OPEN.value}


def of(cast: Cast) -> Funnels:
    with unit_of_work(cast.riverside.id) as session:
        found = funnels(session, trust_id=cast.riverside.id)
    assert found is not None
    return found


def counts(cast: Cast) -> list[int | None]:
    """From invited to came back."""
    return [of(cast).total.counts[stage] for stage in list(Stage)[1:7]]


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
    make_relatives(cast.cora, cast.early_help, "abcdef", modules=[1, 0])  # read, and came back
    make_relatives(cast.cora, cast.early_help, "ghijk", modules=[2])  # read
    make_relatives(cast.cora, cast.early_help, "lmnop", modules=[0, 0])  # came twice, and read nothing for long
    assert counts(cast) == [16, 16, 16, 16, 11, 6]


def test_few_are_hidden_from_tess(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcd", modules=[1])
    make_relatives(cast.cora, cast.early_help, "efghij", modules=[0])
    assert counts(cast) == [10, 10, 10, 10, None, None]


def test_few_in_one_team_are_hidden_in_the_other_team_too(cast: Cast) -> None:
    other = make_team(cast.riverside, "Other")
    make_relatives(cast.cora, cast.early_help, "abcd", modules=[1])
    make_relatives(cast.cora, cast.early_help, "efghij", modules=[])
    make_relatives(cast.cora, other, "abcdef", modules=[1])
    make_relatives(cast.cora, other, "ghijkl", modules=[])
    found = of(cast)
    assert [row.counts[Stage.FIRST_MODULE] for row in found.rows] == [None, None]
    assert found.total.counts[Stage.FIRST_MODULE] == 10


def test_how_many_were_invited_and_joined_is_never_hidden(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "ab", modules=[])
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


def test_who_took_part_and_who_shared_came_back_before(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcde", modules=[1, 0], shares=1)
    make_relatives(cast.cora, cast.early_help, "fghij", modules=[1, 0], posts=1)
    make_relatives(cast.cora, cast.early_help, "klmno", modules=[1, 0])
    make_relatives(cast.cora, cast.early_help, "pqrst", modules=[1], messages=1)  # on their only day
    assert [of(cast).total.counts[stage] for stage in FROM_USE] == [20, 15, 10, 5]


@pytest.mark.parametrize("what", ["toolbox", "threads", "posts", "conversations", "messages"])
def test_each_way_of_taking_part_counts(cast: Cast, what: str) -> None:
    make_relatives(cast.cora, cast.early_help, "abcde", modules=[1, 0], **{what: 1})
    assert of(cast).total.counts[Stage.TOOK_PART] == 5


def test_few_who_shared_are_hidden(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefgh", modules=[1, 0], toolbox=1)
    make_relatives(cast.cora, cast.early_help, "xyz", modules=[1, 0], shares=1)
    assert [of(cast).total.counts[stage] for stage in FROM_USE] == [11, 11, 11, None]


def test_the_few_who_visited_and_read_nothing_are_not_the_difference_to_the_report_on_use(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1])
    make_relatives(cast.cora, cast.early_help, "klm", modules=[0])
    make_relatives(cast.cora, cast.early_help, "nopqrst", modules=[])
    assert of(cast).total.counts[Stage.FIRST_MODULE] is None


def by_code(cast: Cast, name: str, *, modules: list[int]) -> None:
    person = make_person(name, Role.RELATIVE, team=cast.early_help)
    joined = {"state": State.ACCEPTED, "email": person.email, "joined_as": person, "days_old": 21}
    make_invitation(cast.cora, cast.early_help, **ASKED | joined)
    make_days(person, modules=modules)


@pytest.mark.parametrize("modules", [[], [1]])
def test_two_who_joined_by_code_are_not_the_difference_to_the_report_on_use(cast: Cast, modules: list[int]) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1])
    make_relatives(cast.cora, cast.early_help, "klmnopqrst", modules=[])
    assert of(cast).total.counts[Stage.FIRST_MODULE] == 10
    for name in ("Code1", "Code2"):
        by_code(cast, name, modules=modules)
    assert of(cast).total.counts[Stage.FIRST_MODULE] is None


def test_a_team_with_one_by_code_is_hidden_and_the_trust_is_not(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1])
    for number in range(2):
        make_relatives(cast.cora, make_team(cast.riverside, f"{number} Team"), "klmnopqrst"[: 8 + number], modules=[0])
    by_code(cast, "Code", modules=[])
    found = of(cast)
    assert [row.counts[Stage.FIRST_MODULE] for row in found.every] == [None, None, None, 10]


def test_where_enough_only_visited_the_two_by_code_hide_nothing(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1])
    make_relatives(cast.cora, cast.early_help, "klmnopq", modules=[0])
    for name in ("Code1", "Code2"):
        by_code(cast, name, modules=[])
    assert of(cast).total.counts[Stage.FIRST_MODULE] == 10


def test_who_joined_this_week_hides_nothing(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1])
    make_relatives(cast.cora, cast.early_help, "kl", modules=[], days_old=0)
    total = of(cast).total
    assert (total.counts[Stage.ACCOUNT], total.counts[Stage.FIRST_MODULE]) == (12, 10)


def test_what_somebody_does_today_is_told_after_sunday(cast: Cast) -> None:
    for person in make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[]):
        make_day(person, clock.london_day(clock.now()), modules=1)
    assert of(cast).total.counts[Stage.FIRST_MODULE] == 0


def test_whom_a_team_knows_and_never_invited_is_identified(cast: Cast) -> None:
    joined = make_invitation(cast.cora, cast.early_help)
    make_carer(cast.cora, cast.early_help, "1")
    make_carer(cast.cora, cast.early_help, "2", offer=Offer.DID_NOT_WANT.value)
    make_carer(cast.cora, cast.early_help, "3", offer=Offer.INVITED.value, invitation_id=joined.id)
    make_carer(cast.cora, cast.early_help, "4", offer=Offer.OTHERWISE.value, way=Way.EARLIER.value)
    make_carer(cast.cora, cast.early_help, "5", removed_at=clock.now())
    total = of(cast).total
    assert (total.keeps_list, total.counts[Stage.IDENTIFIED], total.counts[Stage.INVITED]) == (True, 3, 1)


def test_without_a_list_nobody_is_known_before_the_invitation(cast: Cast) -> None:
    make_invitation(cast.cora, cast.early_help)
    total = of(cast).total
    assert (total.keeps_list, total.steps[0]) == (False, (Stage.INVITED, 1))


def test_a_colleague_who_tries_it_out_as_a_relative_is_in_no_step(cast: Cast) -> None:
    make_relatives(cast.cora, cast.early_help, "abcde", modules=[1])
    tried = make_relatives(cast.cora, cast.early_help, "t", modules=[1])[0]
    make_invitation(cast.cora, cast.early_help, email=cast.sue.email)
    assert counts(cast) == [6, 6, 6, 6, 6, 0]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.merge(tried).test_asked_at = clock.now()
        session.merge(tried).is_test = True
    assert counts(cast) == [5, 5, 5, 5, 5, 0]


def test_the_other_trusts_use_is_not_counted(cast: Cast) -> None:
    make_invitation(cast.harry, cast.hill_team, state=State.ACCEPTED, joined_as=cast.hugo)
    make_days(cast.hugo, modules=[1])
    assert counts(cast) == [0, 0, 0, 0, 0, 0]
