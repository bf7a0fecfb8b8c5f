import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

START = Path(__file__).parents[2] / "start.py"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that looks set up for developers, with nothing behind it: to install would fail."""
    folder = tmp_path / "a folder with spaces"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    shutil.copy(START, folder)
    for lock in LOCKS:
        (folder / lock).write_text("nothing==1 --hash=sha256:0\n")
    start = load(folder)
    start.STAMP.write_text(start.fingerprint([start.RUN_LOCK, start.DEVELOPER_LOCK]))
    return folder


def load(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def setup(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "start.py"), *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})


def test_what_is_set_up_is_not_set_up_again(project: Path) -> None:
    done = setup(project, "setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_changed_lock_file_is_installed_again(project: Path, lock: str) -> None:
    (project / lock).write_text("nothing==2 --hash=sha256:0\n")
    start = load(project)
    assert not start.is_installed([start.RUN_LOCK, start.DEVELOPER_LOCK])


def test_an_install_that_was_cut_off_is_done_again_from_nothing(project: Path) -> None:
    start = load(project)
    start.MARK.touch()
    assert not start.is_installed([start.RUN_LOCK])
    start.clear()
    assert list(start.VENV.iterdir()) == []


def test_a_moved_folder_is_set_up_again(project: Path, tmp_path: Path) -> None:
    moved = project.rename(tmp_path / "moved")
    start = load(moved)
    assert not start.is_installed([start.RUN_LOCK])


def test_developers_packages_are_enough_to_run(project: Path) -> None:
    start = load(project)
    assert start.is_installed([start.RUN_LOCK])


def test_an_unknown_word_is_answered_with_the_known_ones(project: Path) -> None:
    done = setup(project, "walk")
    assert done.returncode == 1
    assert done.stderr == "Say what to do: python3 start.py run | test | check | bench | setup\n"


def test_an_old_python_reads_it_far_enough_to_say_that_it_is_old() -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))
