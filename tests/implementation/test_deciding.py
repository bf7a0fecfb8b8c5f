"""Tess reads what people suggest, answers, and tells those on duty when she is worried."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.implementation.models import Suggestion
from app.implementation.queries import suggestions as queries
from app.implementation.rules import OVER, TRANSITIONS, SuggestionState
from app.risk.models import Flag
from tests.builders import implementation as build
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
WORDS = "Larger letters, please."


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


def form(**changed: str) -> dict[str, str]:
    return {"version": "1", "state": "planned", "answer": "Thank you."} | changed


def test_tess_reads_the_words_and_never_the_name(cast: Cast, browser_as: Browsers) -> None:
    made, tess = build.suggest(cast.alice), browser_as(cast.tess)

    pages = [tess.visit("/staff/suggestions"), tess.visit(f"/staff/suggestions/{made}")]

    for page in pages:
        assert WORDS in page.text
        assert "From a relative or friend" in page.text
        assert "Alice" not in page.response.text
        assert str(cast.alice.id) not in page.response.text


def test_she_answers_and_alice_reads_it(cast: Cast, browser_as: Browsers) -> None:
    made = build.suggest(cast.alice)

    page = browser_as(cast.tess).submit(f"/staff/suggestions/{made}", **form(answer="In spring."))

    words = browser_as(cast.alice).visit("/suggestions").text
    assert page.path == "/staff/suggestions"
    assert "We will do this." in words
    assert "The answer to you: In spring." in words
    assert build.audited("suggestion.decided") == [{"from": "new", "to": "planned"}]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"state": ""}, "state", "Choose what happens with it"),
        ({"state": "new"}, "state", "Choose what happens with it"),
        ({"answer": " "}, "answer", "Write a sentence to whoever suggested it"),
        ({"state": "declined", "answer": ""}, "answer", "Write why, in a kind sentence or two"),
        ({"answer": "x" * 501}, "answer", "Use 500 characters or fewer"),
    ],
)
def test_a_slip_in_the_answer_loses_no_words(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    made = build.suggest(cast.alice)

    page = browser_as(cast.tess).submit(f"/staff/suggestions/{made}", **form(**changed))

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert build.said(cast.tess, made).state is SuggestionState.NEW


def test_two_answer_at_once_and_one_is_told(cast: Cast, browser_as: Browsers) -> None:
    made = build.suggest(cast.alice)
    one, other, address = browser_as(cast.tess), browser_as(cast.tess), f"/staff/suggestions/{made}"

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(each.submit, address, **form(answer=words)) for each, words in ((one, "A"), (other, "B"))]

    assert sorted(each.result().status for each in acts) == [200, 422]
    assert build.said(cast.tess, made).version == 2


def test_what_is_over_is_answered_once(cast: Cast, browser_as: Browsers) -> None:
    made = build.suggest(cast.alice)
    build.decide(cast.tess, made, SuggestionState.DONE)

    page = browser_as(cast.tess).submit(f"/staff/suggestions/{made}", **form(version="2"))

    assert page.status == 422
    assert build.said(cast.tess, made).answer == "Because."


def test_tess_is_worried_and_those_on_duty_see_who_wrote_it(cast: Cast, browser_as: Browsers) -> None:
    made, tess = build.suggest(cast.alice, "It all has no point any more"), browser_as(cast.tess)

    page = tess.submit(f"/staff/suggestions/{made}/worry", urgency="look_today")
    tess.submit(f"/staff/suggestions/{made}/worry", urgency="look_today")

    [flag] = flags()
    assert "Whoever is on duty has been told" in page.text
    assert "Alice" not in page.response.text
    assert (flag.writer_id, flag.urgency, flag.subject_id) == (cast.alice.id, "look_today", made)
    assert len(build.audited("flag.raised")) == 1


def test_what_waits_stands_first_and_what_waits_too_long_is_marked(cast: Cast, browser_as: Browsers) -> None:
    build.suggest(cast.alice, "Fresh")
    old, answered = build.suggest(cast.ben, "Old"), build.suggest(cast.cora, "Answered", role=Role.CLINICIAN)
    build.decide(cast.tess, answered, SuggestionState.DECLINED)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        past = Suggestion.created_at - timedelta(days=15)
        session.execute(update(Suggestion).where(Suggestion.id == old).values(created_at=past))

    page = browser_as(cast.tess).visit("/staff/suggestions")

    assert ["".join(each.itertext()) for each in page.all("h3")] == ["Old", "Fresh", "Answered"]
    assert page.text.count("Waits for more than two weeks") == 1


@pytest.mark.parametrize("person", ["alice", "cora", "max", "ada"])
def test_others_find_no_pages_of_the_lead(cast: Cast, browser_as: Browsers, person: str) -> None:
    made, browser = build.suggest(cast.ben), browser_as(getattr(cast, person))
    address = f"/staff/suggestions/{made}"

    assert {browser.visit(each).status for each in ("/staff/suggestions", address)} == {404}
    assert browser.submit(address, **form()).status == browser.submit(f"{address}/worry").status == 404
    assert browser.visit("/staff/implementation/improvements").status == 404


def test_another_trusts_lead_finds_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    made, line, hanna = build.suggest(cast.alice), build.improve(cast.tess), browser_as(cast.hanna)
    address = f"/staff/suggestions/{made}"

    assert WORDS not in hanna.visit("/staff/suggestions").text
    assert hanna.visit(address).status == hanna.submit(address, **form()).status == 404
    assert hanna.submit(f"{address}/worry", urgency="look_now").status == 404
    assert "Letters are small" not in hanna.visit("/what-changed").text
    assert hanna.submit(f"/staff/implementation/improvements/{line}/remove").status == 404


def test_the_decision_and_its_line_in_the_trail_are_there_together_or_not_at_all(cast: Cast, owner: Engine) -> None:
    made = build.suggest(cast.alice)
    with owner.begin() as connection:
        connection.execute(text("CREATE RULE no_room AS ON INSERT TO audit_entries DO INSTEAD SELECT 1/0"))
    try:
        with pytest.raises(DBAPIError):
            build.decide(cast.tess, made, SuggestionState.DONE)
        with pytest.raises(DBAPIError):
            build.improve(cast.tess)
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP RULE no_room ON audit_entries"))

    assert build.said(cast.tess, made).state is SuggestionState.NEW


def test_the_list_asks_the_database_as_often_however_long_it_is(cast: Cast, browser_as: Browsers) -> None:
    tess, sent_for = browser_as(cast.tess), []
    for number in range(3):
        build.suggest(cast.alice, f"Number {number}")
        tess.visit("/staff/suggestions")
        with counted() as sent:
            tess.visit("/staff/suggestions")
        sent_for.append(len(sent))

    assert len(set(sent_for)) == 1
    assert sent_for[0] <= 6  # who it is, the scope, the counts of the menu, and the list


def test_the_steps_of_a_suggestion_end_when_it_is_done_or_declined() -> None:
    assert {SuggestionState.DONE, SuggestionState.DECLINED} == OVER
    assert set(TRANSITIONS) == set(SuggestionState)
    assert not any(SuggestionState.NEW in ways for ways in TRANSITIONS.values())


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("state = 'lost', decided_at = now(), decided_by = person_id", "state_known"),
        ("state = 'done'", "decided_with_time"),
        ("decided_by = person_id", "decided_by_somebody"),
        ("state = 'declined', decided_at = now(), decided_by = person_id", "declined_with_reason"),
        ("version = 0", "from_one"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast: Cast, broken: str, constraint: str) -> None:
    build.suggest(cast.alice)

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(cast.riverside.id) as session:
        session.execute(text(f"UPDATE suggestions SET {broken}"))


def test_the_staff_home_tells_tess_what_waits_and_nobody_else(cast: Cast, browser_as: Browsers) -> None:
    tess, cora, made = browser_as(cast.tess), browser_as(cast.cora), build.suggest(cast.alice)

    before = tess.visit("/staff")
    build.decide(cast.tess, made, SuggestionState.PLANNED)

    assert "1 suggestion waits for an answer." in before.text
    assert "waits for an answer" not in tess.visit("/staff").text + cora.visit("/staff").text


def test_tess_comes_too_late_for_what_is_answered_and_is_told_so(cast: Cast, browser_as: Browsers) -> None:
    made = build.suggest(cast.alice)
    build.decide(cast.tess, made, SuggestionState.DONE, "They are larger now.")

    page = browser_as(cast.tess).submit(f"/staff/suggestions/{made}", **form())

    assert page.status == 422
    assert "Somebody else has answered this" in page.text
    assert "The answer was: They are larger now." in page.text


def test_the_list_ends_somewhere_with_the_oldest_that_waits_and_the_last_answered(
    cast: Cast, browser_as: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [build.suggest(person, f"Number {number}") for number, person in enumerate([cast.alice, cast.ben] * 3)]
    for each in made[:3]:
        build.decide(cast.tess, each, SuggestionState.DONE)
    few = {name: getattr(queries, name).limit(2) for name in ("_OPEN", "_OVER")}
    for name, statement in few.items():
        monkeypatch.setattr(queries, name, statement)

    page = browser_as(cast.tess).visit("/staff/suggestions")

    assert ["".join(each.itertext()) for each in page.all("h3")] == ["Number 3", "Number 4", "Number 2", "Number 1"]
