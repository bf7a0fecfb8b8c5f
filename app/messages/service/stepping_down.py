"""Somebody stays and is no supporter any more: what they looked after is the team's again."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.messages.service import leaving


def step_down(session: Session, person_id: UUID) -> None:
    """For a role that is being taken away. Before flags and the audit trail: conversations are held first."""
    if Role.SUPPORTER not in accounts.roles_of(session, person_id=person_id):
        leaving.lay_down(session, person_id=person_id)
