"""Signed links: salted by purpose, so that a link made for one thing opens nothing else."""

from enum import StrEnum
from functools import lru_cache

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from app.core.config import settings
from app.core.errors import HoldfastError


class Purpose(StrEnum):
    """What a signed link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a purpose, not a password
    FORUM_MAILS = "forum-mails"
    STOP_MAIL = "stop-mail"  # from every mail to a relative: write to this address no more
    REMINDERS = "reminders"
    DIGESTS = "digests"


# A link that stops mails must still work in a mail that somebody finds years later.
TEN_YEARS = 10 * 366 * 24 * 3600


class LinkMalformed(HoldfastError):
    """The signature does not fit: a link cut off by a mail program, or made up."""

    status = 404
    title = "This link is not complete"
    sentence = (
        "Part of the link seems to be missing. Open it from the email again, or copy the whole address from the email."
    )


class LinkExpired(HoldfastError):
    """The link was good, but too long ago."""

    status = 404
    title = "This link is too old"
    sentence = "The link has run out. Ask for a new one."


@lru_cache(maxsize=8)
def _signer(purpose: Purpose, secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=purpose.value)


def sign(purpose: Purpose, payload: list[str]) -> str:
    """A token for an address, made of what it names."""
    return str(_signer(purpose, settings().secret_key).dumps(payload))


def read(purpose: Purpose, token: str, *, max_age: int) -> list[str]:
    """What a token names; max_age in seconds. Raises LinkMalformed or LinkExpired."""
    try:
        payload = _signer(purpose, settings().secret_key).loads(token, max_age=max_age)
    except SignatureExpired:
        raise LinkExpired from None
    except BadSignature:
        raise LinkMalformed from None
    return [str(part) for part in payload]
