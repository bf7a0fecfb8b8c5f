"""Inviting many from a file in a real browser: Cora chooses a file, looks, sends, and sees how far it is."""

from pathlib import Path

import pytest

from tests.browser.visitor import Visitor
from tests.builders.lists import addresses, make_list
from tests.people import Cast

pytestmark = pytest.mark.browser

HEADER = "Email address,Name,Relationship,Notes\n"
LONG = "margaret.elizabeth.fortescue-smythe@a-very-long-name-of-a-company.example.org"


def _upload(visitor: Visitor, folder: Path, lines: str) -> None:
    file = folder / "carers of the early intervention team, autumn.csv"
    file.write_text(lines, encoding="utf-8")
    visitor.page.get_by_label("Your file").set_input_files(file)
    visitor.press("Upload and check")


def test_cora_invites_many_from_a_file(visitor: Visitor, cast: Cast, tmp_path: Path) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/staff/invitations")
    visitor.follow("Invite many from a file")
    visitor.look("lists-new")
    _upload(visitor, tmp_path, HEADER + "jo@,Jo,mother\n,=1,\nsam@example.org,Sam,ex-wife\n")
    visitor.sees("5 things in the file are wrong")
    visitor.look("lists-mistakes")
    people = "".join(f"{email},Jo,mum\n" for email in addresses(60))
    _upload(
        visitor,
        tmp_path,
        f"{HEADER}{LONG},Margaret,his aunt\nalice@example.org,Alice,sister\n{people}p1@example.org,Jo,dad\n",
    )
    visitor.sees("61 people will be invited by Early Help.")
    visitor.look("lists-checked")
    visitor.press("Send 61 invitations")
    _finish(visitor)
    visitor.look("lists-finished")
    visitor.open("/staff/lists")
    visitor.look("lists")


def test_cora_pauses_and_throws_the_rest_away(visitor: Visitor, cast: Cast) -> None:
    list_id = make_list(cast.cora, cast.early_help, addresses(700))
    visitor.sign_in("cora@example.org")
    visitor.open(f"/staff/lists/{list_id}")
    visitor.press("Send 700 invitations")
    visitor.look("lists-sending")
    visitor.press("Pause")
    visitor.sees("Nobody else is invited until")
    visitor.look("lists-paused")
    visitor.press("Throw the rest away")
    visitor.sees("The list was thrown away")
    visitor.look("lists-thrown-away")


def _finish(visitor: Visitor) -> None:
    """With JavaScript the page goes on by itself; without it there is a link."""
    for _try in range(60):
        if visitor.heading() == "The list is finished":
            return
        if not visitor.javascript:
            visitor.follow("See how far it is now")
        visitor.page.wait_for_timeout(500)
    pytest.fail("the list was not finished")
