"""Start and memory of the whole platform, as `make run` starts it."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx2
from rich.console import Console
from rich.table import Table

PATIENCE = 60  # seconds
PATHS = ("/home", "/modules", "/modules/what-is-psychosis", "/toolbox", "/account")


def main() -> None:
    """Starts it twice (the second time everything is there), walks through pages, and prints one table."""
    table = Table(title="The whole platform")
    for heading in ("start", "answers after s", "processes", "resident MB", "own share MB"):
        table.add_column(heading, justify="left" if heading == "start" else "right")
    with tempfile.TemporaryDirectory() as var:
        for name in ("first, with an empty folder", "second"):
            table.add_row(name, *_one_start(Path(var)))
    Console().print(table)


def _one_start(var: Path) -> tuple[str, ...]:
    began = time.monotonic()
    environment = {**os.environ, "VAR_FOLDER": str(var)}
    command = [sys.executable, "-m", "app.cli", "run"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as platform:
        address = _address(platform)
        seconds = time.monotonic() - began
        _walk(address, var)
        sizes = [_memory(pid) for pid in _family(platform.pid)]
        platform.send_signal(signal.SIGINT)
        platform.communicate(timeout=PATIENCE)
    resident, share = (sum(size[kind] for size in sizes) / 1000 for kind in ("Rss", "Pss"))
    return f"{seconds:.1f}", str(len(sizes)), f"{resident:.0f}", f"{share:.0f}"


def _address(platform: "subprocess.Popen[str]") -> str:
    assert platform.stdout is not None
    for line in platform.stdout:
        if found := re.search(r"running at (http\S+)", line):
            return found.group(1)
    raise AssertionError("the platform did not start")


def _walk(address: str, var: Path) -> None:
    people = json.loads((var / "demo.json").read_text(encoding="utf-8"))["people"]
    for person in people:
        with httpx2.Client(base_url=address, follow_redirects=True) as browser:
            browser.post("/sign-in", data={"email": person["email"], "password": person["password"]})
            for path in (*PATHS, "/staff", "/staff/invitations", "/staff/reports"):
                browser.get(path)


def _family(parent: int) -> list[int]:
    """A process and all that came from it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended meanwhile
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [parent]
    for each in found:
        found.extend(children.get(each, []))
    return found


def _memory(pid: int) -> dict[str, int]:
    """Kilobytes: Rss counts shared memory in every process, Pss shares it out between them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name.rstrip(":"): int(size) for name, size, *_unit in (line.split() for line in lines)}
