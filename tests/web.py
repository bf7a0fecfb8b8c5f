"""The real web program in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.core.config import PROJECT
from app.core.supervisor import ports

_PROGRAM = ["-m", "uvicorn", "app.main:create_app", "--factory", "--no-access-log", "--log-level", "warning", "--port"]


@contextmanager
def web_program(**settings: str) -> Iterator[str]:
    """Runs it with this test run's settings and these; gives its address once it answers."""
    port = ports.free()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "BASE_URL": address, **settings}
    with subprocess.Popen([sys.executable, *_PROGRAM, str(port)], cwd=PROJECT, env=environment) as web:
        try:
            _wait_for(port)
            yield address
        finally:
            web.terminate()


def _wait_for(port: int) -> None:
    for _try in range(450):  # 90 s: a busy machine reads all content slowly
        if ports.answers_ok(port=port, path="/health/live"):
            return
        time.sleep(0.2)
    pytest.fail("the web program did not start")
