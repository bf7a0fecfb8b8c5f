"""The root key is outside the database. A wrong one must stop the start: else nobody could read what they kept."""

from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.core.db import Platform, unit_of_work
from app.core.encryption import Unreadable
from app.core.errors import SettingsError
from app.keys.key import require_opens
from app.keys.models import TrustKey


def require_right_key() -> None:
    """Raises SettingsError when ENCRYPTION_KEY does not open the trusts' keys."""
    try:
        with unit_of_work(Platform.START) as session:
            _open_all(session)
    except ProgrammingError:
        raise SettingsError("The database is not up to date. Run `holdfast migrate` first.") from None
    except Unreadable:
        raise SettingsError(
            "ENCRYPTION_KEY is not the key that this database was used with. With another key nobody could read what "
            "they kept. Set the right one: it should be where your other secrets are backed up."
        ) from None


def _open_all(session: Session) -> None:
    for trust_id, wrapped in session.execute(select(TrustKey.trust_id, TrustKey.wrapped)):
        require_opens(wrapped, trust_id=trust_id)
