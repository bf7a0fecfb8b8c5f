"""Questionnaires, licences and research in a real browser: Tess decides, Alice is asked and stops again."""

from datetime import timedelta

import pytest

from tests.browser.visitor import Visitor
from tests.builders import licensing, research
from tests.builders.licensing import INSTRUMENTS, SLOT, table_of
from tests.builders.research import STUDY
from tests.people import Cast

pytestmark = pytest.mark.browser

NAME = SLOT.short


def test_tess_puts_in_a_licensed_questionnaire(visitor: Visitor, cast: Cast) -> None:
    licensing.make_usable(cast.tess, INSTRUMENTS["core-10"], days=20)
    visitor.sign_in("tess@example.org")
    visitor.sees("The licence of a questionnaire ends on")
    visitor.look("licence-notice")
    visitor.follow("Questionnaires")
    visitor.look("instruments")
    visitor.follow(NAME)
    visitor.look("instrument-without-licence")
    visitor.page.get_by_role("button", name="Write down the licence").click()
    visitor.press("Save")
    visitor.look("licence-mistake")
    _licence(visitor)
    visitor.look("instrument-without-words")
    _words(visitor)
    visitor.press("Switch it on")
    visitor.sees("It is on.")
    visitor.page.get_by_text("The questions as relatives see them").click()
    visitor.look("instrument-on")


def _licence(visitor: Visitor) -> None:
    visitor.fill("Number or reference", "L-77")
    visitor.fill("In whose name it is", "Riverside NHS Trust")
    visitor.fill("Last day", (licensing.today() + timedelta(days=365)).isoformat())
    visitor.page.get_by_label("The licence covers a website that our relatives use").check()
    visitor.press("Save")


def _words(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Put in the questions").click()
    visitor.look("words")
    wrong = table_of().replace("\n" + SLOT.items[0].id, "\nnobody") + ",,Whose\n"
    visitor.fill("Or paste the same here", wrong)
    visitor.press("Look how it is read")
    visitor.look("words-mistakes")
    file = {"name": "words.csv", "mimeType": "text/csv", "buffer": table_of().encode()}
    visitor.page.get_by_label("A file").set_input_files(file)  # type: ignore[arg-type]
    visitor.press("Look how it is read")
    visitor.look("words-check")
    visitor.press("Keep these questions")
    visitor.sees("The questions are kept.")


def test_tess_opens_a_study_and_alice_takes_part_and_stops(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.follow("Research")
    visitor.look("research-off")
    _tess_opens(visitor)
    visitor.press("Sign out")
    visitor.sign_in("alice@example.org")
    visitor.open("/check-ins")
    visitor.follow("What it is about")
    visitor.look("research-asked")
    visitor.press("Take part")
    visitor.look("research-mistake")
    visitor.page.get_by_label("I have read this page.").check()
    visitor.press("Take part")
    visitor.look("research-agreed")
    visitor.open("/check-ins/k10")
    visitor.look("research-check-in")
    visitor.open("/account/research")
    visitor.press("Stop taking part")
    visitor.look("research-stopped")


def _tess_opens(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Open a study").click()
    visitor.press("Look at it first")
    visitor.look("study-mistake")
    visitor.fill("What the study is called", STUDY["title"])
    visitor.fill("Who approved it, and under which reference", STUDY["approval"])
    visitor.fill("Whom can people ask?", STUDY["contact"])
    visitor.fill("What people agree to", STUDY["words"] + "\n\nAsk whatever you like.")
    visitor.press("Look at it first")
    visitor.look("study-check")
    visitor.press("Change something")
    visitor.look("study-form")
    visitor.press("Look at it first")
    visitor.press("Open the study")
    visitor.look("study-open")


def test_words_change_and_the_study_closes(visitor: Visitor, cast: Cast) -> None:
    first = research.open_study(cast.tess)
    research.agree(cast.alice, first)
    second = research.word_anew(cast.tess, first, title="What helps relatives, in other words")
    research.make_participants(cast.early_help, second, 6)
    visitor.sign_in("alice@example.org")
    visitor.open("/account/research")
    visitor.look("research-asked-again")
    visitor.press("Sign out")
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/research")
    visitor.page.get_by_text("What people agreed to").click()
    visitor.look("study-participants")
    visitor.follow("Close the study")
    visitor.look("study-close")
    visitor.press("Close it")
    visitor.sees("Research is off.")
    visitor.look("study-closed")
