"""Rows of the past, which the services cannot write: they only know the present."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from app.accounts.roles import Role
from app.invitations.rules import LASTS, State

Row = dict[str, Any]


def invitation(
    state: State,
    *,
    at: datetime,
    inviter_id: UUID | None,
    email: str,
    first_name: str,
    relationship: str,
    joined_at: datetime | None = None,
    person_id: UUID | None = None,
) -> Row:
    """An invitation of a relative that was written at a moment and became what the state says."""
    later = at + timedelta(hours=6)
    opened = {State.OPENED, State.DECLINED}
    return {
        "id": uuid4(),
        "inviter_id": inviter_id,
        "repeats_id": None,
        "role": Role.RELATIVE.value,
        "email": email,
        "first_name": first_name,
        "relationship": relationship,
        "state": state.value,
        "nonce": uuid4(),
        "failure": "5.1.1" if state is State.UNDELIVERABLE else None,
        "created_at": at,
        "expires_at": at + LASTS,
        "sent_at": None if state is State.UNDELIVERABLE else at + timedelta(minutes=1),
        "opened_at": joined_at or (later if state in opened else None),
        "accepted_at": joined_at,
        "person_id": person_id,
        "declined_at": later if state is State.DECLINED else None,
        "revoked_at": later if state is State.REVOKED else None,
    }
