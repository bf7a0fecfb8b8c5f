"""Locks what people keep: AES-256-GCM, with the name of the place bound in, so that nothing can be moved."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.config import KEY_BYTES
from app.core.errors import HoldfastError

_NONCE_BYTES = 12


class Unreadable(HoldfastError):
    """A locked value was changed or moved, or it was locked with another key."""

    status = 500
    title = "Something you kept cannot be read"
    sentence = "Something you kept cannot be read just now. It is not lost. Please tell your team."


def new_key() -> bytes:
    """A fresh random key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, value: bytes, *, place: str) -> bytes:
    """The value locked: a random nonce of 12 bytes, then the ciphertext with its tag of 16."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """The value as it was. Raises Unreadable for another key, another place, or a single changed bit."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise Unreadable from None
