"""Who on a list is not invited, and why: a few statements for the whole list."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.invitations import queries as invitations
from app.invitations.queries import Before
from app.invitations.rules import LIVE, State
from app.lists.reading.results import Row
from app.lists.rules import Earlier, Known, Skipped, reason_to_skip
from app.mail import suppression
from app.trusts import queries as trusts


def skipped(session: Session, *, trust_id: UUID, team_id: UUID, rows: Iterable[Row]) -> dict[int, Skipped]:
    """The rows that are not invited, by line."""
    people = list(rows)
    known = _known(session, trust_id, team_id, {each.email for each in people})
    seen: set[str] = set()
    found = {}
    for each in people:
        reason = reason_to_skip(each.email, known, is_twice=each.email in seen)
        seen.add(each.email)
        if reason:
            found[each.line] = reason
    return found


def _known(session: Session, trust_id: UUID, team_id: UUID, emails: set[str]) -> Known:
    before = invitations.before(session, trust_id=trust_id, emails=emails)
    return Known(
        stopped=frozenset(suppression.reasons(session, trust_id=trust_id, emails=emails)),
        not_guests=frozenset(trusts.not_guests(session, trust_id=trust_id, emails=emails)),
        with_account=frozenset(accounts.with_account(session, emails=emails)),
        earlier={email: _earlier(each, team_id) for email, each in before.items()},
    )


def _earlier(before: Before, team_id: UUID) -> Earlier:
    return Earlier(
        as_relative=before.role is Role.RELATIVE,
        is_live=before.state in LIVE,
        # What they said to another team is not told here.
        said_no=before.state is State.DECLINED and before.team_id == team_id,
    )
