"""The demo trust's invitations, lists, code, carers and course: what its staff find there."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from app.carers import typed
from app.carers.models import Carer
from app.carers.rules import Offer, Way
from app.core.config import PROJECT
from app.core.db import Platform, unit_of_work
from app.demo import joining
from app.demo.training import PAGES
from app.joining import rules
from app.training import check
from tests.page import Browser

LookAs = Callable[[str], Browser]


def test_cora_finds_a_code_that_two_joined_by(look_as: LookAs) -> None:
    cora = look_as("Cora")
    page = cora.visit("/staff/joining")

    assert rules.read(joining.CODE) == joining.CODE
    assert rules.written(joining.CODE) in page.text
    assert "3 people asked with it" in page.text
    assert "2 joined." in page.text
    assert cora.visit(f"/join/{joining.CODE}").h1 == "Join Holdfast"
    assert cora.visit("/staff/invitations?state=asked").text.count("joined by code") == 2


def _open(cora: Browser, place: int) -> str:
    page = cora.visit("/staff/lists")
    return cora.visit(
        [each for each in page.links if each.startswith("/staff/lists/") and "new" not in each][place]
    ).text


def test_one_list_waits_for_coras_look(look_as: LookAs) -> None:
    text = _open(look_as("Cora"), 0)

    assert "4 people will be invited by Early Intervention Team. 2 rows are left out" in text
    assert 'Not needed, so not kept: "ward".' in text


def test_one_list_was_sent(look_as: LookAs) -> None:
    assert "3 people were invited, 1 not." in _open(look_as("Cora"), 1)


def test_cora_finds_carers_in_every_state(look_as: LookAs) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = set(session.scalars(select(Carer.offer))) | set(session.scalars(select(Carer.way)))
        fewest = min(session.scalars(select(func.count()).select_from(Carer).group_by(Carer.team_id)))
        references = list(session.scalars(select(Carer.reference)))

    text = look_as("Cora").visit("/staff/carers?show=all").text

    assert found - {None} == {*Offer, *Way}
    assert fewest >= 12
    assert all(typed.reference(each) == each for each in references)
    for words in ("Joined", "Could not be delivered", "Did not want it", "Not yet asked", "still counts as offered"):
        assert words in text


def test_the_demos_pages_are_those_of_the_course() -> None:
    course, _ = check.read(PROJECT / "modules_content", today=date(2026, 11, 24))

    assert course is not None
    assert [each.slug for each in course.pages] == list(PAGES)


@pytest.mark.parametrize(
    ("name", "state"), [("Devi Nair", "Done"), ("Lena Fox", "Done"), ("Owen Hart", "Time for a refresh")]
)
def test_the_lead_sees_who_has_done_it_and_who_is_due(look_as: LookAs, name: str, state: str) -> None:
    after_name = look_as("Tess").visit("/staff/training/completion").text.partition(name)[2]

    assert after_name.partition("Passed on")[0].strip().endswith(state)


def test_grace_is_in_the_middle_of_it(look_as: LookAs) -> None:
    assert "4 of 9 done" in look_as("Grace Addo").visit("/staff/training").text
    assert "Could not be delivered" in look_as("Grace Addo").visit("/staff/training/practice").text
