"""A licence that ends stands in the lead's monthly mail."""

from datetime import timedelta

import pytest
import time_machine

from tests.builders import licensing
from tests.builders.digests import FIRST, leave, mail_to, sweep
from tests.mailbox import Mailbox
from tests.people import Cast


@pytest.mark.parametrize(("days", "said"), [(30, True), (90, False)])
def test_tess_reads_that_a_licence_ends_soon(cast: Cast, mailbox: Mailbox, days: int, said: bool) -> None:
    with time_machine.travel(FIRST - timedelta(days=7), tick=True):
        licensing.make_usable(cast.tess, days=days)
    sweep(at=FIRST)
    leave(mailbox, at=FIRST)

    words = " ".join(mail_to(mailbox, cast.tess).split())
    assert ("The licence of a questionnaire ends on" in words) == said
    assert "licence of" not in mail_to(mailbox, cast.hanna)
