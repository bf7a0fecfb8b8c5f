"""Alice saves her check-ins as a file for another system, in a real browser."""

import json
from pathlib import Path

import pytest

from tests.browser.visitor import Visitor
from tests.builders.check_ins import make_check_in
from tests.people import Cast

pytestmark = pytest.mark.browser


def test_alice_saves_what_she_answered_as_a_file(visitor: Visitor, cast: Cast) -> None:
    done = make_check_in(cast.alice, days_ago=20)
    visitor.sign_in("alice@example.org")
    visitor.open("/check-ins")
    visitor.look("check-ins-file")
    with visitor.page.expect_download() as taken:
        visitor.follow("Save what you answered as a file for another health system")

    assert taken.value.suggested_filename == "my-check-ins.json"
    saved = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert str(done) in {each["resource"]["id"] for each in saved["entry"]}
