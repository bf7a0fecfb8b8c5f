"""The implementation workspace in a real browser: Tess plans and asks, Cora answers, Alice suggests and reads."""

from datetime import timedelta

import pytest

from app.implementation.rules import ITEMS, PARTS, TaskState
from tests.browser.visitor import Visitor
from tests.builders import implementation as build
from tests.builders.implementation import WORDS
from tests.people import Cast

pytestmark = pytest.mark.browser

HOME = "/staff/implementation"
DANGER = "He has taken all his tablets and I cannot wake him, what do I do"


def test_tess_gives_out_the_tasks_and_cora_does_hers(visitor: Visitor, cast: Cast) -> None:
    build.make_overdue(cast.tess, cast.sue, "paid-for")
    build.change_task(cast.tess, "sponsor", state=TaskState.DONE, evidence="Minutes of the board")
    visitor.sign_in("tess@example.org")
    visitor.open(HOME)
    visitor.look("implementation")
    visitor.check_paper()
    visitor.follow("Write down in one paragraph")
    _give_to_cora(visitor)
    visitor.follow("Add a task of your own")
    visitor.press("Add it")
    visitor.look("implementation-new-mistake")
    visitor.fill("What is to be done", "Tell the carers' group on its evening in March")
    visitor.page.get_by_label("Getting people on board").check()
    visitor.press("Add it")
    visitor.look("implementation-own-task")
    visitor.press("Sign out")
    _cora_does_it(visitor)


def _give_to_cora(visitor: Visitor) -> None:
    visitor.look("implementation-task")
    visitor.page.get_by_label("We are doing it").check()
    visitor.page.get_by_label("Who does it?").select_option(label="Cora")
    visitor.fill("By when? (optional)", "whenever")
    visitor.press("Save")
    visitor.look("implementation-task-mistake")
    visitor.fill("By when? (optional)", (build.today() + timedelta(days=30)).isoformat())
    visitor.press("Save")
    visitor.sees("It is saved.")


def _cora_does_it(visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/staff")
    visitor.follow("Making it usual work")
    visitor.follow("What is yours")
    visitor.look("implementation-mine")
    visitor.follow("Write down in one paragraph")
    visitor.page.get_by_label("Done", exact=True).check()
    visitor.fill("What shows that it is done (optional)", "It hangs in the staff room.")
    visitor.press("Save")
    visitor.follow("Write down in one paragraph")
    visitor.sees("Cora set it to “Done”, changed what shows that it is done.")
    visitor.look("implementation-task-done")


def test_tess_asks_and_cora_answers(visitor: Visitor, cast: Cast) -> None:
    _earlier_round(cast)
    visitor.sign_in("tess@example.org")
    visitor.open(f"{HOME}/nomad")
    visitor.look("nomad-lead")
    visitor.fill("What do you call this round?", "Autumn")
    visitor.fill("The last day to answer", (build.today() + timedelta(days=21)).isoformat())
    visitor.press("Open the round")
    visitor.look("nomad-opened")
    visitor.press("Sign out")
    _cora_answers(visitor)
    visitor.follow("What they said")
    visitor.look("nomad-results")
    visitor.check_paper()


def _earlier_round(cast: Cast) -> None:
    for name, value, people in (("Last autumn", 2, 6), ("Spring", 4, 7), ("A small one", 3, 4)):
        earlier = build.open_round(cast.tess, name)
        build.add_replies(cast.tess, earlier, [[value] * ITEMS] * people)
        build.close_round(cast.tess, earlier)


def _cora_answers(visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open(f"{HOME}/nomad")
    visitor.look("nomad-cora")
    visitor.page.get_by_role("button", name="Answer the questions").click()
    visitor.page.get_by_label(WORDS[0], exact=True).select_option("7")
    for number, part in enumerate(PARTS):
        visitor.look(f"nomad-part-{number}")
        first = visitor.page.get_by_label(WORDS[PARTS[part][0]], exact=True)
        first.select_option("7" if number == 0 else "4")
        visitor.press("Keep, and go on")
    visitor.look("nomad-send")
    visitor.press("Send")
    visitor.sees("nobody can say which are yours")
    visitor.look("nomad-sent")


def test_tess_puts_in_the_words_first(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open(f"{HOME}/nomad")
    visitor.look("nomad-without-words")
    visitor.page.get_by_role("button", name="Put in the questions").click()
    visitor.fill(f"The {ITEMS} items, one on each line", "\n".join(WORDS[:20]))
    visitor.press("Keep the questions")
    visitor.look("nomad-words-mistake")
    visitor.fill(f"The {ITEMS} items, one on each line", "\n".join(WORDS))
    visitor.fill("Under what licence, or with whose leave?", "Email from the authors, kept by the library")
    visitor.page.get_by_label("Our trust may use these words here").check()
    visitor.press("Keep the questions")
    visitor.follow("The words of the questions")
    visitor.look("nomad-words")


def test_alice_suggests_tess_answers_and_everybody_reads_what_was_done(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.follow("What has changed")
    visitor.look("what-changed-empty")
    visitor.page.get_by_role("button", name="Suggest something").click()
    visitor.press("Send it")
    visitor.look("suggest-mistake")
    visitor.fill("Your suggestion", "Larger letters on the page with the telephone numbers, please.")
    visitor.press("Send it")
    visitor.look("suggestions")
    visitor.follow("Take it back")
    visitor.look("suggestion-remove")
    visitor.press("Sign out")
    _tess_reads(visitor)
    visitor.sign_in("alice@example.org")
    visitor.open("/suggestions")
    visitor.look("suggestions-answered")
    visitor.open("/what-changed")
    visitor.look("what-changed")


def _tess_reads(visitor: Visitor) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/suggestions")
    visitor.look("staff-suggestions")
    visitor.follow("Larger letters")
    visitor.look("staff-suggestion")
    visitor.page.get_by_label("We have done this").check()
    visitor.fill("Answer to whoever suggested it", "Thank you. They are larger since Monday.")
    visitor.press("Save")
    visitor.follow("Write down what you did")
    visitor.fill("You said", "The telephone numbers are hard to read")
    visitor.fill("We did", "They are in larger letters now")
    visitor.press("Show it")
    visitor.look("improvements")
    visitor.press("Sign out")


def test_alice_writes_of_danger_and_tess_of_a_worry(visitor: Visitor, cast: Cast) -> None:
    build.suggest(cast.ben, "It all has no point any more")
    visitor.sign_in("alice@example.org")
    visitor.open("/suggestions/new")
    visitor.fill("Your suggestion", DANGER + 400 * " please")
    visitor.press("Send it")
    visitor.look("suggestion-danger-too-long")
    visitor.fill("Your suggestion", DANGER)
    visitor.press("Send it")
    visitor.look("suggestion-danger")
    visitor.press("Sign out")
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/suggestions")
    visitor.follow("It all has no point")
    visitor.page.get_by_text("I am worried about somebody's safety").click()
    visitor.look("staff-suggestion-worry")
    visitor.press("It is serious, but not a matter of hours")
    visitor.sees("Whoever is on duty has been told.")
