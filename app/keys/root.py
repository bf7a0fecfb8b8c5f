"""The root key is outside the database. A wrong one must stop the start: else nobody could read what they kept."""

from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.core.encryption import Unreadable
from app.core.errors import SettingsError
from app.keys.key import roots, unwrap_trust_key
from app.keys.models import TrustKey

WRONG = (
    "ENCRYPTION_KEY is not the key that this database was used with. With another key nobody could read what "
    "they kept. Set the right one: it should be where your other secrets are backed up."
)
_SOME = (
    "{closed} of {all} trust keys cannot be opened: they were locked with another key than {held}. Set {missing} to the "
    "key before, until `holdfast keys rotate` says that it can be taken away."
)
_DAMAGED = (
    "{closed} of {all} trust keys cannot be opened although the root key is the right one: they were changed in the "
    "database. Bring the table trust_keys back from a backup."
)


def require_right_key() -> None:
    """Raises SettingsError when ENCRYPTION_KEY, with ENCRYPTION_KEY_OLD if it is set, does not open all trusts' keys."""
    try:
        with unit_of_work(Platform.START) as session:
            _open_all(session)
    except ProgrammingError:
        raise SettingsError("The database is not up to date. Run `holdfast migrate` first.") from None


def _open_all(session: Session) -> None:
    rows = session.scalars(select(TrustKey)).all()
    closed = [row for row in rows if not _opens(row)]
    if not closed:
        return
    numbers = {"closed": len(closed), "all": len(rows)}
    if all(row.locked_by in roots() for row in closed):
        raise SettingsError(_DAMAGED.format(**numbers))
    if len(closed) == len(rows):
        raise SettingsError(WRONG)
    raise SettingsError(_SOME.format(**numbers, **_what_is_missing()))


def _opens(row: TrustKey) -> bool:
    try:
        unwrap_trust_key(row.wrapped, locked_by=row.locked_by, trust_id=row.trust_id)
    except Unreadable:
        return False
    return True


def _what_is_missing() -> dict[str, str]:
    if settings().encryption_key_old:
        return {"held": "ENCRYPTION_KEY and ENCRYPTION_KEY_OLD", "missing": "one of the two"}
    return {"held": "ENCRYPTION_KEY", "missing": "ENCRYPTION_KEY_OLD"}
