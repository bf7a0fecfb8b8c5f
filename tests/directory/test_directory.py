"""Helplines: what is shown on which day."""

from datetime import date
from pathlib import Path

import pytest

from app.core.config import PROJECT
from app.core.errors import ContentError
from app.directory import content
from app.directory.finding import matching
from app.directory.rules import NATIONS, NEEDS
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


def test_what_has_expired_is_told_apart_from_what_is_due(tmp_path: Path) -> None:
    directory = load(tmp_path, DIRECTORY + "  expires: 2027-06-30\n")
    folder, day = tmp_path / "content", date(2027, 7, 1)

    assert content.expired(directory, folder=folder, today=date(2027, 6, 30)) == []
    assert content.warnings(directory, folder=folder, today=day) == []
    (told,) = content.expired(directory, folder=folder, today=day)
    assert str(told).startswith("content/directory.yaml:1: Samaritans expired on 2027-06-30, so its number is hidden.")


def test_support_is_in_the_directory_and_not_among_the_numbers_for_tonight(tmp_path: Path) -> None:
    support = DIRECTORY.replace("samaritans:", "debt:").replace("kind: crisis", "kind: support\n  needs: [money]")
    directory = load(tmp_path, DIRECTORY + support)

    assert [route.id for route in directory.crisis_routes(today=TODAY)] == ["samaritans"]
    assert [route.id for route in directory.routes(today=TODAY)] == ["samaritans", "debt"]


def test_a_website_takes_the_place_of_a_number_and_pages_cannot_name_one(tmp_path: Path) -> None:
    text = DIRECTORY.replace('number: "116 123"', "website: www.samaritans.org")
    directory = load(tmp_path, text)
    (route,) = directory.routes(today=TODAY)

    assert (route.number, route.href, route.look) == ("", "", "")
    assert (route.website, route.site) == ("https://www.samaritans.org", "samaritans.org")
    assert set(directory.phrases(today=TODAY)) == {"samaritans.name", "samaritans.hours"}


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('number: "116 123"', "reached_by: phone", "Samaritans needs a number or a website"),
        ("kind: crisis", "kind: support", "Samaritans needs at least one of the needs"),
        ("checked_on: 2026-11-22\n", "cost: Free\n", "Samaritans has a number without the day on which it was checked"),
        ("kind: crisis", "kind: crisis\n  needs: [cheering-up]", '"needs" must be'),
        ("kind: crisis", "kind: crisis\n  website: http://x.org", "Enter a web address that begins with https://"),
    ],
)
def test_an_entry_that_helps_nobody_is_refused(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    with pytest.raises(ContentError, match=sentence):
        load(tmp_path, DIRECTORY.replace(right, wrong))


def test_every_number_for_support_has_a_day_on_which_it_is_hidden() -> None:
    entries = content.load(PROJECT / "modules_content").entries.values()
    support = [each for each in entries if each.kind == "support"]

    assert len(support) > 25
    assert [each.id for each in support if each.number and not each.expires] == []


def test_every_need_has_somebody_and_every_nation_has_help_for_each() -> None:
    routes = content.load(PROJECT / "modules_content").routes(today=TODAY)

    for nation in NATIONS:
        without = [need for need in NEEDS if not matching(routes, nation=nation, need=need)]
        assert without == [], nation


def test_a_folder_without_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"content/directory\.yaml:1: This file is missing"):
        content.load(tmp_path / "content")


def test_a_stranger_sees_every_route_on_one_page(stranger: Browser) -> None:
    page = stranger.visit("/help-now")

    assert page.status == 200
    assert {"tel:999", "tel:111", "tel:116123"} <= set(page.links)
    assert "StepChange" not in page.text
