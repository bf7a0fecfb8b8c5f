"""A missing or wrong setting stops the start with one plain sentence."""

import os
import subprocess
import sys
from base64 import b64encode
from uuid import uuid4

import pytest

from app.core.config import PROJECT

GOOD = {
    "ENV": "production",
    "DATABASE_URL": "postgresql://h@/h",
    "REDIS_URL": "redis://localhost:1",
    "SMTP_URL": "smtp://localhost:1",
    "SECRET_KEY": "x" * 40,
    "ENCRYPTION_KEY": b64encode(b"k" * 32).decode(),
    "BASE_URL": "https://holdfast.example",
    "MAIL_FROM": "Holdfast <no-reply@holdfast.example>",
}
NOTIFY_KEY = f"holdfast-{uuid4()}-{uuid4()}"
NOTIFY = {"NOTIFY_KEY": NOTIFY_KEY, "NOTIFY_TEMPLATE": str(uuid4())}


def _start(command_name: str, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in GOOD}
    command = [sys.executable, "-c", "from app.cli import main; main()", command_name]
    return subprocess.run(
        command, env={**clean, **settings}, capture_output=True, text=True, check=False, cwd=PROJECT, timeout=60
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DATABASE_URL": ""}, "DATABASE_URL must be set in production."),
        ({"ENCRYPTION_KEY": ""}, "ENCRYPTION_KEY must be set in production: 32 random bytes in base64."),
        ({"ENCRYPTION_KEY": "c2hvcnQ="}, "The setting ENCRYPTION_KEY is wrong: it must be 32 random bytes in base64."),
        ({"ENCRYPTION_KEY_OLD": "c2hvcnQ="}, "The setting ENCRYPTION_KEY_OLD is wrong: it must be 32 random bytes"),
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set in production: 32 characters or more."),
        ({"BASE_URL": "http://holdfast.example"}, "BASE_URL must start with https:// in production."),
        ({"PRIVATE_PAGERS": "yes"}, "PRIVATE_PAGERS is for development and is refused in production."),
        ({"CAUGHT_MAIL_FOLDER": "/tmp/x"}, "CAUGHT_MAIL_FOLDER is for the demo and is refused in production."),
        ({"SMTP_URL": ""}, "SMTP_URL must be set in production."),
        ({"MAIL_BY": "pigeon"}, "The setting MAIL_BY is wrong:"),
        ({"MAIL_BY": "notify"}, "NOTIFY_KEY must be set, since MAIL_BY is notify."),
        ({"MAIL_BY": "notify", "NOTIFY_KEY": NOTIFY_KEY}, "NOTIFY_TEMPLATE must be set, since MAIL_BY is notify."),
        ({"MAIL_BY": "notify", **NOTIFY}, "SMTP_URL is set, but MAIL_BY is notify. Leave one of them out."),
        ({"NOTIFY_KEY": NOTIFY_KEY}, "NOTIFY_KEY is set, but MAIL_BY is not notify."),
        ({"NOTIFY_KEY": "secret"}, "The setting NOTIFY_KEY is wrong:"),
        ({"MAIL_TIMEOUT": "0"}, "The setting MAIL_TIMEOUT is wrong:"),
        ({"DATABASE_URL": "postgresql://u:p@h:abc/x"}, "DATABASE_URL cannot be read."),
        ({"DATABASE_URL": "postgresql://u@127.0.0.1:1/x"}, "The database at DATABASE_URL cannot be reached:"),
        ({"ENV": "produktion"}, "The setting ENV is wrong:"),
        ({"DATABASE_URL": "mysql://x"}, "The setting DATABASE_URL is wrong:"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(wrong: dict[str, str], sentence: str) -> None:
    ended = _start("migrate", **{**GOOD, **wrong})

    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_production_refuses_the_demo() -> None:
    ended = _start("demo", **GOOD)

    assert ended.returncode == 1
    assert "demo" in ended.stderr.lower()
    assert "Traceback" not in ended.stderr


def test_without_the_extra_for_notify_one_sentence_says_what_to_install() -> None:
    program = (
        "import importlib.util as it; found = it.find_spec\n"
        "it.find_spec = lambda name: None if name.startswith('notifications') else found(name)\n"
        "from app.cli import main; main()"
    )
    chosen = {**GOOD, **NOTIFY, "MAIL_BY": "notify", "SMTP_URL": ""}

    ended = subprocess.run(
        [sys.executable, "-c", program, "migrate"],
        env={**os.environ, **chosen},
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        timeout=60,
    )

    assert ended.returncode == 1
    assert "Install Holdfast with its extra: holdfast[notify]." in ended.stderr
    assert "Traceback" not in ended.stderr
