"""What was handed over, noted in Redis between the server's yes and the commit that says so.

A worker may be killed there, or the database go away: then the row still says "queued", and without the note the mail
would leave a second time. Redis may be empty at any moment, too: then there is a second mail, with the same Message-ID.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from app.core.config import require

log = structlog.get_logger()
LASTS = 2 * 24 * 3600  # seconds: for as long as a mail is tried
_TRIED, _TAKEN = b"tried", b"taken "


@dataclass(frozen=True)
class Earlier:
    """What became of earlier attempts; `provider_id` is what the provider calls a mail that was taken."""

    tried: bool = False
    taken: bool = False
    provider_id: str | None = None


def begin(mail_id: UUID) -> Earlier:
    """Notes that a mail is being handed over, and says what was noted before."""
    try:
        asked = _redis().pipeline(transaction=False)
        asked.set(_key(mail_id), _TRIED, nx=True, ex=LASTS)
        asked.get(_key(mail_id))
        is_first, noted = asked.execute()
    except (RedisError, OSError) as error:
        log.warning("mail.not_noted", error=type(error).__name__)
        return Earlier()
    if is_first or not noted:
        return Earlier()
    if not noted.startswith(_TAKEN):
        return Earlier(tried=True)
    return Earlier(tried=True, taken=True, provider_id=noted.removeprefix(_TAKEN).decode() or None)


def taken(mail_id: UUID, *, provider_id: str | None) -> None:
    """Notes that a mail was taken. Called at once, before anything else is done."""
    try:
        _redis().set(_key(mail_id), _TAKEN + (provider_id or "").encode(), ex=LASTS)
    except (RedisError, OSError) as error:
        log.warning("mail.not_noted", error=type(error).__name__)


def _key(mail_id: UUID) -> str:
    return f"holdfast:mail:{mail_id}"


@lru_cache(maxsize=1)
def _redis() -> Redis:
    # Tried twice and no more: while Redis is away mail goes on leaving, without notes.
    again = Retry(NoBackoff(), 1)
    return Redis.from_url(require("redis_url"), socket_connect_timeout=1, socket_timeout=1, retry=again)
