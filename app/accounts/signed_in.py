"""Who is signed in, as one small frozen row."""

from dataclasses import dataclass
from uuid import UUID

from app.accounts.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request, and what they may do. trust_id is empty for the platform administrator."""

    person_id: UUID
    trust_id: UUID | None
    trust_name: str
    crisis_line_name: str
    crisis_line_number: str
    name: str
    email: str
    roles: frozenset[Role]
    team_ids: tuple[UUID, ...]
    permissions: frozenset[Permission]
    token_hash: bytes
    # A first request after half an hour without any counts as a login (see docs/figures.md).
    comes_back: bool

    @property
    def is_relative(self) -> bool:
        """Whether their use of the toolkit is counted."""
        return Role.RELATIVE in self.roles

    @property
    def own_trust(self) -> UUID:
        """The trust of somebody who has one; pages for trusts' people only."""
        assert self.trust_id is not None  # noqa: S101 - the permission in the route's signature promises it
        return self.trust_id

    def may(self, permission: Permission) -> bool:
        """Whether one of their roles allows it."""
        return permission in self.permissions
