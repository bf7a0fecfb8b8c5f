"""The mails about accounts."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import links, queries
from app.core.config import settings
from app.mail.message import Email, write


def password_reset(session: Session, *, subject_id: UUID) -> Email | None:
    """The link to choose a new password; None when there is no such account."""
    person = queries.find_open(session, person_id=subject_id)
    if person is None:
        return None
    link = f"{settings().base_url}/reset-password/{links.token_for(person)}"
    return write("accounts/emails/password_reset", to=person.email, name=person.name, link=link)
