"""Taking the tables back to an older version and forward again, for tests."""

from alembic import command
from sqlalchemy import Engine

from app.core import migrate
from app.core.row_security import grant_to_app_role


def down_and_up(owner: Engine, *, to: str) -> None:
    """As an operator would who goes back to the version that ends with this migration, and comes again."""
    with owner.begin() as connection:
        config = migrate.config(connection)
        command.downgrade(config, to)
        command.upgrade(config, "head")
        grant_to_app_role(connection)
