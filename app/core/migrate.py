"""Brings the database up to this version of the program."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from app.core.config import PROJECT
from app.core.db import Platform, dialect, reached
from app.core.row_security import ensure_app_role, grant_to_app_role


def upgrade(url: str) -> None:
    """Runs all new migrations in one transaction. Raises SettingsError when the database cannot be reached."""
    engine = create_engine(dialect(url))
    try:
        with reached(), engine.begin() as connection:
            # Two copies that start at once must not migrate at once.
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('holdfast migrations'))"))
            ensure_app_role(connection)
            command.upgrade(config(connection), "head")
            grant_to_app_role(connection)
    finally:
        engine.dispose()


def config(connection: Connection) -> Config:
    """Alembic's settings, with the connection to work on."""
    settings = Config()
    settings.set_main_option("script_location", str(PROJECT / "migrations").replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s")
    settings.attributes["connection"] = connection
    connection.execute(text("SELECT set_config('holdfast.platform', :reason, true)"), {"reason": Platform.MIGRATION})
    return settings
