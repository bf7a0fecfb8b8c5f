"""The signed link with which a password is reset."""

import hashlib

from app.accounts.models import Person
from app.core import signing


def token_for(person: Person) -> str:
    """The token of the link; it works until the password changes, so once."""
    return signing.sign(signing.Purpose.PASSWORD_RESET, [str(person.id), stamp_of(person)])


def stamp_of(person: Person) -> str:
    """Changes with the password, so that a link works once."""
    return hashlib.sha256(person.password_hash.encode()).hexdigest()[:16]
