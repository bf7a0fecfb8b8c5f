"""What somebody agreed to, for the file of everything that is kept of them: without the pseudonym, which stands nowhere."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.outcomes.research import queries


def of_person(session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """Each wording with the day on which they agreed."""
    return [
        {
            "study": each.study.title,
            "version": each.study.version,
            "words": each.study.words,
            "agreed_at": each.given_at.isoformat(),
        }
        for each in queries.agreed(session, person_id=user.person_id)
    ]
