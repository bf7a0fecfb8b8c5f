"""Sweeps do one row after another, and one that is broken keeps no other waiting."""

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

log = structlog.get_logger()


def alone(session: Session, step: Callable[[], object], *, what: str, row_id: UUID) -> bool:
    """Does one row's part in a savepoint. False, and one line in the log, when it fails: the next sweep tries it again."""
    try:
        with session.begin_nested():
            step()
    except Exception:
        log.exception("sweep.broken", what=what, row_id=str(row_id))
        return False
    return True
