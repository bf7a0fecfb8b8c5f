"""Nothing is lost when workers die, Redis is emptied, the database is restarted, or the mail server misbehaves."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from app.core.config import PROJECT
from app.invitations.rules import State
from app.mail.rules import MailState

HUNG_UP_ON = 1.0  # seconds for a mail


def _storm(what: str, number: int, measure: float) -> Any:
    """What tests/worker/storm.py says. `python -m bench mail-faults` does the same with 10,000 mails."""
    command = [sys.executable, "-m", "tests.worker.storm", what, str(number), str(measure)]
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "SMTP_URL"}}
    ended = subprocess.run(command, cwd=PROJECT, env=clean, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_800_invitations_survive_killed_workers_an_emptied_redis_and_a_restarted_database() -> None:
    became = _storm("kills", 800, 150)

    print(became)
    assert became["kills"] >= 2
    assert (became["distinct"], became["lost"], became["renamed"]) == (800, 0, 0)
    assert became["twice"] <= became["kills"]
    assert became["states"] == {State.SENT.value: 800}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_mail_server_that_misbehaves_loses_nothing_and_holds_up_nobody_else() -> None:
    became = _storm("answers", 100, HUNG_UP_ON)

    print(became)
    assert set(became["states"]) <= {MailState.SENT.value, MailState.UNDELIVERABLE.value}
    assert became["states"][MailState.SENT.value] == became["answers"]["taken"]
    assert became["renamed"] == 0
    assert became["longest_wait"] < 30
