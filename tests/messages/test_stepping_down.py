"""Sue is a supporter no more and stays a moderator: what she looked after is the team's again, what she may do is hers."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.accounts.service import Grant, grant_role
from app.core.db import Platform, unit_of_work
from app.risk.rules import Event, State, SubjectKind
from app.trusts.models import Team
from tests.builders import inbox as build
from tests.builders import risk as flags
from tests.builders.messages import answer_to, fresh, make_conversation
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


def give(person: Person, role: Role, team: Team | None = None) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        grant_role(session, person=person, grant=Grant(role, team.id if team else None), actor_id=None)


@pytest.fixture
def sues(cast: Cast) -> UUID:
    """A conversation that Sue looks after."""
    conversation = make_conversation(cast.alice)
    answer_to(cast.sue, conversation)
    return conversation


def end_support(cast: Cast, browser_as: BrowserAs) -> None:
    fields = {"role": "supporter", "team": str(cast.early_help.id)}
    assert browser_as(cast.tess).submit(f"/staff/people/{cast.sue.id}/roles/end", **fields).status == 200


def test_what_sue_looked_after_is_the_teams_again_and_she_reads_none_of_it(
    cast: Cast, browser_as: BrowserAs, sues: UUID
) -> None:
    sam = build.make_supporter(cast)
    give(cast.sue, Role.MODERATOR)

    end_support(cast, browser_as)

    assert fresh(sues).owner_id is None
    assert "Nobody looks after it yet." in browser_as(sam).visit(f"/staff/inbox/{sues}").text
    assert browser_as(cast.sue).visit(f"/staff/inbox/{sues}").status == 404


def test_while_she_supports_another_team_she_keeps_it(cast: Cast, browser_as: BrowserAs, sues: UUID) -> None:
    give(cast.sue, Role.SUPPORTER, make_team(cast.riverside, "Night Team"))

    end_support(cast, browser_as)

    assert fresh(sues).owner_id == cast.sue.id


def test_flags_that_she_may_work_on_no_more_lie_in_the_queue_again_and_the_others_stay_hers(
    cast: Cast, browser_as: BrowserAs
) -> None:
    sam, give_up = build.make_supporter(cast), flags.make_flag(cast.alice, kind=SubjectKind.MESSAGE)
    keep = flags.make_flag(cast.ben, kind=SubjectKind.POST)
    flags.take(cast.sue, give_up)
    flags.take(cast.sue, keep)
    give(cast.sue, Role.MODERATOR)

    end_support(cast, browser_as)

    seen = flags.seen_by(sam, give_up)
    assert (seen.state, seen.taken_by) == (State.NEW, None)
    assert flags.seen_by(sam, keep).taken_by == cast.sue.id
    last = flags.history(give_up, reader=sam)[-1]
    assert (last.event, last.facts) == (Event.RELEASED, {"role": "ended"})
    assert "Tess took a role away from whoever had it" in browser_as(sam).visit(f"/staff/flags/{give_up.id}").text
