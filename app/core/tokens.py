"""Random tokens that name something kept on the server."""

import hashlib
import secrets


def new_token() -> str:
    """A fresh random token of 256 bits."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> bytes:
    """What the database keeps instead of the token. The token is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).digest()
