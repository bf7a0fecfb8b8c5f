"""What leaves once a transaction has committed: wake-ups for the worker."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def after_commit(session: "Session", action: Callable[[], None]) -> None:
    """Keeps an action for the moment the unit of work has committed; dropped if it fails."""
    # Not SQLAlchemy's after_commit event: that fires when a savepoint is released, too.
    session.info.setdefault("after_commit", []).append(action)


def hand_over(session: "Session") -> None:
    """Lets go what waited. Called by the unit of work after its commit."""
    for action in session.info.pop("after_commit", []):
        action()
