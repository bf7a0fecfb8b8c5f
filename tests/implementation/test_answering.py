"""Colleagues answer NoMAD, and nobody can say who answered what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.implementation.models import NomadDraft, NomadReplier, NomadReply, NomadRound
from app.implementation.rules import PARTS
from app.implementation.service import rounds
from tests.builders import implementation as build
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
HOME = "/staff/implementation/nomad"


def test_cora_answers_part_by_part_skips_what_she_likes_and_sends(cast: Cast, browser_as: Browsers) -> None:
    build.open_round(cast.tess)
    cora = browser_as(cast.cora)

    page = cora.submit(f"{HOME}/answer/general", **{"item-1": "7"})
    for part in list(PARTS)[1:]:
        first = f"item-{PARTS[part][0] + 1}"
        page = cora.submit(page.path, **{first: "-1" if part == "coherence" else "4"})
    sent = cora.submit(f"{HOME}/send")

    assert page.path == f"{HOME}/send"
    assert "1 of 3 answered" in page.text
    assert "nobody can say which are yours" in sent.text
    [reply] = build.rows_of(NomadReply)
    assert {place: value for place, value in enumerate(reply.answers) if value is not None} == {
        0: 7, 3: -1, 7: 4, 11: 4, 18: 4,
    }  # fmt: skip


def test_what_was_sent_names_nobody(cast: Cast) -> None:
    round_id = build.open_round(cast.tess)

    build.answer(cast.cora, round_id, {0: 7})

    assert set(NomadReply.__table__.columns.keys()) == {"id", "trust_id", "round_id", "answers"}
    assert build.rows_of(NomadDraft) == []
    assert build.audited("implementation.changed")[-1]["round"] == "opened"


def test_a_draft_is_kept_locked_and_only_its_writer_sees_it(cast: Cast, browser_as: Browsers) -> None:
    build.open_round(cast.tess)
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)

    cora.submit(f"{HOME}/answer/general", **{"item-1": "7"})

    [draft] = build.rows_of(NomadDraft)
    assert b"null" not in draft.sealed
    assert build.keys_of(draft.id) == 1
    assert "Go on answering" in cora.visit(HOME).text
    assert _chosen(cora, "general", "item-1") == "7"
    assert _chosen(sue, "general", "item-1") == ""


def test_an_answer_can_be_taken_away_again(cast: Cast, browser_as: Browsers) -> None:
    build.open_round(cast.tess)
    cora = browser_as(cast.cora)
    cora.submit(f"{HOME}/answer/general", **{"item-1": "7"})

    cora.submit(f"{HOME}/answer/general", **{"item-1": ""})

    assert _chosen(cora, "general", "item-1") == ""


def test_sending_destroys_the_key_of_the_draft(cast: Cast) -> None:
    round_id = build.open_round(cast.tess)
    build.answer(cast.cora, round_id, {0: 7}, sends=False)
    [draft] = build.rows_of(NomadDraft)

    build.answer(cast.cora, round_id, {})

    assert build.keys_of(draft.id) == 0


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [("general", "item-1", "11"), ("coherence", "item-4", "-4"), ("coherence", "item-4", "x")],
)
def test_what_is_no_answer_is_refused(cast: Cast, browser_as: Browsers, part: str, name: str, value: str) -> None:
    build.open_round(cast.tess)

    page = browser_as(cast.cora).submit(f"{HOME}/answer/{part}", **{name: value})

    assert page.status == 422
    assert "Choose one of the answers, or none" in page.text


def test_nobody_answers_twice(cast: Cast, browser_as: Browsers) -> None:
    round_id = build.open_round(cast.tess)
    build.answer(cast.cora, round_id, {0: 7})
    cora = browser_as(cast.cora)

    pages = [cora.visit(f"{HOME}/answer/general"), cora.submit(f"{HOME}/answer/general"), cora.submit(f"{HOME}/send")]

    assert {page.path for page in pages} == {HOME}
    assert "You have sent yours. Thank you." in pages[0].text
    assert len(build.rows_of(NomadReply)) == 1


def test_from_two_browsers_at_once_it_is_one_answer(cast: Cast, browser_as: Browsers) -> None:
    round_id = build.open_round(cast.tess)
    build.answer(cast.cora, round_id, {0: 7}, sends=False)
    one, other = browser_as(cast.cora), browser_as(cast.cora)

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(each.submit, f"{HOME}/send") for each in (one, other)]
        assert {each.result().status for each in acts} <= {200, 409, 422}

    assert len(build.rows_of(NomadReply)) == len(build.rows_of(NomadReplier)) == 1
    assert build.rows_of(NomadDraft) == []


def test_two_colleagues_who_send_at_once_both_count(cast: Cast, browser_as: Browsers) -> None:
    round_id = build.open_round(cast.tess)
    for person in (cast.cora, cast.sue):
        build.answer(person, round_id, {0: 7}, sends=False)
    both = browser_as(cast.cora), browser_as(cast.sue)

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(each.submit, f"{HOME}/send") for each in both]

    assert {each.result().status for each in acts} == {200}
    assert len(build.rows_of(NomadReply)) == len(build.rows_of(NomadReplier)) == 2


def test_nothing_at_all_is_not_sent(cast: Cast, browser_as: Browsers) -> None:
    build.open_round(cast.tess)

    page = browser_as(cast.cora).submit(f"{HOME}/send")

    assert page.status == 422
    assert "There is nothing to send yet" in page.text
    assert build.rows_of(NomadReplier) == []


def test_when_it_closes_who_answered_is_forgotten_and_the_answers_are_written_anew(cast: Cast) -> None:
    round_id = build.open_round(cast.tess)
    build.answer(cast.cora, round_id, {0: 7})
    build.answer(cast.sue, round_id, {0: 3}, sends=False)
    [draft], [before] = build.rows_of(NomadDraft), build.rows_of(NomadReply)

    build.close_round(cast.tess, round_id)

    [after] = build.rows_of(NomadReply)
    assert build.rows_of(NomadReplier) == build.rows_of(NomadDraft) == []
    assert build.keys_of(draft.id) == 0
    assert (after.answers, after.id == before.id) == (before.answers, False)


@pytest.mark.parametrize("closes", [False, True])
def test_answers_cannot_be_matched_by_the_databases_own_bookkeeping(cast: Cast, closes: bool) -> None:
    round_id = build.open_round(cast.tess)
    for person in (cast.cora, cast.sue, cast.max):
        build.answer(person, round_id, {0: 7})

    if closes:
        build.close_round(cast.tess, round_id)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalar(text("SELECT count(DISTINCT xmin::text) FROM nomad_replies")) == 1


def test_after_the_last_day_nobody_can_answer_and_the_clock_closes_it(cast: Cast, browser_as: Browsers) -> None:
    round_id = build.open_round(cast.tess)
    build.answer(cast.cora, round_id, {0: 7})
    build.let_round_end(round_id)

    late = browser_as(cast.sue).visit(f"{HOME}/answer/general")
    with unit_of_work(Platform.SWEEP) as session:
        rounds.close_due(session, today=build.today())
        rounds.close_due(session, today=build.today())

    [found] = build.rows_of(NomadRound)
    assert late.status == 404
    assert found.closed_at is not None
    assert found.closed_by is None
    assert build.rows_of(NomadReplier) == []


def test_on_its_last_day_it_is_still_open(cast: Cast, browser_as: Browsers) -> None:
    build.open_round(cast.tess, days=0)

    assert browser_as(cast.sue).visit(f"{HOME}/answer/general").status == 200


@pytest.mark.parametrize("answers", [False, True])
def test_the_staff_home_tells_of_open_questions_until_she_has_answered(
    cast: Cast, browser_as: Browsers, answers: bool
) -> None:
    round_id, cora = build.open_round(cast.tess), browser_as(cast.cora)
    if answers:
        build.answer(cast.cora, round_id, {0: 7})

    assert (HOME in cora.visit("/staff").links) is not answers


def _chosen(browser: Browser, part: str, name: str) -> str:
    page = browser.visit(f"{HOME}/answer/{part}")
    [box] = [each for each in page.all("select") if each.get("name") == name]
    return next((each.get("value", "") for each in box.iter() if each.get("selected") is not None), "")
