"""The page that must always work."""

import os
import signal
import subprocess
import sys
import time

import httpx2
import pytest

from app.core.config import PROJECT
from app.core.embedded import folders, postgres
from app.core.supervisor import ports


def test_it_names_whom_to_ring_without_signing_in(stranger: object) -> None:
    from tests.page import Browser

    assert isinstance(stranger, Browser)
    page = stranger.visit("/help-now")

    assert {"tel:999", "tel:111"} <= set(page.links)
    assert "116 123" in page.text
    assert "Samaritans" in page.text


@pytest.mark.usefixtures("_services")
def test_it_answers_while_the_database_is_stopped() -> None:
    port = ports.free()
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "app.main:create_app",
        "--factory",
        "--port",
        str(port),
        "--no-access-log",
    ]
    with folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place, durable=False) as database:
            environment = {**os.environ, "DATABASE_URL": database.url}
            web = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL)
            try:
                _wait_for(port)
                assert httpx2.get(f"http://127.0.0.1:{port}/health/live").status_code == 200
                database.process.send_signal(signal.SIGINT)
                database.process.wait(20)

                help_now = httpx2.get(f"http://127.0.0.1:{port}/help-now")
                other = httpx2.get(f"http://127.0.0.1:{port}/home", cookies={"holdfast_session": "x"})
            finally:
                web.terminate()
                web.wait()

    assert (help_now.status_code, "116 123" in help_now.text) == (200, True)
    assert (other.status_code, "Nothing is lost" in other.text, "Call 999" in other.text) == (503, True, True)


def _wait_for(port: int) -> None:
    for _try in range(100):
        if ports.answers_ok(port=port, path="/health/live"):
            return
        time.sleep(0.2)
    pytest.fail("the web program did not start")
