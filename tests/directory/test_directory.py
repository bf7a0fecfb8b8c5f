"""Helplines: what is shown on which day."""

from datetime import date
from pathlib import Path

import pytest

from app.core.errors import ContentError
from app.directory import content
from tests.builders.content import DIRECTORY, TODAY, write
from tests.page import Browser


def load(place: Path, text: str) -> content.Directory:
    write(place / "content" / "directory.yaml", text)
    return content.load(place / "content")


def test_a_number_dials_or_texts(tmp_path: Path) -> None:
    text = DIRECTORY + DIRECTORY.replace("samaritans:", "shout:").replace('"116 123"', '"85258"\n  reached_by: text')

    assert [route.href for route in load(tmp_path, text).crisis_routes(today=TODAY)] == ["tel:116123", "sms:85258"]


def test_the_most_urgent_comes_first(tmp_path: Path) -> None:
    text = DIRECTORY + DIRECTORY.replace("samaritans:", "police:").replace("kind: crisis", "kind: emergency")

    assert [route.id for route in load(tmp_path, text).crisis_routes(today=TODAY)] == ["police", "samaritans"]


def test_a_number_is_hidden_after_the_day_it_expires_and_the_reader_is_told_where_to_look(tmp_path: Path) -> None:
    directory = load(tmp_path, DIRECTORY + "  expires: 2026-11-24\n")

    (on_the_day,) = directory.crisis_routes(today=date(2026, 11, 24))
    (after,) = directory.crisis_routes(today=date(2026, 11, 25))

    assert on_the_day.number == "116 123"
    assert (after.number, after.href) == ("", "")
    assert after.look == "We have not been able to check this number. You can find it at samaritans.org."


def test_an_entry_that_is_due_is_told_with_its_line(tmp_path: Path) -> None:
    directory = load(tmp_path, "# Numbers\n" + DIRECTORY)

    found = content.warnings(directory, folder=tmp_path / "content", today=date(2027, 5, 23))

    assert [str(each) for each in found] == [
        "content/directory.yaml:2: Samaritans should have been checked again by 2027-05-22."
    ]


def test_a_folder_without_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"content/directory\.yaml:1: This file is missing"):
        content.load(tmp_path / "content")


def test_a_stranger_sees_every_route_on_one_page(stranger: Browser) -> None:
    page = stranger.visit("/help-now")

    assert page.status == 200
    assert {"tel:999", "tel:111", "tel:116123"} <= set(page.links)
