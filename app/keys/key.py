"""A key in use, and how keys wrap each other."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.core import encryption
from app.core.config import settings


@dataclass(frozen=True, slots=True)
class Key:
    """The opened key of one owner in one trust."""

    trust_id: UUID
    owner_id: UUID
    secret: bytes = field(repr=False)

    def seal(self, value: Any, *, place: str) -> bytes:
        """A JSON value locked to its place: the row's id, or another name that never changes."""
        return encryption.seal(self.secret, json.dumps(value).encode(), place=self._place(place))

    def unseal(self, sealed: bytes, *, place: str) -> Any:
        """The value as it was. Raises Unreadable when it was changed or stands in another place."""
        return json.loads(encryption.unseal(self.secret, sealed, place=self._place(place)))

    def _place(self, place: str) -> str:
        return f"value/{self.trust_id}/{self.owner_id}/{place}"


def wrap_trust_key(secret: bytes, *, trust_id: UUID) -> bytes:
    """A trust's key locked with the root key."""
    return encryption.seal(settings().encryption_key, secret, place=_trust_place(trust_id))


def wrap_data_key(secret: bytes, *, trust_key: bytes, trust_id: UUID, owner_id: UUID) -> bytes:
    """An owner's key locked with the trust's, which is given as stored."""
    return encryption.seal(_trust_secret(trust_key, trust_id), secret, place=_data_place(trust_id, owner_id))


def unwrap(data_key: bytes, *, trust_key: bytes, trust_id: UUID, owner_id: UUID) -> Key:
    """An owner's key opened, from both keys as stored. Raises Unreadable."""
    secret = _trust_secret(trust_key, trust_id)
    return Key(trust_id, owner_id, encryption.unseal(secret, data_key, place=_data_place(trust_id, owner_id)))


def require_opens(trust_key: bytes, *, trust_id: UUID) -> None:
    """Raises Unreadable when the root key does not open a trust's key."""
    _trust_secret(trust_key, trust_id)


def _trust_secret(wrapped: bytes, trust_id: UUID) -> bytes:
    return encryption.unseal(settings().encryption_key, wrapped, place=_trust_place(trust_id))


def _trust_place(trust_id: UUID) -> str:
    return f"trust-key/{trust_id}"


def _data_place(trust_id: UUID, owner_id: UUID) -> str:
    return f"data-key/{trust_id}/{owner_id}"
