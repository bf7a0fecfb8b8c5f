"""What was counted. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

MOST = 100_000


@dataclass(frozen=True)
class Counted:
    """People by team, counted on a day."""

    on: date
    people: dict[UUID, int]
