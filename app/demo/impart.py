"""The six trusts of the IMPART study as rows: accounts, invitations, repeats and acceptances.

The published table says how many; who and when is made up. Nobody can sign in to these accounts.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core import passwords
from app.demo import rows
from app.demo.distribution import spread
from app.demo.rows import Row
from app.invitations.models import Invitation
from app.invitations.rules import LASTS, State
from app.trusts import service as trusts

TABLE = Path(__file__).with_name("impart_table3.csv")
STUDY = timedelta(days=548)  # 18 months
JOINS_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Published:
    """One line of the study's table 3."""

    trust: str
    clinicians: int
    inviters: int
    invites: int
    relatives: int
    accounts: int
    median: float
    fewest: int
    most: int


def published() -> list[Published]:
    """The table as it is in the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [_published(line) for line in csv.DictReader(file)]


def _published(line: dict[str, str]) -> Published:
    return Published(
        trust=line["trust"],
        clinicians=int(line["clinician_accounts"]),
        inviters=int(line["clinicians_who_invited"]),
        invites=int(line["invites_sent"]),
        relatives=int(line["relatives_invited"]),
        accounts=int(line["relatives_accounts"]),
        median=float(line["invites_per_inviter_median"]),
        fewest=int(line["invites_per_inviter_min"]),
        most=int(line["invites_per_inviter_max"]),
    )


def load(session: Session, *, now: datetime) -> None:
    """Adds the trusts; the study ended so long before now that the last link has run out."""
    for line in published():
        trust = trusts.create_trust(
            session, name=line.trust, crisis_line_name="NHS 111, option 2", crisis_line_number="111", actor_id=None
        )
        trust.live_at = now
        team = trusts.add_team(session, trust_id=trust.id, name="All teams of the study", actor_id=None)
        _add_rows(session, line, trust_id=trust.id, team_id=team.id, start=now - STUDY - LASTS)


def _add_rows(session: Session, line: Published, *, trust_id: UUID, team_id: UUID, start: datetime) -> None:
    clinicians = _people(line, "clinician", line.clinicians, created_at=start)
    relatives = _people(line, "relative", line.accounts, created_at=start)
    here = {"trust_id": trust_id, "team_id": team_id}
    session.execute(insert(Person), [person | {"trust_id": trust_id} for person in clinicians + relatives])
    for people, role in ((clinicians, Role.CLINICIAN), (relatives, Role.RELATIVE)):
        session.execute(insert(RoleGrant), [here | {"person_id": each["id"], "role": role.value} for each in people])
    session.execute(
        insert(Invitation), [here | each for each in _invitations(line, clinicians, relatives, start=start)]
    )


def _people(line: Published, kind: str, how_many: int, *, created_at: datetime) -> list[Row]:
    return [
        {
            "id": uuid4(),
            "email": _address(line, kind, number),
            "name": f"{kind.capitalize()} {number + 1} of {line.trust}",
            "password_hash": passwords.UNUSABLE,
            "created_at": created_at,
        }
        for number in range(how_many)
    ]


def _address(line: Published, kind: str, number: int) -> str:
    return f"{kind}-{number + 1}@{line.trust.lower()}.impart.example"


def _invitations(line: Published, clinicians: list[Row], relatives: list[Row], *, start: datetime) -> Iterator[Row]:
    """First one to each address, then the repeats. The first addresses join, the last ones are invited again."""
    made: list[Row] = []
    for number, inviter_id in enumerate(_inviters(line, clinicians)):
        is_repeat = number >= line.relatives
        address = 2 * line.relatives - 1 - number if is_repeat else number
        joined = relatives[address] if address < line.accounts and not is_repeat else None
        at = start + STUDY * number / line.invites
        invitation = rows.invitation(
            State.ACCEPTED if joined else State.EXPIRED,
            at=at,
            inviter_id=inviter_id,
            email=_address(line, "relative", address),
            first_name="Relative",
            relationship="other",
            joined_at=at + JOINS_AFTER if joined else None,
            person_id=joined["id"] if joined else None,
        )
        invitation["repeats_id"] = made[address]["id"] if is_repeat else None
        made.append(invitation)
    yield from made


def _inviters(line: Published, clinicians: list[Row]) -> Iterator[UUID]:
    """Who sent each invitation: the first clinicians, as many each as fits the published median and range."""
    sent = spread(people=line.inviters, total=line.invites, median=line.median, fewest=line.fewest, most=line.most)
    for person, count in zip(clinicians, sent, strict=False):
        yield from repeat(person["id"], count)
