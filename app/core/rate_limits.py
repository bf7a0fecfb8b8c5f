"""How often somebody may try: counted in Redis by account and by network address."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter
from redis.exceptions import RedisError

from app.core import clock
from app.core.config import require
from app.core.errors import TooManyTries, Unavailable


@dataclass(frozen=True)
class Limit:
    """A named limit such as "10 per 15 minutes"."""

    name: str
    allows: str

    @property
    def item(self) -> RateLimitItem:
        """The limit as the library reads it."""
        return parse(self.allows)


@lru_cache(maxsize=1)
def _limiter() -> SlidingWindowCounterRateLimiter:
    url = require("redis_url").replace("unix://", "redis+unix://", 1)
    storage = storage_from_string(url, wrap_exceptions=True, socket_connect_timeout=1, socket_timeout=1)
    return SlidingWindowCounterRateLimiter(storage)


def forget(limit: Limit, key: str) -> None:
    """Takes back the tries counted so far, after a right one."""
    with suppress(StorageError, RedisError):
        _limiter().clear(limit.item, limit.name, key)


def hit(limit: Limit, key: str) -> None:
    """Counts one try. Raises TooManyTries, or Unavailable when it cannot be counted: then nobody may try."""
    _require(limit, key, _limiter().hit)


def require_left(limit: Limit, key: str) -> None:
    """Raises as hit does when no try is left, and counts none: where only what is wrong counts."""
    _require(limit, key, _limiter().test)


def _require(limit: Limit, key: str, ask: Callable[..., bool]) -> None:
    try:
        allowed = ask(limit.item, limit.name, key)
        resets_at = None if allowed else _limiter().get_window_stats(limit.item, limit.name, key).reset_time
    except (StorageError, RedisError):
        raise Unavailable from None
    if resets_at is not None:
        raise TooManyTries(seconds=max(1, int(resets_at - clock.now().timestamp())))
