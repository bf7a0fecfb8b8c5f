"""Makes the virtual environment from the lock files, then does what was asked.

    python3 start.py run | test | check | bench | setup [arguments for it]

Standard library only, and written so that an old Python can read it far enough to say that it is too old.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older one may well try
    sys.exit("Holdfast needs Python 3.11 or newer. Name one like this: make PYTHON=python3.11 run")
if os.name != "posix":
    sys.exit("Holdfast runs on Linux and macOS. On Windows use the Windows Subsystem for Linux.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "uv"  # uv and nothing else, apart from the program's own packages
UV_PROGRAM = UV / "bin" / "uv"
STAMP = VENV / "installed"
MARK = VENV / "installing"
LOCK = VENV / "start.lock"
# The Python under the virtual environment, should somebody start this from inside it.
BASE = getattr(sys, "_base_executable", sys.executable)

UV_LOCK = ROOT / "requirements-uv.lock"
RUN_LOCK = ROOT / "requirements.lock"
DEVELOPER_LOCK = ROOT / "requirements-dev.lock"

PROGRAMS = {
    "run": ["-m", "app.cli", "run"],
    "test": ["-m", "pytest"],
    "bench": ["-m", "bench"],
}
# All that `make check` looks at, besides the tests. Each runs even after another has failed.
CHECKS = {
    "format": "python -m ruff format --check .",
    "lint": "python -m ruff check .",
    "types": "python -m mypy",
    # Given to Python by name: a script's first line cannot hold a very long path.
    "imports": "python .venv/bin/lint-imports",
    "templates": "python -m djlint --lint app",
    "Markdown": ".venv/bin/rumdl check .",
    "content": "python -m app.cli content check",
}


def main(arguments: list[str]) -> int:
    """Sets up, then becomes the program that was asked for."""
    if not arguments or arguments[0] not in {*PROGRAMS, "check", "setup"}:
        sys.exit("Say what to do: python3 start.py run | test | check | bench | setup")
    name, rest = arguments[0], arguments[1:]
    os.chdir(ROOT)
    set_up(locks=[RUN_LOCK] if name == "run" else [RUN_LOCK, DEVELOPER_LOCK])
    if name == "check":
        return check()
    if name == "setup":
        return 0
    sys.stdout.flush()
    return os.execv(PYTHON, [str(PYTHON), *PROGRAMS[name], *rest])  # noqa: S606 - no shell is wanted


def check() -> int:
    """Runs every check; 1 if any failed."""
    failed = [title for title, command in CHECKS.items() if not passes(title, command)]
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEvery check passed.")
    return 1 if failed else 0


def passes(title: str, command: str) -> bool:
    """Runs one check in sight of the reader."""
    print(f"\n== {title}: {command}", flush=True)
    parts = [str(PYTHON) if part == "python" else part for part in command.split()]
    return subprocess.run(parts, check=False).returncode == 0


def set_up(*, locks: list[Path]) -> None:
    """Installs what the lock files name, unless that was done already; then it needs no network."""
    if is_installed(locks):
        return
    with only_one():
        if is_installed(locks):
            return  # another start did it while this one waited
        if MARK.exists() or not PYTHON.exists():
            clear()
        MARK.touch()
        STAMP.unlink(missing_ok=True)
        install(locks)
        STAMP.write_text(fingerprint(locks), encoding="ascii")
        MARK.unlink()


def is_installed(locks: list[Path]) -> bool:
    """Whether these very lock files, or these and the developers', were installed for this very folder."""
    if not PYTHON.exists() or not STAMP.exists() or MARK.exists():
        return False
    return STAMP.read_text(encoding="ascii") in {fingerprint(locks), fingerprint([RUN_LOCK, DEVELOPER_LOCK])}


def fingerprint(locks: list[Path]) -> str:
    """Changes with the lock files, and with the folder: scripts in the environment name it."""
    seen = hashlib.sha256(os.fsencode(ROOT))
    for lock in locks:
        seen.update(hashlib.sha256(lock.read_bytes()).digest())
    return seen.hexdigest()


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Waits while another start installs into the same folder."""
    import fcntl  # noqa: PLC0415 - not there on Windows, where the sentence above must still appear

    VENV.mkdir(exist_ok=True)
    with LOCK.open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another start that installs into this folder.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def clear() -> None:
    """Takes away an environment that was cut off half-way, or whose Python is gone."""
    for path in VENV.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != LOCK:
            path.unlink()


def install(locks: list[Path]) -> None:
    """Installs with uv, or with pip where uv cannot be had or cannot reach the packages."""
    print("Installing what Holdfast needs into .venv (only when the lock files change).", flush=True)
    if not PYTHON.exists():
        run([BASE, "-m", "venv", "--without-pip", str(VENV)])
    if get_uv() and install_with([str(UV_PROGRAM), "pip", "install", "--python", str(PYTHON)], locks, uv_settings()):
        return
    print("Going on with pip, which is slower.", flush=True)
    if not install_with([*pip(), "--python", str(PYTHON), "install"], locks, {}):
        sys.exit("The packages could not be installed; the lines above say why. Mend that and start again.")


def install_with(installer: list[str], locks: list[Path], environment: dict[str, str]) -> bool:
    """Installs the pinned packages, checked by hash, then this project itself."""
    commands = [[*installer, "--require-hashes", "--no-deps", "-r", str(lock)] for lock in locks]
    commands.append([*installer, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    commands[0].append("--compile")  # once now, not in each of five programs at the first start
    return all(run(command, environment) for command in commands)


def get_uv() -> bool:
    """Fetches the pinned uv into a folder of its own, which even an externally managed Python allows."""
    version = UV_LOCK.read_text(encoding="utf-8").split()[0].removeprefix("uv==")
    if not (UV / f"uv-{version}.dist-info").exists():
        shutil.rmtree(UV, ignore_errors=True)
        run([*pip(), "install", "--no-deps", "--require-hashes", "--target", str(UV), "-r", str(UV_LOCK)])
    return UV_PROGRAM.exists()


def uv_settings() -> dict[str, str]:
    """What uv has to know about this machine, as environment variables."""
    asked = subprocess.run([UV_PROGRAM, "cache", "dir"], check=False, capture_output=True, text=True)
    cache = Path(asked.stdout.strip() or "/")
    nearest = next(folder for folder in (cache, *cache.parents) if folder.exists())
    found = {"UV_SYSTEM_CERTS": "1"}  # health services inspect TLS with certificates of their own
    if not os.access(nearest, os.W_OK):
        found["UV_CACHE_DIR"] = str(VENV / "cache")
    elif nearest.stat().st_dev != VENV.stat().st_dev:
        found["UV_LINK_MODE"] = "copy"
    return found


def pip() -> list[str]:
    """The pip of the Python that runs this."""
    if not run([BASE, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"]):
        sys.exit(f"Holdfast needs pip for {BASE}. On Debian and Ubuntu: apt install python3-pip")
    return ["env", "PIP_ROOT_USER_ACTION=ignore", BASE, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def run(command: list[str], environment: dict[str, str] | None = None) -> bool:
    """Runs a command in sight of the reader; whether it went well."""
    pairs = [f"{name}={value}" for name, value in (environment or {}).items()]
    return subprocess.run(["env", *pairs, *command], check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
