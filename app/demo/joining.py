"""The demo team's code, and those who came by it without being invited. All made up."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.roles import Role
from app.accounts.service import Grant
from app.demo import rows
from app.demo.past import Here
from app.demo.sign_ins import address
from app.invitations.models import Invitation
from app.invitations.rules import CameBy, State
from app.joining.models import ServiceCode
from app.usage.events import Event
from app.usage.models import UsageEvent

CODE = "R7V3N2K8"
DAYS_AGO = 40
# First name, who they are, how many days ago they asked, and whether they joined the next evening.
_ASKED = (("Bronwen", "sibling", 24, True), ("Tomasz", "partner", 9, True), ("Winifred", "grandparent", 2, False))


def add(session: Session, here: Here, *, team: str, maker: str) -> None:
    """A code on a poster since some weeks, two who joined by it, and one who has not opened the link yet."""
    team_id = here.teams[team]
    code = ServiceCode(trust_id=here.trust_id, team_id=team_id, code=CODE, made_by=here.people[maker])
    code.created_at = here.moment(DAYS_AGO, 11)
    session.add(code)
    session.flush()
    for name, relationship, days_ago, joined in _ASKED:
        at = here.moment(days_ago, 20)
        joined_at = at + timedelta(minutes=9)
        row = rows.invitation(
            State.ACCEPTED if joined else State.SENT,
            at=at,
            inviter_id=None,
            email=address(name),
            first_name=name,
            relationship=relationship,
            joined_at=joined_at if joined else None,
            person_id=_person(session, here, name, team_id, joined_at) if joined else None,
        )
        where = {"trust_id": here.trust_id, "team_id": team_id}
        session.execute(insert(Invitation), [row | where | {"came_by": CameBy.CODE.value, "code_id": code.id}])


def _person(session: Session, here: Here, name: str, team_id: UUID, joined_at: datetime) -> UUID:
    grants = [Grant(Role.RELATIVE, team_id)]
    person = accounts.create_person(
        session, trust_id=here.trust_id, email=address(name), name=name, password=None, grants=grants
    )
    person.created_at = joined_at
    when = {"happened_at": joined_at, "recorded_at": joined_at}
    signed_in = {"event": Event.SIGNED_IN.value, "subject": "", "is_staff": False}
    session.add(UsageEvent(trust_id=here.trust_id, person_id=person.id, **signed_in, **when))
    return person.id
