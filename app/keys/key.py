"""A key in use, and how keys wrap each other."""

import hmac
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from app.core import encryption
from app.core.config import settings
from app.core.encryption import Unreadable


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


@cache
def fingerprint(root: bytes) -> str:
    """The name of a root key, 16 hexadecimal digits that give nothing of it away."""
    return hmac.digest(root, b"the name of a root key", "sha256")[:8].hex()


def root_in_use() -> str:
    """The fingerprint of the root key with which trusts' keys are locked now."""
    return fingerprint(settings().encryption_key)


def roots() -> dict[str, bytes]:
    """The root keys that this program holds, by fingerprint: the one in use, and the one before it while that is set."""
    held = (settings().encryption_key, settings().encryption_key_old)
    return {fingerprint(each): each for each in held if each}


def wrap_trust_key(secret: bytes, *, trust_id: UUID) -> bytes:
    """A trust's key locked with the root key in use."""
    return encryption.seal(settings().encryption_key, secret, place=_trust_place(trust_id))


def unwrap_trust_key(wrapped: bytes, *, locked_by: str, trust_id: UUID) -> bytes:
    """A trust's key opened with the root key of this fingerprint. Raises Unreadable, too when that key is not held."""
    root = roots().get(locked_by)
    if root is None:
        raise Unreadable
    return encryption.unseal(root, wrapped, place=_trust_place(trust_id))


def wrap_data_key(secret: bytes, *, trust_secret: bytes, trust_id: UUID, owner_id: UUID) -> bytes:
    """An owner's key locked with the trust's."""
    return encryption.seal(trust_secret, secret, place=_data_place(trust_id, owner_id))


def unwrap(data_key: bytes, *, trust_secret: bytes, trust_id: UUID, owner_id: UUID) -> Key:
    """An owner's key as stored, opened with the trust's. Raises Unreadable."""
    secret = encryption.unseal(trust_secret, data_key, place=_data_place(trust_id, owner_id))
    return Key(trust_id, owner_id, secret)


def rewrap(data_key: bytes, *, trust_secrets: tuple[bytes, bytes], trust_id: UUID, owner_id: UUID) -> bytes:
    """An owner's key as stored, opened with the first of the trust's keys and locked with the second. Raises Unreadable."""
    opens, locks = trust_secrets
    place = _data_place(trust_id, owner_id)
    return encryption.seal(locks, encryption.unseal(opens, data_key, place=place), place=place)


def _trust_place(trust_id: UUID) -> str:
    return f"trust-key/{trust_id}"


def _data_place(trust_id: UUID, owner_id: UUID) -> str:
    return f"data-key/{trust_id}/{owner_id}"
