"""The house rules that a reader of one file cannot see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.config import PROJECT, Settings
from app.core.queue import Task
from app.mail.rules import EmailKind
from app.mailers import MAILERS

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 120


def _python() -> list[Path]:
    folders = ("app", "worker", "migrations", "tests", "bench")
    return [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_longer_than_a_reader_can_hold() -> None:
    files = [path for path in _python() if path.parent.name != "versions"]

    assert len(files) > 80
    assert [str(path) for path in files if _lines(path) > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in _python()
        if path.is_relative_to(PROJECT / "app") or path.is_relative_to(PROJECT / "worker")
        for node in _functions(path)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_templates_stay_short() -> None:
    templates = list((PROJECT / "app").rglob("templates/**/*.html"))

    assert len(templates) > 20
    assert [str(path) for path in templates if _lines(path) > LONGEST_TEMPLATE] == []


def test_only_the_unit_of_work_commits() -> None:
    commits = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "app").rglob("*.py")
        if re.search(r"\.commit\(\)", path.read_text(encoding="utf-8"))
    }

    assert commits == {"app/core/db.py"}


def test_routes_are_the_only_part_of_a_feature_that_knows_fastapi() -> None:
    allowed = {"routes", "dependencies", "browsers", "main", "live", "core"}
    for path in (PROJECT / "app").rglob("*.py"):
        if re.search(r"^(from|import) (fastapi|starlette)", path.read_text(encoding="utf-8"), re.MULTILINE):
            parts = {part.removesuffix(".py") for part in path.relative_to(PROJECT).parts}
            assert parts & allowed, path


@pytest.mark.usefixtures("_services")
def test_every_task_has_its_function_and_every_function_its_task() -> None:
    from worker.celery_app import app

    app.loader.import_default_modules()
    ours = {name for name in app.tasks if not name.startswith("celery.")}

    assert ours == {task.value for task in Task}


def test_every_scheduled_job_is_a_task() -> None:
    from worker.schedule import SCHEDULE

    assert {job["task"] for job in SCHEDULE.values()} <= {task.value for task in Task}


def test_every_kind_of_email_has_somebody_to_write_it() -> None:
    assert set(MAILERS) == set(EmailKind)


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_explained(setting: str) -> None:
    assert f"`{setting.upper()}`" in (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
