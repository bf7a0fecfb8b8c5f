"""A relative's own suggestions, for the file of everything that is kept of them."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.implementation.presenters import suggestions as presenters
from app.implementation.queries import suggestions as queries


def of_person(session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """Each with what became of it."""
    lines = [presenters.own(each) for each in queries.own(session, person_id=user.person_id)]
    return [
        {
            "suggested_at": line.created_at.isoformat(),
            "words": line.words,
            "became": line.became,
            "answer": line.answer,
        }
        for line in lines
    ]
