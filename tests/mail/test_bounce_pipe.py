"""The pipe that docs/operating.md gives to Postfix, run as it stands there, against the real web program."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.config import PROJECT
from tests.builders.mails import bounce_of, make_mail, stopped_now
from tests.people import Cast
from tests.web import web_program

TOKEN = "0123456789abcdef0123456789abcdef"
TRY_LATER = 75  # EX_TEMPFAIL: Postfix keeps the bounce and tries again
Pipe = Callable[[bytes], int]

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")


def _script(address: str, folder: Path) -> Path:
    manual = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
    found = re.search(r"```sh\n(#!/bin/sh\n.*?)```", manual, re.DOTALL)
    assert found
    words = found.group(1).replace("https://your-host", address).replace("/etc/postfix", str(folder))
    path = folder / "holdfast-bounce"
    path.write_text(words, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def pipe(database: None, tmp_path: Path) -> Iterator[Pipe]:
    """Puts a mail through the pipe; gives what the pipe ends with."""
    (tmp_path / "holdfast.curl").write_text(f'header = "Authorization: Bearer {TOKEN}"\n', encoding="utf-8")
    with web_program(BOUNCE_TOKEN=TOKEN) as address:
        script = _script(address, tmp_path)
        yield lambda raw: subprocess.run([script], input=raw, check=False).returncode


def test_a_bounce_comes_through(cast: Cast, pipe: Pipe) -> None:
    assert pipe(bounce_of(make_mail(cast.riverside))) == 0
    assert stopped_now() == {"jane@example.org": "bounced"}


def test_with_a_wrong_token_postfix_keeps_it_and_tries_again(cast: Cast, pipe: Pipe, tmp_path: Path) -> None:
    (tmp_path / "holdfast.curl").write_text('header = "Authorization: Bearer wrong"\n', encoding="utf-8")

    assert pipe(bounce_of(make_mail(cast.riverside))) == TRY_LATER
    assert stopped_now() == {}
