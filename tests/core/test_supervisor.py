import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.core.supervisor import ports
from app.core.supervisor.program import Program
from app.core.supervisor.run import run


def stop_asked() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def stays(name: str, folder: Path, *, on_stop: str = "exit 0") -> Program:
    """A program that says in a file that it runs, and in a list that it was stopped."""
    script = f"trap 'echo {name} >> stopped; {on_stop}' TERM; echo $$ > {name}.new; mv {name}.new {name}; while :; do sleep 0.02; done"
    started = folder / name
    return Program(name=name, command=("sh", "-c", script), folder=folder, ready=lambda _pid: started.exists())


def ends(name: str, folder: Path, *, code: int, once: bool = False) -> Program:
    return Program(name=name, command=("sh", "-c", f"echo x > {name}; exit {code}"), folder=folder, once=once)


def is_running(pid: int) -> bool:
    return subprocess.run(["kill", "-0", str(pid)], check=False, capture_output=True).returncode == 0


def test_whoever_asks_it_to_stop_gets_the_last_stage_stopped_first(tmp_path: Path) -> None:
    stages = [[stays("database", tmp_path)], [stays("queue", tmp_path)], [stays("web", tmp_path)]]
    assert run(stages, announce=stop_asked) == 0
    assert (tmp_path / "stopped").read_text().split() == ["web", "queue", "database"]


def test_one_that_ends_by_itself_stops_all_and_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([[stays("web", tmp_path)], [ends("worker", tmp_path, code=3)]]) == 1
    assert "The worker stopped with exit code 3." in capfd.readouterr().err
    assert (tmp_path / "stopped").read_text().split() == ["web"]


def test_one_that_is_killed_is_named_with_the_signal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    web = stays("web", tmp_path)
    assert run([[web]], announce=lambda: os.kill(int((tmp_path / "web").read_text()), signal.SIGKILL)) == 1
    assert "The web was ended by SIGKILL." in capfd.readouterr().err


def test_a_stage_waits_for_the_preparation_before_it(tmp_path: Path) -> None:
    after = Program(name="after", command=("sh", "-c", "test -e preparation && sleep 60"), folder=tmp_path)
    assert run([[ends("preparation", tmp_path, code=0, once=True)], [after]], announce=stop_asked) == 0


def test_a_failed_preparation_starts_nothing_more(tmp_path: Path) -> None:
    assert run([[ends("preparation", tmp_path, code=1, once=True)], [stays("web", tmp_path)]]) == 1
    assert not (tmp_path / "web").exists()


def test_one_that_is_not_ready_in_time_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    never = Program(name="web", command=("sleep", "60"), ready=lambda _pid: False, ready_within=0.1)
    assert run([[never]]) == 1
    assert "The web was not ready after 0.1 s." in capfd.readouterr().err


def test_one_that_will_not_stop_is_killed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    stubborn = stays("worker", tmp_path, on_stop=":")
    program = Program(**{**vars(stubborn), "stop_within": 0.2})
    assert run([[program]], announce=stop_asked) == 0
    assert "did not stop in 0.2 s and was killed" in capfd.readouterr().err
    assert not is_running(int((tmp_path / "worker").read_text()))


def test_the_end_of_a_failed_servers_log_is_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    assert run([[Program(name="database", command=("sh", "-c", "echo disk full; exit 1"), log=log)]]) == 1
    assert "disk full\nThe database stopped with exit code 1." in capfd.readouterr().err


def test_a_program_gets_what_is_added_to_the_environment(tmp_path: Path) -> None:
    says = ("sh", "-c", 'test "$ADDRESS" = "a b" -a -n "$PATH"')
    asked = Program(name="asked", command=says, environment={"ADDRESS": "a b"}, once=True)
    assert run([[asked]], announce=stop_asked) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends programs with the one that started them")
def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    code = (
        "from app.core.supervisor.program import Program; from app.core.supervisor.run import run;"
        f"run([[Program(name='web', command=('sh', '-c', 'echo $$ > {tmp_path}/web; exec sleep 60'))]])"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code])
    command = Path(f"/proc/{_appears(tmp_path / 'web')}/cmdline")
    supervisor.kill()
    supervisor.wait()
    until = time.monotonic() + 5
    while _says(command) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _says(command)


def test_two_that_start_at_once_never_share_a_port() -> None:
    with ports.listen(first=18000) as first, ports.listen(first=18000) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


def _appears(file: Path) -> int:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if file.exists() and (text := file.read_text()).endswith("\n"):
            return int(text)
        time.sleep(0.01)
    raise AssertionError(f"{file} did not appear")


def _says(command: Path) -> bool:
    # What has ended but was not asked for by its parent yet has an empty one.
    return command.exists() and command.read_bytes() != b""
