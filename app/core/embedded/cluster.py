"""PostgreSQL's data folder: made once, whole or not at all."""

import shutil
import subprocess
from pathlib import Path

from app.core.embedded import binaries
from app.core.embedded.folders import Place, owned
from app.core.errors import SettingsError
from app.core.supervisor.program import SystemUser

# The login owns the database and its tables but works as holdfast_app, which owns nothing; neither passes
# row-level security. It may make databases, for a test run makes one for each of its workers.
_ROLES = """\
CREATE ROLE holdfast LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB
CREATE ROLE holdfast_app NOLOGIN NOBYPASSRLS
GRANT holdfast_app TO holdfast
CREATE DATABASE holdfast OWNER holdfast
"""
# Copied into every database that is made later. Row-level security otherwise keeps an index of words from being used:
# PostgreSQL would have to trust that the comparison tells nothing about rows that somebody may not see. It tells nothing.
_TEMPLATE = "ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF\n"
# The same order and case rules on every machine, whatever languages it has installed.
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_VERSION = "18"


def ensure(place: Place, *, durable: bool) -> Path:
    """The data folder, with roles and an empty database. Raises SettingsError when it cannot be made or read."""
    folder = place.data / "postgres"
    if not folder.exists():
        _make(place, durable=durable).rename(folder)
    found = (folder / "PG_VERSION").read_text(encoding="ascii").strip()
    if found != _VERSION:
        raise SettingsError(
            f"The data in {folder} were written by PostgreSQL {found}, and this program brings {_VERSION}. "
            "Use the version of Holdfast that wrote them to export them, or move the folder away."
        )
    return folder


def _make(place: Place, *, durable: bool) -> Path:
    half = place.data / "postgres.new"
    shutil.rmtree(half, ignore_errors=True)  # a start that was cut off
    owned(half, place.user)
    programs = binaries.postgres(user=place.user)
    quick = () if durable else ("--no-sync",)
    initdb = (str(programs / "initdb"), "-D", str(half), "--auth=trust", "--username=postgres", "--no-instructions")
    _run((*initdb, *_LOCALE, *quick), folder=half, user=place.user)
    # Without a server there is no moment at which somebody else could connect to a half-made one.
    alone = (str(programs / "postgres"), "--single", "-D", str(half), "-c", "exit_on_error=on")
    _run((*alone, "template1"), folder=half, user=place.user, statements=_TEMPLATE)
    _run((*alone, "postgres"), folder=half, user=place.user, statements=_ROLES)
    return half


def _run(command: tuple[str, ...], *, folder: Path, user: SystemUser | None, statements: str = "") -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        input=statements.encode("ascii"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
    )
    if done.returncode != 0:
        said = done.stdout.decode("utf-8", errors="replace").strip()
        raise SettingsError(f"PostgreSQL could not make its data folder {folder}:\n{said}")
