"""Where the embedded servers keep their data and sockets, without loosening anybody's folder."""

import fcntl
import os
import shutil
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from app.core.embedded.system_user import server_user
from app.core.errors import SettingsError
from app.core.supervisor.program import SystemUser

# Root's own home is usually closed to the system user that the database runs as; this folder is ours and open.
ROOTS_FOLDER = Path("/var/lib/holdfast")
# A socket's address has at most 107 bytes (103 on macOS); this leaves room for its name.
_LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class Place:
    """The folders of one installation, and who the database runs as (None: whoever runs this)."""

    data: Path
    sockets: Path
    logs: Path
    user: SystemUser | None


def place_for(*, var_folder: Path) -> Place:
    """The folders that belong to a project's var folder; made if need be."""
    user, var = server_user(), var_folder.resolve()
    (var / "log").mkdir(parents=True, exist_ok=True)
    data = var if user is None else _make_open(ROOTS_FOLDER) / _name(var)
    if user is not None:
        _make_open(data)
    sockets = _short_folder(user) / f"holdfast-{_digest(data)}"
    return Place(data=data, sockets=sockets, logs=var / "log", user=user)


@contextmanager
def scratch() -> Iterator[Place]:
    """A place that is gone when the context ends."""
    user = server_user()
    folder = Path(tempfile.mkdtemp(prefix="holdfast-test-", dir=_short_folder(user)))
    _give(folder, user)
    try:
        yield Place(data=folder, sockets=folder / "s", logs=folder, user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_one(*, var_folder: Path) -> Iterator[bool]:
    """Holds a var folder and all that belongs to it while the context lasts; False when another process holds it."""
    var_folder.mkdir(parents=True, exist_ok=True)
    # The lock belongs to the open file: the kernel drops it however this process ends.
    with (var_folder / "lock").open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def socket_folder(place: Place) -> Iterator[Path]:
    """The folder for sockets while the context lasts, closed to everybody but its owner."""
    owner = place.user.uid if place.user else os.geteuid()
    place.sockets.mkdir(mode=0o700, exist_ok=True)
    if place.sockets.lstat().st_uid == os.geteuid():
        _give(place.sockets, place.user)
    found = place.sockets.lstat()
    # Anybody may make folders in /tmp: one that somebody else prepared is not to be trusted.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:
        raise SettingsError(f"The folder {place.sockets} belongs to somebody else. Remove it and start again.")
    try:
        yield place.sockets
    finally:
        shutil.rmtree(place.sockets, ignore_errors=True)


def owned(folder: Path, user: SystemUser | None) -> Path:
    """Makes a folder that is private to the user."""
    folder.mkdir(mode=0o700)
    _give(folder, user)
    return folder


def _give(folder: Path, user: SystemUser | None) -> None:
    if user is not None:
        os.chown(folder, user.uid, user.gid, follow_symlinks=False)


def _make_open(folder: Path) -> Path:
    if not folder.exists():
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # ours, just made; whatever umask root has
    return folder


def _name(var: Path) -> str:
    """A name for the data of this var folder.

    Made of its path, so that a copy of the project has its own, and of a random id in it, so that a fresh clone at
    an old path does not find the old data.
    """
    mark, own = var / "data-id", var / f"data-id.{os.getpid()}"
    if not mark.exists():
        own.write_text(uuid4().hex, encoding="ascii")
        with suppress(FileExistsError):
            mark.hardlink_to(own)  # appears whole, and only for the first of two at once
        own.unlink()
    return f"{mark.read_text(encoding='ascii')[:8]}-{_digest(var)}"


def _short_folder(user: SystemUser | None) -> Path:
    folder = Path(tempfile.gettempdir())
    fits = len(os.fsencode(folder)) <= _LONGEST
    return folder if fits and (user is None or _others_reach(folder)) else Path("/tmp")  # noqa: S108 - made privately


def _others_reach(folder: Path) -> bool:
    return all(each.stat().st_mode & stat.S_IXOTH for each in (folder, *folder.parents))


def _digest(path: Path) -> str:
    # Tells folders apart, protects nothing; hashlib would bring OpenSSL into a process that stays.
    return f"{zlib.crc32(os.fsencode(path)):08x}"
