"""Passwords: argon2id, and what counts as strong enough."""

from threading import BoundedSemaphore

from passlib.context import CryptContext

SHORTEST = 12
LONGEST = 72  # zxcvbn raises above this
UNUSABLE = "!"  # an account that nobody can sign in to by password
STRONG_ENOUGH = 3  # zxcvbn's scale 0 to 4: safe against an offline attack on a slow hash

# OWASP's first choice for argon2id: 19 MiB, two passes, one lane. 21 ms of CPU on a small server.
_context = CryptContext(schemes=["argon2"], argon2__memory_cost=19456, argon2__time_cost=2, argon2__parallelism=1)
# Each hash takes 19 MiB and a whole core: more at once than cores would only slow every page.
_at_once = BoundedSemaphore(2)
# Checked when there is no such account, so that the answer takes as long as with one.
_NOBODY = _context.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash to store."""
    with _at_once:
        return str(_context.hash(password))


def matches(password: str, stored: str | None) -> bool:
    """Whether the password is right; the same work when there is no account."""
    usable = stored if stored and stored != UNUSABLE else None
    with _at_once:
        fits = bool(_context.verify(password, usable or _NOBODY))
    return fits and usable is not None


def needs_new_hash(stored: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return bool(_context.needs_update(stored))


def weakness(password: str, *, context: list[str]) -> str | None:
    """One sentence on why this password will not do, or None; context are the person's own words."""
    if len(password) < SHORTEST:
        return f"Use {SHORTEST} characters or more. Three or four unrelated words work well"
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer"
    # Its word lists take 12 MB: only a process in which somebody chooses a password needs them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    if zxcvbn(password, user_inputs=[word for word in context if word])["score"] < STRONG_ENOUGH:
        return "This would be easy to guess. Use three or four words that have nothing to do with you or each other"
    return None
