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


def has_account(session: Session, *, subject_id: UUID) -> Email | None:
    """To somebody who asked to join and has an account in that trust; None when there is none."""
    person = queries.by_id(session, person_id=subject_id)
    if person is None:
        return None
    links = {"sign_in": f"{settings().base_url}/sign-in", "forgotten": f"{settings().base_url}/forgot-password"}
    return write("accounts/emails/has_account", to=person.email, closed=person.closed_at is not None, **links)
