"""The staff course in a real browser: Cora reads, practises, answers and prints; Tess sees that she has done it."""

import re

import pytest
from playwright.sync_api import Page

from app.accounts.roles import Role
from tests.browser.visitor import Visitor
from tests.builders.accounts import make_person
from tests.builders.training import make_round
from tests.people import Cast

pytestmark = pytest.mark.browser

HERE = "/staff/training"
# One answer that is right to each question, by a few of its words.
RIGHT = (
    "Nobody can promise that you will feel better.",
    "Explain it in general words, listen to her, and offer her Holdfast.",
    "That they joined, and anything that they choose to share with your team.",
    "Ask them for the address again, and correct it there.",
    "They see at once whom to ring",
    "Stop all contact from the site, today. Then ring them.",
)
NEARLY = "Send the same invitation again and hope."


def test_cora_does_the_course_and_tess_sees_that_she_has(visitor: Visitor, cast: Cast) -> None:
    make_round(cast.sue, passed_days_ago=400)
    visitor.sign_in("cora@example.org")
    visitor.open(HERE)
    visitor.look("training")
    _read(visitor)
    _practise(visitor)
    _answer(visitor)
    visitor.follow("Your certificate to print")
    visitor.look("training-certificate")
    visitor.check_paper()
    _is_one_sheet(visitor.page)
    visitor.page.emulate_media(media="screen")
    visitor.open(HERE)
    visitor.sees("You have done the course")
    visitor.look("training-done")
    visitor.press("Sign out")
    _tess_looks(visitor)


def test_a_refresh_is_due_after_a_year(visitor: Visitor, cast: Cast) -> None:
    make_round(cast.cora, passed_days_ago=400)
    visitor.sign_in("cora@example.org")
    visitor.open("/staff")
    visitor.look("training-staff-home-due")
    visitor.follow("Time for a refresh")
    visitor.look("training-due")


def test_the_certificate_of_a_long_name_is_one_sheet_too(visitor: Visitor, cast: Cast) -> None:
    name = "Wilhelmina-Alexandra Featherstonehaugh-Cholmondeley of Riverside"
    make_round(make_person(name, Role.CLINICIAN, team=cast.early_help), passed_days_ago=3)
    visitor.sign_in(f"{name.lower()}@example.org")
    visitor.open(f"{HERE}/certificate")
    _is_one_sheet(visitor.page)


def _read(visitor: Visitor) -> None:
    visitor.follow("Why relatives?")
    for number in range(1, 8):
        visitor.sees(f"Page {number} of 7")
        visitor.look(f"training-page-{number}")
        visitor.press("I have read this, go on" if number < 7 else "I have read this")
    visitor.sees("7 of 9 done")


def _practise(visitor: Visitor) -> None:
    visitor.follow("Practise with pretend relatives")
    visitor.look("training-practice")
    visitor.follow("Doreen")
    visitor.press("Send the invitation")
    visitor.look("training-practice-mistake")
    _invite(visitor, "doreen.walsh@example.org", "Doreen", "Parent or step-parent")
    visitor.sees("On its way")
    visitor.look("training-practice-invited")
    visitor.follow("Back to the practice team")
    visitor.follow("Marek")
    _invite(visitor, "marek.nowk@example.org", "Marek", "Partner, husband or wife")
    visitor.follow("Back to the practice team")
    visitor.press("Let a day go by")
    visitor.sees("Doreen joined")
    visitor.look("training-practice-next-day")
    visitor.follow("Marek")
    visitor.look("training-practice-returned")
    visitor.fill("Their email address", "marek.nowak@example.org")
    visitor.press("Send to this address")
    visitor.follow("Withdraw this invitation")
    visitor.look("training-practice-withdraw")
    visitor.follow("Go back without changing anything")
    visitor.follow("Back to the practice team")
    visitor.press("Let a week go by")
    visitor.sees("Marek joined")
    visitor.look("training-practice-later")
    visitor.follow("Doreen")
    visitor.look("training-practice-joined")


def _invite(visitor: Visitor, email: str, name: str, relationship: str) -> None:
    visitor.fill("Their email address", email)
    visitor.fill("Their first name", name)
    visitor.page.get_by_label("Who are they to the person they support?").select_option(label=relationship)
    visitor.press("Send the invitation")


def _answer(visitor: Visitor) -> None:
    visitor.open(f"{HERE}/quiz")
    visitor.look("training-questions")
    visitor.press("See how you did")
    visitor.look("training-questions-mistake")
    for words in (*RIGHT[:3], NEARLY, RIGHT[4], "Wait until the family gets in touch."):
        visitor.page.get_by_label(re.compile(re.escape(words))).check()
    visitor.press("See how you did")
    visitor.sees("4 of 6 right")
    visitor.look("training-questions-not-yet")
    visitor.page.get_by_label(RIGHT[3]).check()
    visitor.press("Look again")
    visitor.sees("5 of 6 right")
    visitor.look("training-questions-enough")


def _tess_looks(visitor: Visitor) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open(f"{HERE}/completion")
    visitor.sees("Whole trust")
    visitor.look("training-completion")
    visitor.check_paper()


def _is_one_sheet(page: Page) -> None:
    page.emulate_media(media="print")
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
