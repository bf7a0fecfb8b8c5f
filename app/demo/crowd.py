"""Nine months of the demo trust: more relatives who were invited, and what those who joined did. All made up.

Drawn with a fixed seed, so each demo is the same. As skewed as in the IMPART study: most come twice, a few very often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core import passwords
from app.demo import crowd_use, rows
from app.demo.past import Here
from app.demo.rows import Row
from app.demo.sign_ins import address
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.modules.content.library import Library

_SEED = 8
DAYS = 40 * 7
_NAMES = """
Aaron Abbie Adil Agnes Ailsa Amara Angus Bilal Carys Connor Dafydd Delroy Edie Eilidh Esme Ewan Fatima Finlay
Freya Gareth Halima Hamish Harriet Imran Iona Isla Jamal Josie Kasia Keir Leila Lorna Luca Magda Mairi Mei Nia
Nikhil Orla Owain Pippa Rafi Rhys Rohan Saira Shona Sian Tamsin Theo Wanda Yasmin Zahra
"""
# Who invited, and how many of them: a few invite most, as everywhere.
_INVITERS = {"Cora": 15, "Lena": 12, "Sue": 9, "Amir": 7, "Devi": 4, "Ruth": 3, "Grace": 2}
_NORTH = {"Lena", "Amir", "Ruth"}
_RELATIONSHIPS = ("parent", "parent", "partner", "sibling", "child", "friend")
# What becomes of those who do not join, lately and long ago.
_LATELY, _LONG_AGO = (State.SENT, State.OPENED), (State.EXPIRED, State.EXPIRED, State.DECLINED, State.UNDELIVERABLE)
_JOIN = 0.6
_LASTS = 28


@dataclass(frozen=True)
class _Asked:
    """One of them: by whom, how many days ago, and (if they joined) when and as whom."""

    name: str
    inviter: str
    relationship: str
    at: datetime
    state: State
    joined_at: datetime | None
    person_id: UUID | None


def add(session: Session, here: Here, library: Library) -> None:
    """Adds them, their invitations, accounts and use."""
    draw = Random(_SEED)  # noqa: S311 - made up, nothing secret
    asked = list(_asked(draw, here))
    joined = [each for each in asked if each.person_id]
    session.execute(insert(Person), [_person(here, each) for each in joined])
    session.execute(insert(RoleGrant), [_grant(here, each) for each in joined])
    session.execute(insert(Invitation), [_invitation(here, each) for each in asked])
    came = [(each.person_id, each.joined_at) for each in joined if each.person_id and each.joined_at]
    crowd_use.add(session, here, library, draw, came)


def _asked(draw: Random, here: Here) -> Iterator[_Asked]:
    names = _NAMES.split()
    inviters = [name for name, number in _INVITERS.items() for _ in range(number)]
    draw.shuffle(inviters)
    for number, (name, inviter) in enumerate(zip(names, inviters, strict=True)):
        # More each month.
        days_ago = 3 + int((DAYS - 4) * (1 - number / len(names)) ** 1.5)
        joins = draw.random() < _JOIN and days_ago > 1
        wait = min(days_ago - 1, int(draw.expovariate(0.4)))
        over = _LONG_AGO if days_ago > _LASTS else _LATELY
        yield _Asked(
            name,
            inviter,
            draw.choice(_RELATIONSHIPS),
            here.moment(days_ago, draw.randint(9, 16), draw.randint(0, 59)),
            State.ACCEPTED if joins else draw.choice(over),
            here.moment(max(1, days_ago - wait - 1), draw.choice((18, 19, 20, 21)), draw.randint(0, 59))
            if joins
            else None,
            uuid4() if joins else None,
        )


def _person(here: Here, asked: _Asked) -> Row:
    who = {"id": asked.person_id, "trust_id": here.trust_id, "name": asked.name, "email": address(asked.name)}
    return who | {"password_hash": passwords.UNUSABLE, "created_at": asked.joined_at}


def _grant(here: Here, asked: _Asked) -> Row:
    whose = {"id": uuid4(), "trust_id": here.trust_id, "person_id": asked.person_id}
    return whose | {"role": Role.RELATIVE.value, "team_id": _team(here, asked)}


def _invitation(here: Here, asked: _Asked) -> Row:
    row = rows.invitation(
        asked.state,
        at=asked.at,
        inviter_id=here.people[asked.inviter],
        email=address(asked.name),
        first_name=asked.name,
        relationship=asked.relationship,
        joined_at=asked.joined_at,
        person_id=asked.person_id,
    )
    return row | {"trust_id": here.trust_id, "team_id": _team(here, asked)}


def _team(here: Here, asked: _Asked) -> UUID:
    return here.teams["Community Team North" if asked.inviter in _NORTH else "Early Intervention Team"]
