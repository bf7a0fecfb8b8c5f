"""The real worker calls whoever is on duty, by mail and by pager, within ten seconds."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.risk.rules import Rung, Urgency
from tests.builders import risk as build
from tests.mailbox import Mailbox
from tests.pager import Pager
from tests.people import Cast
from tests.worker.processes import worker_group

PROMISED = 10.0  # seconds
STARTING = 90.0


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_mail_and_pager_know_within_ten_seconds(cast: Cast, mailbox: Mailbox, tmp_path: Path) -> None:
    with Pager() as pager, worker_group(tmp_path):
        build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess, webhook=pager.url)
        build.make_flag(cast.ben, Urgency.LOOK_NOW)
        _wait(lambda: _told(mailbox, pager), STARTING)  # the worker has begun its work
        mailbox.empty()
        pager.posts.clear()
        build.make_flag(cast.alice, Urgency.LOOK_NOW)
        _wait(lambda: _told(mailbox, pager), PROMISED)

    assert {mail["To"] for mail in mailbox.mails} == {cast.max.email, "duty@example.org"}
    assert len(pager.posts) == 1


def _told(mailbox: Mailbox, pager: Pager) -> bool:
    return len(mailbox.mails) == 2 and bool(pager.posts)


def _wait(is_done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_done():
        time.sleep(0.05)
