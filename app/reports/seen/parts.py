"""One part of what staff see: what, who, and where the relative can change it."""

from dataclasses import asdict, dataclass
from typing import Any

from app.accounts.roles import Role

INVITERS = frozenset({Role.CLINICIAN, Role.SUPPORTER})


@dataclass(frozen=True, slots=True)
class Link:
    """Where something can be changed or read."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """`facts` are what stands there about this relative, `says` what else is true, `readers` the roles that see it.

    `who` says the same of the readers in words: it narrows them to a team, or to an emergency.
    """

    key: str
    title: str
    who: str
    readers: frozenset[Role]
    facts: tuple[tuple[str, str], ...] = ()
    says: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The same for the file that the relative can take out."""
        return {
            "what": self.title,
            "who_sees_it": self.who,
            "facts": [{"what": what, "value": value} for what, value in self.facts],
            "also": list(self.says),
            "where": [asdict(link) for link in self.links],
        }
