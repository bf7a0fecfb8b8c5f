"""Making and changing trusts and teams."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core.errors import HoldfastError
from app.trusts.models import Team, Trust


class NameTaken(HoldfastError):
    """Another trust, or another team of the trust, has this name."""

    status = 422
    title = "This name is taken"
    sentence = "There is one with this name already. Choose another name"


def create_trust(
    session: Session, *, name: str, crisis_line_name: str, crisis_line_number: str, actor_id: UUID | None
) -> Trust:
    """Makes a trust; whom to ring in a crisis is part of it from the first day. Raises NameTaken."""
    if session.scalar(select(Trust.id).where(func.lower(Trust.name) == name.lower())):
        raise NameTaken
    trust = Trust(name=name, crisis_line_name=crisis_line_name, crisis_line_number=crisis_line_number)
    session.add(trust)
    session.flush()
    audit.record(session, action=Action.TRUST_CREATED, trust_id=trust.id, actor_id=actor_id, subject_id=trust.id)
    return trust


def change_crisis_line(session: Session, *, trust: Trust, name: str, number: str, actor_id: UUID) -> None:
    """Changes whom to ring in a crisis."""
    trust.crisis_line_name, trust.crisis_line_number = name, number
    changed = {"what": "crisis line"}
    audit.record(
        session, action=Action.TRUST_CHANGED, trust_id=trust.id, actor_id=actor_id, subject_id=trust.id, details=changed
    )


def keep_usage(session: Session, *, trust: Trust, months: int, actor_id: UUID) -> None:
    """Changes for how many months (3 to 120) single events of use are kept; nothing if it is so already."""
    if months == trust.usage_months:
        return
    changed = {"what": "months of usage events", "from": trust.usage_months, "to": months}
    trust.usage_months = months
    audit.record(
        session,
        action=Action.REPORT_SETTINGS_CHANGED,
        trust_id=trust.id,
        actor_id=actor_id,
        subject_id=trust.id,
        details=changed,
    )


def add_team(session: Session, *, trust_id: UUID, name: str, actor_id: UUID | None) -> Team:
    """Makes a team. Raises NameTaken."""
    _require_free(session, trust_id, name)
    team = Team(trust_id=trust_id, name=name)
    session.add(team)
    session.flush()
    audit.record(session, action=Action.TEAM_CREATED, trust_id=trust_id, actor_id=actor_id, subject_id=team.id)
    return team


def rename_team(session: Session, *, team: Team, name: str, actor_id: UUID) -> None:
    """Gives a team another name. Raises NameTaken."""
    _require_free(session, team.trust_id, name, but=team.id)
    team.name = name
    audit.record(session, action=Action.TEAM_RENAMED, trust_id=team.trust_id, actor_id=actor_id, subject_id=team.id)


def _require_free(session: Session, trust_id: UUID, name: str, *, but: UUID | None = None) -> None:
    same_name = select(Team.id).where(Team.trust_id == trust_id, func.lower(Team.name) == name.lower())
    if session.scalar(same_name.where(Team.id.is_distinct_from(but))):
        raise NameTaken
