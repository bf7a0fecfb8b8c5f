"""An empty database between tests."""

from sqlalchemy import Connection, Engine, text

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
    """Empties what is filled: to truncate all fifty tables takes longer than most tests."""
    with owner.begin() as connection:
        _empty(connection)


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
