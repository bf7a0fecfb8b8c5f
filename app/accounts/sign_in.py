"""Signing in and out. One sentence and the same work whether the account exists or not."""

from sqlalchemy.orm import Session

from app.accounts import queries, sessions
from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import passwords
from app.core.db import Platform, enter
from app.core.rate_limits import Limit, forget, hit
from app.usage import service as usage
from app.usage.events import Event

BY_ACCOUNT = Limit("sign-in by account", "10 per 15 minutes")
BY_ADDRESS = Limit("sign-in by address", "60 per 15 minutes")


def check(session: Session, *, email: str, password: str, address: str) -> Person | None:
    """The person, if the email address and the password fit. Raises TooManyTries or Unavailable."""
    hit(BY_ADDRESS, address)
    hit(BY_ACCOUNT, email)
    enter(session, Platform.SIGN_IN)
    person = queries.find_by_email(session, email=email)
    stored = person.password_hash if person and person.closed_at is None else None
    if passwords.matches(password, stored):
        forget(BY_ACCOUNT, email)
        return person
    audit.record(
        session,
        action=Action.SIGN_IN_REFUSED,
        trust_id=person.trust_id if person else None,
        actor_id=None,
        subject_id=person.id if person else None,
    )
    return None


def start(session: Session, *, person: Person, password: str, device: str) -> str:
    """Starts a session after the password was right; returns the token for the cookie."""
    # A cookie that was looked up meanwhile has led into the scope of whoever held it, or of nobody.
    enter(session, Platform.SIGN_IN)
    if passwords.needs_new_hash(person.password_hash):
        person.password_hash = passwords.hash_password(password)
    return begin(session, person=person, device=device)


def begin(session: Session, *, person: Person, device: str) -> str:
    """Starts a session for somebody known to be this person, and counts the login."""
    audit.record(session, action=Action.SIGNED_IN, trust_id=person.trust_id, actor_id=person.id, subject_id=person.id)
    if person.trust_id is not None:
        usage.record(
            session,
            event=Event.SIGNED_IN,
            trust_id=person.trust_id,
            person_id=person.id,
            is_staff=Role.RELATIVE not in queries.roles_of(session, person_id=person.id),
        )
    return sessions.start(session, person_id=person.id, trust_id=person.trust_id, device=device)


def leave(session: Session, *, token: str) -> None:
    """Ends the session behind a token; nothing happens if there is none."""
    user = sessions.find(session, token=token)
    if user is None:
        return
    sessions.end(session, person_id=user.person_id, token_hash=user.token_hash)
    audit.record(
        session, action=Action.SIGNED_OUT, trust_id=user.trust_id, actor_id=user.person_id, subject_id=user.person_id
    )
