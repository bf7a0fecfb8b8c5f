"""A relative has read who reads, what a program looks for, what is not promised, and when confidentiality ends."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.messages.models import Understanding
from app.messages.rules.understanding import VERSION

_NEW = insert(Understanding)
_ACCEPT = _NEW.on_conflict_do_update(
    index_elements=["person_id"],
    set_={"version": _NEW.excluded.version, "accepted_at": _NEW.excluded.accepted_at},
)


def accept(session: Session, *, user: SignedIn) -> None:
    """They have read the page as it is now."""
    ids = {"person_id": user.person_id, "trust_id": user.own_trust}
    session.execute(_ACCEPT, {**ids, "version": VERSION, "accepted_at": clock.now()})
