"""What the staff home says about the course: only when the yearly refresh is due."""

from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.training import queries
from app.training.course import HREF
from app.training.rules import Standing


def on_staff_home(session: Session, user: SignedIn) -> tuple[str, str, str] | None:
    """A sentence, where it leads and the words of the link; None when nothing is due."""
    if not user.may(Permission.TRAINING_TAKE):
        return None
    if queries.rounds(session, person_id=user.person_id).standing is not Standing.DUE:
        return None
    return "You did the staff course more than a year ago.", HREF, "Time for a refresh"
