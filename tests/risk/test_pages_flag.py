"""Max works on one flag: reads it, takes it, hands it on, closes it with Sue."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.risk.rules import SubjectKind, Urgency
from tests.builders.accounts import make_person
from tests.builders.flags import MARKED, REASON, act, make_flag, now_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WRITTEN = "I do not know what to do."
WORDS = "Rang the crisis team, they visit tonight."
CLOSING = {"outcome": "team_told", "close_words": WORDS}


def audited(flag: UUID) -> list[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = select(AuditEntry.action).where(AuditEntry.subject_id == flag).order_by(AuditEntry.id)
        return list(session.scalars(rows))


def test_what_was_written_is_covered_until_max_opens_it_and_that_is_audited(cast: Cast, browser_as: Browsers) -> None:
    flag, browser = make_flag(cast.alice), browser_as(cast.max)

    covered = browser.visit(f"/staff/flags/{flag}")
    shown = act(browser, flag, "open")

    assert WRITTEN not in covered.response.text
    assert "alice@example.org" not in covered.response.text
    assert WRITTEN in shown.text
    assert [mark.text for mark in shown.all("mark")] == [MARKED]
    assert REASON in shown.text
    assert "flag.read" in audited(flag)
    assert "You read what is covered" in shown.text


def test_max_can_cover_it_again(cast: Cast, browser_as: Browsers) -> None:
    flag, browser = make_flag(cast.alice), browser_as(cast.max)
    act(browser, flag, "open")

    assert WRITTEN not in browser.visit(f"/staff/flags/{flag}?cover=1").response.text


def test_that_max_has_opened_it_uncovers_it_for_nobody_else(cast: Cast, browser_as: Browsers) -> None:
    flag = make_flag(cast.alice)
    act(browser_as(cast.max), flag, "open")

    assert WRITTEN not in browser_as(cast.sue).visit(f"/staff/flags/{flag}").response.text


def test_who_wrote_it_and_from_which_team_stands_beside_what_was_written(cast: Cast, browser_as: Browsers) -> None:
    flag, other = make_flag(cast.alice), make_flag(cast.alice)

    page = act(browser_as(cast.max), flag, "open")

    assert flag != other
    for words in ("alice@example.org", "Early Help", "1 open one, 0 closed"):
        assert words in page.text


def test_who_wrote_words_that_are_only_held_is_not_shown(cast: Cast, browser_as: Browsers) -> None:
    flag = make_flag(cast.alice, urgency=Urgency.HOLD_CONDUCT, kind=SubjectKind.POST)

    assert "alice@example.org" not in act(browser_as(cast.max), flag, "open").text


def test_max_takes_it_and_sees_what_he_can_do_now(cast: Cast, browser_as: Browsers) -> None:
    flag, browser = make_flag(cast.alice), browser_as(cast.max)

    before = browser.visit(f"/staff/flags/{flag}")
    after = act(browser, flag, "take")

    assert "Hand it over" not in before.text
    assert "You have it now." in after.text
    for words in ("Propose to close it", "Refer it to somebody outside", "Hand it over to a colleague", "Put it back"):
        assert words in after.text
    assert now_of(cast.alice, flag).taken_by == cast.max.id


def test_sue_who_comes_second_is_told_and_both_stand_in_the_history(cast: Cast, browser_as: Browsers) -> None:
    flag, max_, sue = make_flag(cast.alice), browser_as(cast.max), browser_as(cast.sue)

    act(max_, flag, "take", version="1")
    page = act(sue, flag, "take", version="1")

    assert page.status == 409
    assert "Somebody else was first." in page.text
    assert "Max took it." in page.text
    assert "You came second" in page.text
    assert now_of(cast.alice, flag).taken_by == cast.max.id


def test_max_proposes_to_close_and_sue_agrees(cast: Cast, browser_as: Browsers) -> None:
    flag, max_, sue = make_flag(cast.alice), browser_as(cast.max), browser_as(cast.sue)
    act(max_, flag, "take")

    proposed = act(max_, flag, "close", **CLOSING)
    act(sue, flag, "open")
    closed = act(sue, flag, "confirm")

    assert "It waits for a second person now." in proposed.text
    assert "I agree: close it" not in proposed.text
    assert (closed.path, "It is closed." in closed.text) == ("/staff/flags", True)
    row = now_of(cast.alice, flag)
    assert (row.state, row.outcome, row.first_closer, row.closed_by) == (
        "closed",
        "team_told",
        cast.max.id,
        cast.sue.id,
    )


def test_sue_cannot_agree_to_what_she_has_not_read(cast: Cast, browser_as: Browsers) -> None:
    flag, max_, sue = make_flag(cast.alice), browser_as(cast.max), browser_as(cast.sue)
    act(max_, flag, "take")
    act(max_, flag, "close", **CLOSING)

    page = act(sue, flag, "confirm")

    assert page.status == 422
    assert "Read what was written first" in page.text
    assert now_of(cast.alice, flag).state == "awaiting_second"


def test_max_cannot_agree_with_himself(cast: Cast, browser_as: Browsers) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "take")
    act(max_, flag, "close", **CLOSING)
    act(max_, flag, "open")

    assert act(max_, flag, "confirm", version=str(now_of(cast.alice, flag).version)).status == 409
    assert now_of(cast.alice, flag).state == "awaiting_second"


def test_sue_does_not_agree_and_has_it_now(cast: Cast, browser_as: Browsers) -> None:
    flag, max_, sue = make_flag(cast.alice), browser_as(cast.max), browser_as(cast.sue)
    act(max_, flag, "take")
    act(max_, flag, "close", **CLOSING)

    page = act(sue, flag, "refuse", refuse_words="Nobody has rung her yet.")

    assert "Nobody has rung her yet." in page.text
    assert now_of(cast.alice, flag).taken_by == cast.sue.id


def test_max_hands_it_over_to_sue_with_what_she_should_know(cast: Cast, browser_as: Browsers) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "take")

    page = act(max_, flag, "hand-over", hand_over_to=str(cast.sue.id), hand_over_words="Ring at five.")

    assert "It is handed over." in page.text
    seen = act(browser_as(cast.sue), flag, "open").text
    assert "Max handed it to Sue." in seen
    assert "Ring at five." in seen
    assert "You have it today until" in seen or "You have it until" in seen


@pytest.mark.parametrize("to", ["", "cora", "max", "tess", "nonsense"])
def test_it_can_be_handed_only_to_a_colleague_who_may_work_on_it(cast: Cast, browser_as: Browsers, to: str) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "take")
    person = getattr(cast, to, None)

    page = act(max_, flag, "hand-over", hand_over_to=str(person.id) if person else to, hand_over_words="Kept words")

    assert page.status == 422
    assert "Choose a colleague" in page.text
    assert page.value("hand_over_words") == "Kept words"


def test_a_message_can_be_handed_to_no_moderator(cast: Cast, browser_as: Browsers) -> None:
    flag, sue = make_flag(cast.alice, kind=SubjectKind.MESSAGE), browser_as(cast.sue)
    act(sue, flag, "take")

    page = act(sue, flag, "hand-over", hand_over_to=str(cast.max.id), hand_over_words="x")

    assert page.status == 422


def test_max_refers_it_and_it_stays_open(cast: Cast, browser_as: Browsers) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "take")

    page = act(max_, flag, "refer", refer_where="the crisis team", refer_words=WORDS)

    assert "You referred it to the crisis team." in page.text
    assert "It comes back by" in page.text
    assert now_of(cast.alice, flag).state == "referred"


def test_max_puts_it_back(cast: Cast, browser_as: Browsers) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "take")

    assert "It is back for others to take." in act(max_, flag, "release").text
    assert now_of(cast.alice, flag).taken_by is None


def test_somebody_who_does_not_have_it_can_write_a_note(cast: Cast, browser_as: Browsers) -> None:
    flag = make_flag(cast.alice)

    page = act(browser_as(cast.sue), flag, "note", note_words="I know the family.\nRing the aunt.")

    assert "The note is kept." in page.text
    assert "I know the family. Ring the aunt." in page.text


@pytest.mark.parametrize(
    ("verb", "fields", "sentence"),
    [
        ("close", {"outcome": "", "close_words": "Kept"}, "Choose what came of it"),
        ("close", {"outcome": "team_told", "close_words": ""}, "Write what was done, and by whom"),
        ("close", {"outcome": "team_told", "close_words": "x" * 1001}, "Use 1000 characters or fewer"),
        ("refer", {"refer_where": "", "refer_words": "Kept"}, "Write to whom it is referred"),
        ("refer", {"refer_where": "Kept", "refer_words": " "}, "Write what you told them"),
        ("note", {"note_words": ""}, "Write your note"),
    ],
)
def test_a_form_that_lacks_something_says_what_and_keeps_the_words(
    cast: Cast, browser_as: Browsers, verb: str, fields: dict[str, str], sentence: str
) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "take")

    page = act(max_, flag, verb, **fields)

    assert page.status == 422
    assert sentence in page.text
    kept = [name for name, value in fields.items() if value == "Kept"]
    assert all(page.value(name) == "Kept" for name in kept)


def test_somebody_who_has_closed_many_closes_a_small_one_alone(cast: Cast, browser_as: Browsers) -> None:
    vera, sue = browser_as(make_person("Vera", Role.MODERATOR, trust=cast.riverside)), browser_as(cast.sue)
    for number in range(6):
        flag = make_flag(cast.alice, urgency=Urgency.LOOK_TODAY, text=f"{WRITTEN} {number}")
        act(vera, flag, "take")
        page = act(vera, flag, "close", **CLOSING)
        if number < 5:
            act(sue, flag, "open")
            act(sue, flag, "confirm")

    assert "It is closed." in page.text


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "１"])
def test_a_version_that_is_none_counts_as_an_old_one(cast: Cast, browser_as: Browsers, version: str) -> None:
    flag = make_flag(cast.alice)

    assert act(browser_as(cast.max), flag, "take", version=version).status == 409
