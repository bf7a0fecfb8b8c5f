"""The questionnaires that come with Holdfast: what is open is there word for word, and what is licensed is not."""

import pytest

from app.core.config import PROJECT
from app.directory import content as directory
from app.modules import library
from app.outcomes import check
from app.outcomes.instruments import load
from tests.builders.instruments import shipped

REAL = PROJECT / "modules_content"
OPEN = {"k10", "k6", "phq-9", "gad-7", "brief-cope"}
PHQ_9 = """\
Little interest or pleasure in doing things
Feeling down, depressed, or hopeless
Trouble falling or staying asleep, or sleeping too much
Feeling tired or having little energy
Poor appetite or overeating
Feeling bad about yourself — or that you are a failure or have let yourself or your family down
Trouble concentrating on things, such as reading the newspaper or watching television
Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual
Thoughts that you would be better off dead or of hurting yourself in some way
If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?"""
GAD_7 = """\
Feeling nervous, anxious or on edge
Not being able to stop or control worrying
Worrying too much about different things
Trouble relaxing
Being so restless that it is hard to sit still
Becoming easily annoyed or irritable
Feeling afraid as if something awful might happen"""
K10 = """\
tired out for no good reason?
nervous?
so nervous that nothing could calm you down?
hopeless?
restless or fidgety?
so restless that you could not sit still?
depressed?
so depressed that nothing could cheer you up?
that everything was an effort?
worthless?"""


def test_these_are_open_and_every_other_is_a_slot_without_a_word() -> None:
    slots = {name: each for name, each in shipped().items() if not each.is_open}

    assert shipped().keys() - slots.keys() == OPEN
    assert slots.keys() == {"ghq-28", "cws", "eheals", "who-5", "core-10", "wemwbs", "swemwbs"}
    assert not any(item.text or any(option.text for option in item.options) for s in slots.values() for item in s.items)


@pytest.mark.parametrize(("name", "words"), [("phq-9", PHQ_9), ("gad-7", GAD_7), ("k10", K10)])
def test_the_open_ones_stand_there_word_for_word_and_in_order(name: str, words: str) -> None:
    items = shipped()[name].items

    assert [(item.text or "").removeprefix("… ") for item in items] == words.splitlines()


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        (
            "k10",
            ["All of the time", "Most of the time", "Some of the time", "A little of the time", "None of the time"],
        ),
        ("phq-9", ["Not at all", "Several days", "More than half the days", "Nearly every day"]),
        ("gad-7", ["Not at all", "Several days", "More than half the days", "Nearly every day"]),
    ],
)
def test_so_do_their_answers(name: str, answers: list[str]) -> None:
    assert [option.text for option in shipped()[name].items[0].options] == answers


def test_the_k10_carries_the_line_of_its_owner() -> None:
    assert "Copyright (c) Ronald C. Kessler, PhD. All rights reserved" in shipped()["k10"].licence


def test_the_last_question_of_the_phq_9_has_answers_of_its_own() -> None:
    assert shipped()["phq-9"].items[-1].text_of(3) == "Extremely difficult"


def test_each_says_who_made_it_and_under_which_licence() -> None:
    assert all(each.citation.count(".") >= 3 and each.licence.endswith(".") for each in shipped().values())


def test_only_what_is_open_is_there_before_a_trust_says_so() -> None:
    assert {name for name, each in shipped().items() if each.is_on} == OPEN - {"k6"}


def test_every_next_step_leads_to_a_page() -> None:
    titles = library.load(REAL, directory=directory.load(REAL))

    load(REAL, title_of=lambda href: "How we know" if href == "/evidence" else titles.title_of(href))


def test_what_may_help_next_begins_with_what_the_band_says() -> None:
    k10 = shipped()["k10"]

    assert k10.steps(k10.bands[1]) == (*k10.bands[1].next, *k10.next)
    assert k10.steps(None) == k10.next


def test_a_question_is_found_by_its_id() -> None:
    assert shipped()["k10"].item("worthless").number == 10
    with pytest.raises(KeyError):
        shipped()["k10"].item("nobody")


def test_the_command_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(REAL) == 0
    said = capsys.readouterr().out
    assert "10 to 50" in said
    assert "Nothing is wrong in the questionnaires." in said
