"""Live hints: "something is new on topic X", never what. They leave after the commit and may be lost without harm."""

from functools import lru_cache
from typing import TYPE_CHECKING

import structlog
from redis import Redis
from redis.exceptions import RedisError

from app.core.config import require
from app.core.hand_over import after_commit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

log = structlog.get_logger()
CHANNEL = "holdfast.hints"
EVERYBODY = "everybody"  # a topic that each open page hears: look at all of yours


def send(session: "Session", *, topic: str, number: int) -> None:
    """Tells whoever listens to `topic` that its newest number is `number`, once this transaction has committed."""
    after_commit(session, lambda: _publish(f"{topic} {number}"))


def make_everybody_look(session: "Session") -> None:
    """Makes each open page look at its rights again, once this has committed: for when nobody can say whose changed."""
    send(session, topic=EVERYBODY, number=0)


@lru_cache(maxsize=1)
def _redis() -> Redis:
    return Redis.from_url(require("redis_url"), socket_connect_timeout=1, socket_timeout=1)


def _publish(line: str) -> None:
    try:
        _redis().publish(CHANNEL, line)
    except (RedisError, OSError) as error:
        # The page shows what is new when it is opened again.
        log.warning("hints.unreachable", error=type(error).__name__)
