"""Replies that supporters keep at hand."""

from collections.abc import Callable

from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from tests.builders import inbox as build
from tests.builders.messages import make_conversation
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PLACE = "/staff/inbox/canned"
TEXT = "Look at [the directory](/directory)."


def test_what_sue_keeps_at_hand_is_there_for_sam(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.sue).submit(f"{PLACE}/new", title="Where to ask", text=TEXT)
    assert "It is kept, for all supporters." in page.text

    sam = browser_as(build.make_supporter(cast))

    assert "Where to ask" in sam.visit(PLACE).text
    assert "Where to ask" in sam.visit(f"/staff/inbox/{make_conversation(cast.alice)}").text


def test_a_page_that_is_not_there_is_refused_and_the_words_are_kept(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.sue).submit(f"{PLACE}/new", title="Sleep", text="Read /modules/no-such-thing.")

    assert page.status == 422
    assert "There is no page at /modules/no-such-thing" in page.text
    assert page.value("title") == "Sleep"


def test_a_title_stands_once_and_is_free_again_when_it_is_removed(cast: Cast, browser_as: BrowserAs) -> None:
    sue, canned_id = browser_as(cast.sue), build.make_canned(cast.sue, "Sleep")
    assert sue.submit(f"{PLACE}/new", title="Sleep", text=TEXT).status == 422

    assert "Sleep" not in sue.submit(f"{PLACE}/{canned_id}/remove").text.partition("Add one")[2]

    assert sue.submit(f"{PLACE}/new", title="Sleep", text=TEXT).status == 200


def test_sam_changes_what_sue_wrote(cast: Cast, browser_as: BrowserAs) -> None:
    sam, canned_id = browser_as(build.make_supporter(cast)), build.make_canned(cast.sue, "Sleep")
    assert sam.visit(f"{PLACE}/{canned_id}").value("title") == "Sleep"

    page = sam.submit(f"{PLACE}/{canned_id}", title="Sleep", text="Other words.")

    assert "Other words." in page.text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.scalars(select(AuditEntry.details).where(AuditEntry.action == "canned-reply.changed"))
        assert list(found) == [{"did": "changed"}]


def test_a_reply_whose_page_is_gone_says_so(cast: Cast, browser_as: BrowserAs) -> None:
    build.make_canned(cast.sue, text="Read /modules/no-such-thing.")

    assert "There is no page at /modules/no-such-thing any more." in browser_as(cast.sue).visit(PLACE).text


def test_the_other_trust_does_not_see_them(cast: Cast, browser_as: BrowserAs) -> None:
    canned_id = build.make_canned(cast.sue, "Sleep")
    hilda = browser_as(build.make_supporter_of(cast.hill_team, "Hilda"))

    assert "There are none yet." in hilda.visit(PLACE).text
    assert hilda.visit(f"{PLACE}/{canned_id}").status == 404
    assert hilda.submit(f"{PLACE}/{canned_id}/remove").status == 404
