"""The second wall between trusts: PostgreSQL's own row-level security, forced even on the tables' owner."""

from sqlalchemy import Connection, text

APP_ROLE = "holdfast_app"
# The audit trail and histories; an older database may not have them all yet.
ADD_ONLY = ("audit_entries", "flag_events", "forum_acts", "message_acts")

_ASKS = "NULLIF(current_setting('holdfast.trust_id', true), '')::uuid"
_TRUST = "{column} = " + _ASKS
_PLATFORM = "NULLIF(current_setting('holdfast.platform', true), '') IS NOT NULL"


def policy(table: str, *, column: str = "trust_id", also: str = "") -> list[str]:
    """The statements that put a table behind the wall; `column` holds the trust's id, `also` opens it to others.

    `also` is SQL that may use {trust} for the id of the trust that asks.
    """
    opened = f" OR {also.format(trust=_ASKS)}" if also else ""
    rule = f"({_TRUST.format(column=column)} OR {_PLATFORM}{opened})"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY trust_wall ON {table} USING {rule} WITH CHECK {rule}",
    ]


def ensure_app_role(connection: Connection) -> None:
    """Makes the role that the program works as, where the login may; a plain login is bound as owner anyway."""
    login = connection.execute(
        text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    ).scalar_one()
    exists = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": APP_ROLE})
    if login and not exists:
        connection.execute(text(f"CREATE ROLE {APP_ROLE} NOLOGIN NOBYPASSRLS"))
        connection.execute(text(f"GRANT {APP_ROLE} TO CURRENT_USER"))


def _exists(connection: Connection, table: str) -> bool:
    return connection.scalar(text("SELECT to_regclass(:table)"), {"table": table}) is not None


def grant_to_app_role(connection: Connection) -> None:
    """Lets the role read and write rows, and nothing else; the audit trail and the history of flags it can only add to."""
    if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": APP_ROLE}):
        return
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}",
        *(f"REVOKE UPDATE, DELETE ON {table} FROM {APP_ROLE}" for table in ADD_ONLY if _exists(connection, table)),
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {APP_ROLE}",
    ):
        connection.execute(text(statement))
