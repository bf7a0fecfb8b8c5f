"""Reads for the mails with numbers: who is due one, whether they still are when it is written, and the numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select, text, true
from sqlalchemy.orm import Session

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Permission, Role, permissions_of
from app.invitations.models import Invitation
from app.reminders.digests.rules import Week
from app.reminders.kinds import DigestKind
from app.reminders.models import Digest, DigestStopped
from app.risk import duty
from app.trusts.hours.bank_holidays import Division
from app.trusts.models import Team, Trust

# Who is sent what: everybody whose role invites relatives hears of their teams, trust leads of their trust.
ROLES: dict[DigestKind, frozenset[Role]] = {
    DigestKind.TEAM_WEEK: frozenset(
        role for role in Role if Permission.INVITATIONS_SEND in permissions_of(frozenset({role}))
    ),
    DigestKind.LEAD_MONTH: frozenset({Role.TRUST_LEAD}),
}


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who may be sent numbers. `last_invited`: when their team last invited somebody, or was made."""

    person_id: UUID
    team_id: UUID | None
    trust_id: UUID
    email: str
    last_invited: datetime


_P, _G, _T, _I = Person.__table__.c, RoleGrant.__table__.c, Trust.__table__.c, Invitation.__table__.c
_BY_TEAM = _I.team_id == _G.team_id
_LAST = func.coalesce(
    select(func.max(_I.created_at))
    .where(_BY_TEAM, _I.role == Role.RELATIVE.value, _I.state != "drafted", _I.inviter_id.is_not(None))
    .scalar_subquery(),
    select(Team.created_at).where(Team.id == _G.team_id).scalar_subquery(),
    _T.created_at,
).label("last_invited")


def _staff(kind: DigestKind) -> Select[Any]:
    """Those with an open account and the role, in a trust that is live, who have not stopped these mails."""
    stopped = exists().where(DigestStopped.person_id == _G.person_id, DigestStopped.kind == kind.value)
    return (
        select(_G.person_id, _G.team_id, _G.trust_id, _P.email, _LAST)
        .join_from(RoleGrant, Person, _P.id == _G.person_id)
        .join(Trust, _T.id == _G.trust_id)
        .where(
            _G.role.in_(sorted(role.value for role in ROLES[kind])),
            _P.closed_at.is_(None),
            _T.live_at.is_not(None),
            ~stopped,
            _G.team_id.is_not(None) if kind is DigestKind.TEAM_WEEK else true(),
        )
        .distinct()
    )


def _untold(kind: DigestKind) -> Select[Any]:
    told = exists().where(
        Digest.kind == kind.value,
        Digest.person_id == _G.person_id,
        Digest.team_id.is_not_distinct_from(_G.team_id),
        Digest.begins_on == bindparam("begins_on"),
    )
    return _staff(kind).where(~told).order_by(_G.trust_id, _G.person_id)


_UNTOLD = {kind: _untold(kind) for kind in DigestKind}
_STILL = {
    kind: _staff(kind).where(
        _G.person_id == bindparam("person_id"), _G.team_id.is_not_distinct_from(bindparam("team_id"))
    )
    for kind in DigestKind
}

_WEEK = text("""
SELECT count(DISTINCT email) FILTER (WHERE by_staff AND created_at >= :begins AND created_at < :ends) AS invited,
       count(DISTINCT email) FILTER (WHERE by_staff) AS invited_in_all,
       count(*) FILTER (WHERE accepted_at >= :begins AND accepted_at < :ends) AS joined,
       count(*) FILTER (WHERE accepted_at IS NOT NULL) AS joined_in_all,
       count(*) FILTER (WHERE by_staff AND state IN ('queued', 'sent', 'opened')) AS waiting,
       count(*) FILTER (WHERE by_staff AND accepted_at >= :begins AND accepted_at < :ends) AS joined_by_invitation,
       count(*) FILTER (WHERE state = 'undeliverable') AS undeliverable,
       count(*) FILTER (WHERE by_staff AND state = 'expired' AND expires_at >= :begins AND expires_at < :ends
                              AND NOT is_repeated) AS ran_out,
       (SELECT count(*) FROM carers WHERE team_id = :team_id AND removed_at IS NULL AND offer = 'not-yet') AS never_asked
FROM (SELECT *, inviter_id IS NOT NULL AS by_staff,
             EXISTS (SELECT FROM invitations AS later WHERE later.repeats_id = invitations.id) AS is_repeated
      FROM invitations WHERE team_id = :team_id AND role = 'relative' AND state <> 'drafted'
                             AND email NOT IN (SELECT email FROM people WHERE is_test)) AS invites
""")


def untold(session: Session, *, kind: DigestKind, begins_on: date) -> list[Due]:
    """Everybody who may be told of the days from this one on and was not yet; for the sweep, in every trust."""
    return [Due(*row) for row in session.execute(_UNTOLD[kind], {"begins_on": begins_on})]


def still_due(session: Session, *, digest: Digest) -> Due | None:
    """Whom the mail goes to; None if they closed their account, lost the role, or stopped such mails meanwhile."""
    wanted = {"person_id": digest.person_id, "team_id": digest.team_id}
    row = session.execute(_STILL[DigestKind(digest.kind)], wanted).first()
    return Due(*row) if row else None


def week(session: Session, *, team_id: UUID, span: tuple[datetime, datetime]) -> Week:
    """A team's numbers. Practice invitations are in a table of their own, and never here."""
    begins, ends = span
    return Week(**session.execute(_WEEK, {"team_id": team_id, "begins": begins, "ends": ends}).mappings().one())


def division_of(session: Session, *, trust_id: UUID) -> Division | None:
    """Whose bank holidays a trust keeps."""
    return duty.of_trust(session, trust_id=trust_id).hours.holidays.division


def stopped_by(session: Session, *, person_id: UUID) -> set[DigestKind]:
    """Which of these mails somebody has stopped."""
    kinds = session.scalars(select(DigestStopped.kind).where(DigestStopped.person_id == person_id))
    return {DigestKind(kind) for kind in kinds}
