"""Research for the lead: off, opened, worded anew, closed; never who takes part."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.accounts.models import Person
from tests.builders import research as build
from tests.builders.research import STUDY
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
HOME = "/staff/research"


def test_research_is_off_until_tess_opens_a_study(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.tess).visit(HOME)

    assert "Research is off. Nobody is asked" in page.text
    assert "asks nobody to take part" in browser_as(cast.alice).visit("/account/research").text
    assert build.study_rows() == []


def test_tess_looks_at_a_study_before_anybody_is_asked(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    looked = tess.submit(f"{HOME}/check", **STUDY)

    assert "Dr Rivers" in looked.text
    assert "What is never handed on" in looked.text
    assert looked.value("words") == STUDY["words"]
    assert build.study_rows() == []


def test_tess_opens_it_and_that_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.tess).submit(f"{HOME}/open", **STUDY)

    assert "The study is open." in page.text
    [study] = build.study_rows()
    assert (study.version, study.title, study.opened_by) == (1, STUDY["title"], cast.tess.id)
    [entry] = build.entries("research.changed")
    assert (entry.actor_id, entry.subject_id, entry.details) == (cast.tess.id, study.id, {"study": "opened"})


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": " "}, "title", "Write what the study is called"),
        ({"approval": ""}, "approval", "Write who approved it"),
        ({"contact": ""}, "contact", "Write whom people can ask"),
        ({"words": ""}, "words", "Write what people agree to"),
        ({"words": "Say yes."}, "words", "too short to say what people agree to"),
        ({"words": "w" * 5001}, "words", "Use 5000 characters or fewer"),
    ],
)
def test_a_slip_keeps_what_was_typed(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.tess).submit(f"{HOME}/check", **(STUDY | changed))

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert page.value("title" if field != "title" else "approval")


def test_what_was_typed_comes_back_from_the_look_at_it(cast: Cast, browser_as: Browsers) -> None:
    words = STUDY["words"] + "\n\nA second part."

    page = browser_as(cast.tess).submit(f"{HOME}/form", **(STUDY | {"words": words}))

    assert page.status == 200
    assert (page.value("words") or "").strip() == words


def test_only_one_study_is_open(cast: Cast, browser_as: Browsers) -> None:
    build.open_study(cast.tess)
    tess = browser_as(cast.tess)

    page = tess.submit(f"{HOME}/open", **STUDY)

    assert tess.visit(f"{HOME}/new").status == page.status == 409
    assert (page.value("words") or "").strip() == STUDY["words"]
    assert len(build.study_rows()) == 1


def test_two_leads_who_open_at_once_open_one(cast: Cast, browser_as: Browsers) -> None:
    one, other = browser_as(cast.tess), browser_as(cast.tess)

    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(each.submit, f"{HOME}/open", **STUDY) for each in (one, other)]
        statuses = sorted(each.result().status for each in sent)

    assert statuses == [200, 409]
    assert len(build.study_rows()) == 1


def test_other_words_are_another_version_and_ask_again(cast: Cast, browser_as: Browsers) -> None:
    first = build.open_study(cast.tess)
    build.agree(cast.alice, first)
    tess = browser_as(cast.tess)

    form = tess.visit(f"{HOME}/words")
    page = tess.submit(f"{HOME}/open", **STUDY | {"title": "What helps, again"}, study_id=form.value("study_id") or "")

    assert "Everybody is asked again." in page.text
    old, new = build.study_rows()
    assert (old.closed_by, new.closed_at, new.version) == (cast.tess.id, None, 2)
    asked = browser_as(cast.alice).visit("/account/research")
    assert "You agreed to other words" in asked.text
    assert "What helps, again" in asked.text


def test_the_second_of_two_who_change_the_words_is_told(cast: Cast, browser_as: Browsers) -> None:
    first = build.open_study(cast.tess)
    build.word_anew(cast.tess, first, title="Other words")

    page = browser_as(cast.tess).submit(f"{HOME}/open", **STUDY, study_id=str(first))

    assert page.status == 409
    assert "Somebody else has closed this study, or changed its words" in page.text
    assert (page.value("words") or "").strip() == STUDY["words"]
    assert [each.version for each in build.study_rows()] == [1, 2]


def test_tess_is_asked_before_she_closes_it_and_cannot_twice(cast: Cast, browser_as: Browsers) -> None:
    study, tess = build.open_study(cast.tess), browser_as(cast.tess)

    asked = tess.visit(f"{HOME}/close")
    first, second = (tess.submit(f"{HOME}/close", study_id=str(study)) for _ in range(2))

    assert "It cannot be opened again" in asked.text
    assert (first.status, second.status) == (200, 409)
    assert "Research is off" in first.text
    assert [each.details for each in build.entries("research.changed")] == [{"study": "opened"}, {"study": "closed"}]


@pytest.mark.parametrize(("number", "words"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5 people")])
def test_tess_sees_how_many_take_part_and_never_who(cast: Cast, browser_as: Browsers, number: int, words: str) -> None:
    build.make_participants(cast.early_help, build.open_study(cast.tess), number)

    page = browser_as(cast.tess).visit(HOME)

    assert f"Take part {words}" in page.text
    assert "Person" not in page.text
    assert not any(each.pseudonym in page.text for each in build.consents())


@pytest.mark.parametrize("person", ["alice", "cora", "sue", "max", "ada"])
def test_nobody_but_the_lead_sees_these_pages(cast: Cast, browser_as: Browsers, person: str) -> None:
    build.open_study(cast.tess)
    browser = browser_as(getattr(cast, person))

    for path in ("", "/new", "/words", "/close", "/export.zip", "/withdrawn.csv"):
        assert browser.visit(f"{HOME}{path}").status == 404
    assert browser.submit(f"{HOME}/open", **STUDY).status == 404


def test_the_lead_of_another_trust_has_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    study, hanna = build.open_study(cast.tess), browser_as(cast.hanna)

    assert "Research is off" in hanna.visit(HOME).text
    assert hanna.submit(f"{HOME}/close", study_id=str(study)).status == 409
    assert hanna.submit(f"{HOME}/open", **STUDY, study_id=str(study)).status == 409
    assert [each.closed_at for each in build.study_rows()] == [None]
