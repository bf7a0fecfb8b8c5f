"""What one message says: its words and what it points to. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

# What of the site a message can point to; an item of the toolbox travels as it was when it was attached.
_PLACE = re.compile(r"/(?:modules/[a-z0-9-]+(?:/[a-z0-9-]+)?|directory(?:/[a-z0-9-]+)?|words|evidence)")


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that a message points to: a page of the site by its address, or an item with its lines."""

    title: str
    href: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a message, as typed, and what is attached."""

    text: str
    attached: tuple[Attached, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For locking."""
        return asdict(self)


def written(data: Mapping[str, Any]) -> Written:
    """What was locked, as it was."""
    attached: Sequence[Mapping[str, Any]] = data["attached"]
    return Written(
        data["text"], tuple(Attached(each["title"], each["href"], tuple(each["lines"])) for each in attached)
    )


def is_place(href: str) -> bool:
    """Whether an address is one of the site's own pages that a message can point to."""
    return _PLACE.fullmatch(href) is not None
