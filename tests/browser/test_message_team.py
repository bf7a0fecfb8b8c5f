"""The team around the messages: what Tess sets and sees, and what Sue shows and keeps, in a real browser."""

import os
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation
from app.messages.rules.pictures import MOST_BYTES
from app.messages.service import escalating
from tests.browser.visitor import Visitor
from tests.builders.accounts import make_person
from tests.builders.messages import answer_to, make_conversation
from tests.people import Cast

pytestmark = pytest.mark.browser

STORY = "My sister has lived with psychosis for eleven years.\n\nI know how long a night can be."
HEAVY = "A mother wrote that she sleeps in front of the door. I thought of it all weekend."
NAMES = "John Smith from 12 Station Road rang again. How do I end such a talk?"


def test_tess_sees_what_waits_and_sets_what_is_promised(visitor: Visitor, cast: Cast) -> None:
    make_person("Sam", Role.SUPPORTER, team=cast.early_help)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/messages/waiting")
    visitor.look("team-waiting-nothing")
    _overdue(cast)
    visitor.page.reload()
    visitor.look("team-waiting")
    visitor.follow("Settings of messages")
    visitor.fill("Promise an answer within how many working days?", "20")
    visitor.press("Save the promise")
    visitor.look("team-settings-mistake")
    visitor.fill("Promise an answer within how many working days?", "3")
    visitor.press("Save the promise")
    visitor.page.get_by_role("button", name="Begin a training").last.click()
    visitor.look("team-settings")
    visitor.follow("Change when you read")
    visitor.look("team-hours")


def test_tess_reads_the_figures(visitor: Visitor, cast: Cast) -> None:
    for number in range(6):
        relative = make_person(f"Relative{number}", Role.RELATIVE, team=cast.early_help)
        answer_to(cast.sue, make_conversation(relative))
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/messages/figures")
    visitor.look("team-figures")


def test_sue_shows_herself(visitor: Visitor, cast: Cast, tmp_path: Path) -> None:
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/messages/profile")
    visitor.look("team-profile-empty")
    visitor.fill("Your own story (optional)", STORY * 9)
    visitor.press("Save")
    visitor.look("team-profile-mistake")
    visitor.fill("Your own story (optional)", STORY)
    visitor.page.get_by_label("Show me to relatives").check()
    visitor.press("Save")
    _chooses_a_picture(visitor, tmp_path)
    visitor.look("team-profile")


def _chooses_a_picture(visitor: Visitor, folder: Path) -> None:
    (folder / "words.txt").write_text("This is no picture.", encoding="utf-8")
    (folder / "me.png").write_bytes(_png())
    visitor.follow("Add a picture")
    visitor.page.get_by_label("Choose a picture").set_input_files(folder / "words.txt")
    visitor.press("Save the picture")
    visitor.look("team-picture-mistake")
    visitor.page.get_by_label("Choose a picture").set_input_files(folder / "me.png")
    visitor.press("Save the picture")
    visitor.page.get_by_text("The picture is saved").wait_for()
    assert visitor.page.locator("img.supporter__picture").evaluate("image => image.naturalWidth") == 64


def test_a_photo_of_any_phone_is_made_small_first(visitor: Visitor, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(_png(1000, noise=True))
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/messages/profile/picture")
    visitor.page.get_by_label("Choose a picture").set_input_files(tmp_path / "photo.png")
    _waits_until_it_is_small(visitor)
    visitor.press("Save the picture")
    found = "How you show yourself" if visitor.javascript else "That is too long"
    visitor.page.get_by_role("heading", name=found, level=1).wait_for()
    visitor.look("team-picture-large")


def _waits_until_it_is_small(visitor: Visitor) -> None:
    chosen = visitor.page.get_by_label("Choose a picture")
    for _try in range(100 if visitor.javascript else 0):
        if chosen.evaluate("input => input.files[0].size") < MOST_BYTES:
            return
        visitor.page.wait_for_timeout(100)


def test_sue_keeps_points_for_her_supervision(visitor: Visitor, cast: Cast) -> None:
    answer_to(cast.sue, make_conversation(cast.alice))
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/messages/supervision")
    visitor.look("team-supervision-empty")
    for words, answer in ((HEAVY, "It is kept"), (NAMES, "Does this name somebody?")):
        visitor.fill("What would you like to talk over?", words)
        visitor.press("Keep it")
        visitor.page.get_by_text(answer).wait_for()
    visitor.look("team-supervision-names")
    visitor.press("Keep it as it is")
    visitor.page.get_by_text("It is kept").wait_for()
    visitor.page.get_by_role("button", name="Talked over").first.click()
    visitor.look("team-supervision")
    visitor.follow("A sheet to take along")
    visitor.check_paper()
    visitor.look("team-supervision-paper")
    visitor.open("/staff/messages/supervision")
    visitor.follow("Remove it")
    visitor.look("team-supervision-remove")
    visitor.press("Remove it")
    visitor.page.get_by_text("It is removed for good").wait_for()


def _overdue(cast: Cast) -> None:
    """Three that wait too long: one with Sue, one with nobody, of one the lead has heard."""
    for number, owner in enumerate((cast.sue.id, None, cast.sue.id), start=1):
        conversation_id = make_conversation(cast.alice)
        due = clock.now() - timedelta(days=number)
        then = {"due_at": due, "waiting_since": due - timedelta(days=2), "owner_id": owner}
        with unit_of_work(Platform.SWEEP) as session:
            held = update(Conversation).where(Conversation.id == conversation_id)
            session.execute(held.values(**then, next_escalation_at=due if number > 1 else None))
    with unit_of_work(Platform.SWEEP) as session:
        escalating.escalate_due(session)


def _png(size: int = 64, *, noise: bool = False) -> bytes:
    """A square of colours, or of noise that cannot be made smaller without loss."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    fades = [bytes(colour for x in range(size) for colour in (40, 3 * y % 256, 3 * x % 256)) for y in range(size)]
    lines = (b"\0" + (os.urandom(3 * size) if noise else each) for each in fades)
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    told = chunk(b"tEXt", b"Author\0Sue")
    pixels = chunk(b"IDAT", zlib.compress(b"".join(lines)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + told + pixels + chunk(b"IEND", b"")
