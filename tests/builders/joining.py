"""Service codes for tests."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.models import Invitation
from app.invitations.rules import CameBy, State
from app.joining.models import ServiceCode
from app.mail.models import OutboundMail
from app.trusts.models import Team
from tests.builders.invitations import make_invitation

CODE = "C4D7H2K9"
ASKED = {"email": "jane@example.org", "first_name": "Jane", "relationship": "parent", "sixteen": "yes"}


def make_code(
    team: Team,
    maker: Person,
    *,
    code: str = CODE,
    days_left: int | None = None,
    stopped: bool = False,
) -> ServiceCode:
    """A team's code: its newest, or one that works for so many days more (or has run out)."""
    now = clock.now()
    until = None if days_left is None else now + timedelta(days=days_left)
    made = ServiceCode(trust_id=team.trust_id, team_id=team.id, code=code, made_by=maker.id, works_until=until)
    if stopped:
        made.revoked_at, made.revoked_by = now, maker.id
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add(made)
    return made


def make_asked(
    code: ServiceCode,
    maker: Person,
    team: Team,
    *,
    email: str = "jane@example.org",
    state: State = State.SENT,
    joined_as: Person | None = None,
    days_old: int = 0,
) -> Invitation:
    """The invitation of somebody who asked by this code."""
    by_code: dict[str, object] = {"inviter_id": None, "came_by": CameBy.CODE.value, "code_id": code.id}
    return make_invitation(
        maker,
        team,
        email=email,
        state=state,
        joined_as=joined_as,
        days_old=days_old,
        **by_code,  # type: ignore[arg-type]
    )


def codes_of(team: Team) -> list[ServiceCode]:
    """All codes that the team ever had, oldest first."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        wanted = select(ServiceCode).where(ServiceCode.team_id == team.id).order_by(ServiceCode.created_at)
        return list(session.scalars(wanted))


def queued() -> list[tuple[str, str]]:
    """Kind and recipient of each mail that was queued, oldest first."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        wanted = select(OutboundMail.kind, OutboundMail.recipient).order_by(OutboundMail.created_at)
        return [(kind, recipient) for kind, recipient in session.execute(wanted)]
