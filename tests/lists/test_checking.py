"""Who on a list will not be invited, and why: as when one person is invited, and in as many statements as for one."""

import pytest

from app.accounts.roles import Role
from app.core.db import unit_of_work
from app.invitations.rules import State
from app.lists import checking
from app.lists.rules import Skipped
from app.mail import suppression
from app.mail.rules import Suppressed
from app.trusts.models import GuestAddress
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.lists import addresses, make_list, rows, state_of
from tests.builders.trusts import make_team, make_trust
from tests.people import Cast
from tests.statements import counted

JANE = "jane@example.org"


def _reason(cast: Cast, *emails: str) -> list[str]:
    list_id = make_list(cast.cora, cast.early_help, emails)
    return list(state_of(list_id)[1].values())


def test_somebody_new_is_ready(cast: Cast) -> None:
    assert _reason(cast, JANE) == ["ready"]


def test_the_same_address_further_down_is_skipped(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        found = checking.skipped(
            session,
            trust_id=cast.riverside.id,
            team_id=cast.early_help.id,
            rows=rows(JANE, "sam@example.org", JANE).rows,
        )

    assert found == {4: Skipped.TWICE}


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.SENT, "invited-before"),
        (State.UNDELIVERABLE, "invited-before"),
        (State.EXPIRED, "invited-before"),
        (State.REVOKED, "invited-before"),
        (State.DECLINED, "said-no"),
        (State.DRAFTED, "ready"),
    ],
)
def test_somebody_who_was_invited_before_is_skipped_and_a_draft_is_no_invitation(
    cast: Cast, state: State, reason: str
) -> None:
    make_invitation(cast.sue, cast.early_help, state=state)

    assert _reason(cast, JANE) == [reason]


def test_that_somebody_said_no_to_another_team_is_not_told(cast: Cast) -> None:
    make_invitation(cast.sue, make_team(cast.riverside, "North"), state=State.DECLINED)

    assert _reason(cast, JANE) == ["invited-before"]


def test_what_still_counts_goes_before_what_is_newer(cast: Cast) -> None:
    make_invitation(cast.sue, cast.early_help, state=State.SENT, days_old=3)
    make_invitation(cast.sue, cast.early_help, state=State.DECLINED, days_old=1)

    assert _reason(cast, JANE) == ["invited-before"]


def test_a_colleague_who_is_being_invited_is_skipped(cast: Cast) -> None:
    make_invitation(cast.tess, None, role=Role.MODERATOR, state=State.SENT)

    assert _reason(cast, JANE) == ["invited-otherwise"]


def test_a_colleague_who_never_came_may_be_invited_as_a_relative(cast: Cast) -> None:
    make_invitation(cast.tess, None, role=Role.MODERATOR, state=State.EXPIRED)

    assert _reason(cast, JANE) == ["ready"]


def test_somebody_with_an_account_is_skipped(cast: Cast) -> None:
    assert _reason(cast, cast.alice.email) == ["has-account"]


def test_nobody_learns_that_an_address_has_an_account_in_another_trust(cast: Cast) -> None:
    make_invitation(cast.harry, cast.hill_team, email="sam@example.org")

    assert _reason(cast, cast.hugo.email, "sam@example.org") == ["ready", "ready"]


def test_whoever_is_not_to_be_written_to_is_skipped_and_which_reason_it_is_stays_unsaid(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        for email, reason in (("a@x.org", Suppressed.BEREAVED), ("b@x.org", Suppressed.BOUNCED)):
            suppression.suppress(session, trust_id=cast.riverside.id, email=email, reason=reason)

    assert _reason(cast, "a@x.org", "b@x.org") == ["not-to-be-written-to"] * 2


def test_until_the_trust_is_live_only_its_guests_are_ready(cast: Cast) -> None:
    team = make_team(make_trust("Lakeside", live=False))
    cleo = make_person("Cleo", Role.CLINICIAN, team=team)
    with unit_of_work(team.trust_id) as session:
        session.add(GuestAddress(trust_id=team.trust_id, email=JANE, added_by=cleo.id))
    list_id = make_list(cleo, team, [JANE, "sam@example.org"])

    assert state_of(list_id)[1] == {JANE: "ready", "sam@example.org": "not-a-guest"}


def test_a_long_list_takes_no_more_statements_than_a_short_one(cast: Cast) -> None:
    sent = []
    for number in (2, 700):
        with counted() as statements:
            make_list(cast.cora, cast.early_help, addresses(number))
        sent.append(len(statements))

    assert sent[0] == sent[1] < 12
