"""Whether this process is alive, and whether it can do its work."""

from fastapi.responses import JSONResponse
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core.config import require
from app.core.db import unit_of_work
from app.core.errors import SettingsError
from app.core.routing import Router

public = Router(tags=["public"])


@public.get("/health/live")
def live() -> JSONResponse:
    """This process answers."""
    return JSONResponse({"live": True})


@public.get("/health/ready")
def ready() -> JSONResponse:
    """The database and Redis answer; 503 names the one that does not."""
    parts = {"database": _database_answers(), "redis": _redis_answers()}
    return JSONResponse(parts, 200 if all(parts.values()) else 503)


def require_redis() -> None:
    """Raises SettingsError when nothing answers at REDIS_URL."""
    if not _redis_answers():
        raise SettingsError("Nothing answers at the address in REDIS_URL. Start Redis there, or correct the setting.")


def _database_answers() -> bool:
    try:
        with unit_of_work(None) as session:
            return bool(session.scalar(text("SELECT true")))
    except SQLAlchemyError:
        return False


def _redis_answers() -> bool:
    try:
        with Redis.from_url(require("redis_url"), socket_connect_timeout=1, socket_timeout=1) as redis:
            return bool(redis.ping())
    except RedisError:
        return False
