"""An empty database between tests."""

from psycopg.errors import DeadlockDetected, ForeignKeyViolation
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.models import metadata

# Not the content's own words, which the program puts there when it starts. Whoever refers to others comes first.
_TABLES = [table.name for table in reversed(metadata.sorted_tables) if table.name != "search_entries"]
_FILLED = text(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in _TABLES))
# Their rows cannot be deleted one by one, on purpose.
_ADD_ONLY = (
    ("audit_entries",),
    ("flag_events",),
    ("message_acts",),
    ("forum_acts", "forum_sanctions", "forum_appeals"),
)


def empty(owner: Engine) -> None:
    """Empties what is filled: to truncate all tables takes longer than most tests.

    The platform behind the browser may still be sending what the last test left, or begin what its clock says. If the two
    wait for each other, or it adds a row to a table that was emptied just now, this begins again.
    """
    for last in (False, False, False, True):
        try:
            with owner.begin() as connection:
                _empty(connection)
        except DBAPIError as error:
            if last or not isinstance(error.orig, DeadlockDetected | ForeignKeyViolation):
                raise
        else:
            return


def _empty(connection: Connection) -> None:
    connection.execute(text("SELECT set_config('holdfast.platform', 'tests', true)"))
    filled = set(connection.scalars(_FILLED))
    for together in _ADD_ONLY:
        if filled & set(together):
            connection.execute(text(f"TRUNCATE {', '.join(together)}"))
            filled -= set(together)
    for name in _TABLES:
        if name in filled:
            connection.execute(text(f"DELETE FROM {name}"))
