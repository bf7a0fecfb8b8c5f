"""How the directory is shown: local help beside the national entries, and to its editors with what is due."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from app.directory import rules
from app.directory.content import Route
from app.directory.models import LocalResource
from app.directory.rules import Need

_DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class Line:
    """One local service in the list of its editors: whether its check is overdue, and whether its number is hidden."""

    resource: LocalResource
    overdue: bool
    hidden: bool


def local(resource: LocalResource, *, today: date) -> Route:
    """A local service as everybody sees it."""
    gone = bool(resource.number) and rules.has_expired(resource.expires, today=today)
    number = "" if gone else resource.number
    return Route(
        id=f"local-{resource.id}",
        name=resource.name,
        number=number,
        href=rules.dial(number) if number else "",
        look=rules.look(website=resource.website, source="") if gone else "",
        purpose=resource.purpose,
        hours=resource.hours,
        nations=(),
        kind="local",
        needs=cast("tuple[Need, ...]", tuple(resource.needs)),
        cost=resource.cost,
        website=resource.website,
        checked_on=resource.checked_on,
    )


def line(resource: LocalResource, *, today: date) -> Line:
    """The same for its editors."""
    return Line(
        resource=resource,
        overdue=resource.next_check < today,
        hidden=bool(resource.number) and rules.has_expired(resource.expires, today=today),
    )


def months_between(resource: LocalResource, offered: list[int]) -> int:
    """Which of the offered stretches is nearest to the one between its last check and the next."""
    months = (resource.next_check - resource.checked_on).days / _DAYS_A_MONTH
    return min(offered, key=lambda each: abs(each - months))
