"""Sign-in sessions: made, found, listed and ended. The token is only in the cookie; here is its fingerprint."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Row, delete, select, text, update
from sqlalchemy.orm import Session

from app.accounts.models import SignInSession
from app.accounts.roles import Permission, Role, permissions_of
from app.accounts.signed_in import SignedIn
from app.core import clock, hints, tokens
from app.core.db import Platform, enter

IDLE = timedelta(hours=2)  # long enough to read a module with the phone put down in between
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
NEW_LOGIN_AFTER = timedelta(minutes=30)

_FIND = text("SELECT * FROM find_session(:wanted, :at_moment, :idle)")
# The same conditions for many at once, and nothing about whose they are.
_ALIVE = text("""
    SELECT s.token_hash FROM sign_in_sessions s JOIN people p ON p.id = s.person_id
    WHERE s.token_hash = ANY (:wanted) AND s.ends_at > :now AND s.last_seen_at > :seen_after AND p.closed_at IS NULL""")


@dataclass(frozen=True)
class OwnSession:
    """One browser on the list that its owner sees."""

    key: str
    device: str
    created_at: datetime
    last_seen_at: datetime
    is_this_one: bool


def start(session: Session, *, person_id: UUID, trust_id: UUID | None, device: str) -> str:
    """Starts a session and returns the token for the cookie."""
    token = tokens.new_token()
    session.add(
        SignInSession(
            token_hash=tokens.fingerprint(token),
            person_id=person_id,
            trust_id=trust_id,
            device=device,
            ends_at=clock.now() + ABSOLUTE,
        )
    )
    return token


def find(session: Session, *, token: str) -> SignedIn | None:
    """Who holds this token. Leaves the transaction in that person's scope. One statement, a second once a minute."""
    now = clock.now()
    fingerprint = tokens.fingerprint(token)
    row = _row(session, fingerprint, now)
    if row is None:
        return None
    touched = now - row.last_seen_at > TOUCH_EVERY and _touch(session, fingerprint, row.last_seen_at)
    return _signed_in(row, fingerprint, comes_back=touched and now - row.last_seen_at > NEW_LOGIN_AFTER)


def look(session: Session, *, token: str) -> SignedIn | None:
    """As find, but no sign of life: a page that lies open must not keep somebody signed in."""
    fingerprint = tokens.fingerprint(token)
    row = _row(session, fingerprint, clock.now())
    return _signed_in(row, fingerprint, comes_back=False) if row else None


def was_signed_in(session: Session, *, user: SignedIn, at: datetime) -> bool:
    """Whether it was this person already, in this browser."""
    own = select(SignInSession.person_id).where(
        SignInSession.token_hash == user.token_hash, SignInSession.created_at <= at
    )
    return session.scalar(own) is not None


def alive(session: Session, *, fingerprints: frozenset[bytes]) -> frozenset[bytes]:
    """Which of these still sign somebody in; no sign of life either. Leaves the transaction in the scope of nobody."""
    enter(session, Platform.SIGN_IN)
    given = {"wanted": list(fingerprints), "now": clock.now(), "seen_after": clock.now() - IDLE}
    found = frozenset(session.scalars(_ALIVE, given))
    enter(session, None)
    return found


def topic(person_id: UUID) -> str:
    """On this the person's open pages hear that a session of theirs, or what they may do, has ended (see app.live)."""
    return f"accounts.person.{person_id}"


def rights_have_changed(session: Session, *, person_id: UUID) -> None:
    """Makes the person's open pages look at their rights again, once this transaction has committed."""
    hints.send(session, topic=topic(person_id), number=0)


def _row(session: Session, fingerprint: bytes, now: datetime) -> Row | None:  # type: ignore[type-arg]
    row = session.execute(_FIND, {"wanted": fingerprint, "at_moment": now, "idle": IDLE}).one_or_none()
    if row is not None and row.trust_id is None:
        enter(session, Platform.ADMINISTRATION)
    return row


def _touch(session: Session, fingerprint: bytes, last_seen_at: datetime) -> bool:
    """False when another request of the same browser was first: a login is counted once."""
    unchanged = (SignInSession.token_hash == fingerprint) & (SignInSession.last_seen_at == last_seen_at)
    touched = update(SignInSession).where(unchanged).values(last_seen_at=clock.now())
    return session.execute(touched.returning(SignInSession.token_hash)).first() is not None


@lru_cache(maxsize=256)
def _rights(names: tuple[str, ...]) -> tuple[frozenset[Role], frozenset[Permission]]:
    roles = frozenset(Role(name) for name in names)
    return roles, permissions_of(roles)


def _signed_in(row: Row, fingerprint: bytes, *, comes_back: bool) -> SignedIn:  # type: ignore[type-arg]
    roles, permissions = _rights(tuple(row.roles))
    return SignedIn(
        person_id=row.person_id,
        trust_id=row.trust_id,
        trust_name=row.trust_name or "",
        crisis_line_name=row.crisis_line_name or "",
        crisis_line_number=row.crisis_line_number or "",
        name=row.name,
        email=row.email,
        roles=roles,
        team_ids=tuple(row.team_ids),
        permissions=permissions,
        token_hash=fingerprint,
        comes_back=comes_back,
    )


def of(session: Session, *, user: SignedIn) -> list[OwnSession]:
    """All browsers in which this person is signed in, newest first."""
    rows = session.scalars(
        select(SignInSession)
        .where(
            SignInSession.person_id == user.person_id,
            SignInSession.ends_at > clock.now(),
            SignInSession.last_seen_at > clock.now() - IDLE,
        )
        .order_by(SignInSession.last_seen_at.desc())
    )
    return [
        OwnSession(
            row.token_hash.hex(), row.device, row.created_at, row.last_seen_at, row.token_hash == user.token_hash
        )
        for row in rows
    ]


def end(session: Session, *, person_id: UUID, token_hash: bytes) -> int:
    """Ends one session of this person and returns how many ended: none if it is somebody else's."""
    return _end(session, person_id, SignInSession.token_hash == token_hash)


def end_all(session: Session, *, person_id: UUID, but: bytes = b"") -> int:
    """Ends every session of this person, perhaps but the one in use, and returns how many ended."""
    return _end(session, person_id, SignInSession.token_hash != but)


def _end(session: Session, person_id: UUID, which: ColumnElement[bool]) -> int:
    ended = delete(SignInSession).where(SignInSession.person_id == person_id, which)
    rights_have_changed(session, person_id=person_id)
    return len(session.execute(ended.returning(SignInSession.token_hash)).all())


def forget_old(session: Session) -> None:
    """Removes sessions that can no longer be used."""
    now = clock.now()
    session.execute(
        delete(SignInSession).where((SignInSession.ends_at < now) | (SignInSession.last_seen_at < now - IDLE))
    )
