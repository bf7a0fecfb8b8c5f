"""A relative's own network maps, for the file of everything that is kept of them."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.network import queries
from app.network.model import as_data
from app.network.presenters.voices import VOICES


def of_person(session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """Each map that was begun, with its copies."""
    begun = [each for each in queries.maps(session, person_id=user.person_id).values() if each.changed_at]
    copies = queries.all_copies(session, person_id=user.person_id) if begun else []
    return [
        {
            "title": VOICES[found.whose].title,
            "changed_at": found.changed_at.isoformat() if found.changed_at else None,
            "map": as_data(found.drawn),
            "copies": [
                {"kept_at": copy.kept_at.isoformat(), "map": as_data(copy.drawn)}
                for copy in copies
                if copy.whose is found.whose
            ],
        }
        for found in begun
    ]
