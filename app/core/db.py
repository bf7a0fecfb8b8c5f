"""The database: one engine, one unit of work, and the scope that row-level security reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Engine,
    ForeignKey,
    MetaData,
    Text,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from app.core.errors import SettingsError
from app.core.hand_over import hand_over

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: DateTime(timezone=True), str: Text()}


class Identified:
    """A table whose rows are named by a random id that can be shown in an address."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class TrustOwned:
    """A table of which each row belongs to one trust and is behind that trust's row-level policy."""

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), index=True)


def known(column: str, words: type[StrEnum]) -> CheckConstraint:
    """A column that holds one word of a closed vocabulary, or nothing."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Platform(StrEnum):
    """The named reasons for which work may cross the walls between trusts. A test lists their uses."""

    SIGN_IN = "sign-in"  # before anybody is signed in, their trust is not known
    LINK = "link"  # a signed link in a mail names its own row
    JOIN = "join"  # a code on a poster names its team, and nobody is known yet
    START = "start"  # the program looks whether it has the right key before it serves anybody
    BOUNCE = "bounce"  # a mail that came back names its own row
    SWEEP = "sweep"  # the worker looks for what is due in every trust
    ADMINISTRATION = "administration"  # the platform administrator's pages
    COMMAND_LINE = "command-line"  # the operator at the server's own terminal
    MIGRATION = "migration"  # changes to the tables themselves


Scope = UUID | Platform | None
_ENTER = text(
    "SELECT set_config('holdfast.trust_id', :trust_id, true), set_config('holdfast.platform', :platform, true)"
)
# Work as holdfast_app wherever the login may: that role owns no table, so the policies bind it even if the
# login is a superuser. Committed at once, or the first rollback would undo it.
_DROP_PRIVILEGES = """
SELECT set_config('role', 'holdfast_app', false) FROM pg_roles
WHERE rolname = 'holdfast_app' AND pg_has_role(current_user, oid, 'member')"""

_sessions: sessionmaker[Session] | None = None


def connect(url: str, **options: Any) -> Engine:
    """Opens this process's pool on a postgresql:// address; unit_of_work uses it from then on."""
    global _sessions  # noqa: PLW0603 - one pool a process, opened once by the composition root
    engine = make_engine(url, **options)
    _sessions = sessionmaker(engine, expire_on_commit=False)
    return engine


def dialect(url: str) -> str:
    """The address as SQLAlchemy wants it. Raises SettingsError when it is none."""
    try:
        return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    except (ArgumentError, ValueError):
        raise SettingsError("DATABASE_URL cannot be read. It looks like postgresql://user:password@host/name") from None


def make_engine(url: str, **options: Any) -> Engine:
    """An engine whose connections work without the right to pass row-level security."""
    # Without the parameters, so that an error in a log never shows an address or what somebody wrote.
    options |= {"connect_args": {"connect_timeout": 5}, "hide_parameters": True}
    engine = create_engine(dialect(url), **options)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.execute(_DROP_PRIVILEGES)
    # A database that hangs must not hold every page.
    connection.execute("SET statement_timeout = '15s'")
    connection.commit()


def require_row_security(engine: Engine) -> None:
    """Raises SettingsError when the database login could pass the walls between trusts."""
    statement = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    with reached(), engine.connect() as connection:
        if connection.scalar(text(statement)):
            raise SettingsError("DATABASE_URL names a database superuser that can pass the walls between trusts.")


@contextmanager
def reached() -> Iterator[None]:
    """Makes an unreachable database one plain sentence. Raises SettingsError."""
    try:
        yield
    except OperationalError as error:
        reason = " ".join(str(error.orig).split())
        raise SettingsError(f"The database at DATABASE_URL cannot be reached: {reason}") from None


def enter(session: Session, scope: Scope) -> None:
    """Says for whom the rest of this transaction works; without it row-level security shows nothing."""
    trust_id = str(scope) if isinstance(scope, UUID) else ""
    platform = scope.value if isinstance(scope, Platform) else ""
    session.execute(_ENTER, {"trust_id": trust_id, "platform": platform})


@contextmanager
def unit_of_work(scope: Scope) -> Iterator[Session]:
    """One transaction: commits once at the end, then hands over what waited for that. The only commit there is."""
    if _sessions is None:
        raise SettingsError("The database is not connected.")
    with _sessions() as session:
        if scope is not None:
            enter(session, scope)
        yield session
        session.commit()
    hand_over(session)
