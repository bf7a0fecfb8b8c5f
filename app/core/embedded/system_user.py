"""Who the database server runs as: PostgreSQL refuses to be root."""

import os
import pwd
import shutil
import subprocess
import sys

from app.core.supervisor.program import SystemUser

_NAME = "holdfast"
_MAKE = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin")


def server_user() -> SystemUser | None:
    """The system user for the database when this is root, made if need be; None when this process may run it itself."""
    if os.geteuid() != 0:
        return None
    if found := _look_up(_NAME):
        return found
    if maker := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin"):
        # Two copies may try at once: what counts is whether the user exists afterwards.
        subprocess.run([maker, *_MAKE, _NAME], check=False, capture_output=True)
    if found := _look_up(_NAME):
        return found
    sys.stderr.write(f"A system user '{_NAME}' could not be made, so the database runs as 'nobody'.\n")
    return _look_up("nobody")


def _look_up(name: str) -> SystemUser | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return SystemUser(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
