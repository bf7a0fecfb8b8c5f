"""Sue looks at what relatives asked for, and answers."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict
from app.keys.models import DataKey
from app.topics.models import Topic
from app.topics.rules import OVER, State, may_become
from tests.builders.topics import decide, make_topic, now_of
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
SECRET = "My son Tom sleeps until four."
EVERY = [(before, after) for before in State for after in State]


def form(topic: Topic, **changes: str) -> dict[str, str]:
    return {"title": "Sleep", "state": "listed", "answer": "", "href": "", "version": str(topic.version), **changes}


def audited() -> list[tuple[str, object]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.execute(select(AuditEntry.action, AuditEntry.details).order_by(AuditEntry.id))
        return [(action, details) for action, details in rows if action.startswith("topic.")]


def sealed_and_keys(topic: Topic) -> tuple[bytes | None, int | None]:
    with unit_of_work(topic.trust_id) as session:
        keys = select(func.count()).select_from(DataKey).where(DataKey.owner_id == topic.id)
        return now_of(topic).sealed, session.scalar(keys)


@pytest.mark.parametrize("who", ["sue", "tess"])
def test_what_is_put_on_the_list_others_see_in_its_new_words(cast: Cast, browser_as: Browsers, who: str) -> None:
    topic = make_topic(cast.alice, "Our Tom sleeps all day")

    page = browser_as(getattr(cast, who)).submit(f"/staff/topics/{topic.id}", **form(topic, title="Sleeping all day"))

    assert page.path == "/staff/topics"
    assert "It is saved." in page.text
    assert "Sleeping all day" in browser_as(cast.ben).visit("/topics").text
    assert now_of(topic).title == "Sleeping all day"
    assert audited() == [("topic.decided", {"from": "asked", "to": "listed", "reworded": True})]


@pytest.mark.parametrize(("before", "after"), [pair for pair in EVERY if may_become(*pair)])
def test_sue_can_take_every_step_of_the_table(cast: Cast, before: State, after: State) -> None:
    topic = make_topic(cast.alice, state=before, by=cast.sue)

    decide(topic, after, by=cast.sue)

    assert now_of(topic).state == after


@pytest.mark.parametrize(("before", "after"), [pair for pair in EVERY if not may_become(*pair)])
def test_sue_can_take_no_other(cast: Cast, browser_as: Browsers, before: State, after: State) -> None:
    topic = make_topic(cast.alice, state=before, by=cast.sue)

    with pytest.raises(Conflict):
        decide(topic, after, by=cast.sue)
    page = browser_as(cast.sue).submit(
        f"/staff/topics/{topic.id}", **form(topic, state=after, answer="No.", href="/words")
    )

    assert page.status == 422
    assert now_of(topic).state == before


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": ""}, "title", "Write a title that names nobody"),
        ({"state": ""}, "state", "Choose what happens with it"),
        ({"state": "lost"}, "state", "Choose what happens with it"),
        ({"state": "declined", "answer": " "}, "answer", "Write why, in a kind sentence or two"),
        ({"state": "written"}, "href", "Choose where it can be read"),
        ({"href": "https://evil.example.org"}, "href", "Choose where it can be read"),
        ({"answer": "x" * 301}, "answer", "Use 300 characters or fewer"),
    ],
)
def test_a_slip_loses_no_words(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    topic = make_topic(cast.alice)
    typed = form(topic, **{"title": "In new words", "answer": "We will see.", **changed})

    page = browser_as(cast.sue).submit(f"/staff/topics/{topic.id}", **typed)

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert (page.value("title") or "", (page.value("answer") or "").strip()) == (
        typed["title"],
        typed["answer"].strip(),
    )
    assert now_of(topic).state == State.ASKED


def test_sue_comes_too_late_and_keeps_her_words(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice)
    decide(topic, State.LISTED, by=cast.tess, title="Tess's words")

    page = browser_as(cast.sue).submit(f"/staff/topics/{topic.id}", **form(topic, title="Sue's words"))

    assert page.status == 422
    assert "Somebody changed this while you had it open" in page.text
    assert page.value("title") == "Sue's words"
    assert page.value("version") == "2"
    assert now_of(topic).title == "Tess's words"


def test_what_would_help_is_locked_and_sue_reads_it(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, details=SECRET)
    sealed, keys = sealed_and_keys(topic)

    assert SECRET in browser_as(cast.sue).visit(f"/staff/topics/{topic.id}").text
    assert sealed
    assert b"Tom" not in sealed
    assert keys == 1


@pytest.mark.parametrize("end", sorted(OVER))
def test_when_it_is_over_what_would_help_is_destroyed(cast: Cast, browser_as: Browsers, end: State) -> None:
    topic = make_topic(cast.alice, details=SECRET)

    decide(topic, end, by=cast.sue)

    assert sealed_and_keys(topic) == (None, 0)
    assert SECRET not in browser_as(cast.sue).visit(f"/staff/topics/{topic.id}").text


def test_sue_does_not_see_who_asked_unless_she_fears_for_somebody(cast: Cast, browser_as: Browsers) -> None:
    topic, sue = make_topic(cast.alice, details=SECRET), browser_as(cast.sue)
    before = [sue.visit(path).response.text for path in ("/staff/topics", f"/staff/topics/{topic.id}")]

    page = sue.submit(f"/staff/topics/{topic.id}/who")

    assert not any("Alice" in words for words in before)
    assert "Alice asked for this" in page.text
    assert audited() == [("topic.writer-shown", {})]


def test_when_it_is_over_nobody_can_look_up_who_asked(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, state=State.DECLINED, by=cast.sue)

    assert browser_as(cast.sue).submit(f"/staff/topics/{topic.id}/who").status == 404
    assert audited()[1:] == []


def test_what_waits_stands_first_and_what_waits_too_long_is_marked(cast: Cast, browser_as: Browsers) -> None:
    listed = make_topic(cast.alice, "Listed", state=State.LISTED, by=cast.sue)
    make_topic(cast.alice, "Fresh")
    make_topic(cast.alice, "Old", days_old=8)
    browser_as(cast.ben).submit(f"/topics/{listed.id}/vote")

    page = browser_as(cast.sue).visit("/staff/topics")

    assert ["".join(each.itertext()) for each in page.all("h3")] == ["Old", "Fresh", "Listed"]
    assert page.text.count("Waits for more than a week") == 1
    assert "1 other relative would like it too." in page.text


@pytest.mark.parametrize("person", ["alice", "cora", "max", "ada"])
def test_others_find_no_such_page(cast: Cast, browser_as: Browsers, person: str) -> None:
    topic = make_topic(cast.alice)
    browser = browser_as(getattr(cast, person))

    assert {browser.visit(f"/staff/topics{each}").status for each in ("", f"/{topic.id}")} == {404}
    assert {browser.submit(f"/staff/topics/{topic.id}{each}", **form(topic)).status for each in ("", "/who")} == {404}
    assert now_of(topic).state == State.ASKED


def test_another_trusts_lead_finds_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    topic, hanna = make_topic(cast.alice), browser_as(cast.hanna)

    assert topic.title not in hanna.visit("/staff/topics").text
    assert hanna.visit(f"/staff/topics/{topic.id}").status == 404
    assert {hanna.submit(f"/staff/topics/{topic.id}{each}", **form(topic)).status for each in ("", "/who")} == {404}
    assert now_of(topic).state == State.ASKED


@pytest.mark.parametrize(("person", "found"), [("sue", True), ("tess", True), ("cora", False), ("alice", False)])
def test_the_menu_leads_those_who_may(cast: Cast, browser_as: Browsers, person: str, found: bool) -> None:
    assert ("/staff/topics" in browser_as(getattr(cast, person)).visit("/account").links) is found


def test_the_decision_and_its_line_in_the_trail_are_there_together_or_not_at_all(cast: Cast, owner: Engine) -> None:
    topic = make_topic(cast.alice)
    with owner.begin() as connection:
        connection.execute(text("CREATE RULE no_room AS ON INSERT TO audit_entries DO INSTEAD SELECT 1/0"))
    try:
        with pytest.raises(DBAPIError):
            decide(topic, State.LISTED, by=cast.sue)
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP RULE no_room ON audit_entries"))

    assert now_of(topic).state == State.ASKED


def test_the_list_asks_the_database_once_however_long_it_is(cast: Cast, browser_as: Browsers) -> None:
    sue, sent_for = browser_as(cast.sue), []
    for number in range(3):
        make_topic(cast.alice, f"Topic {number}", details=SECRET)
        sue.visit("/staff/topics")
        with counted() as sent:
            sue.visit("/staff/topics")
        sent_for.append(len(sent))

    assert len(set(sent_for)) == 1
    assert sent_for[0] <= 5  # who it is, the three counts of the menu, and the list


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("state = 'lost', decided_at = now(), decided_by = person_id", "state_known"),
        ("title = ''", "title_fits"),
        ("state = 'listed'", "decided_with_time"),
        ("decided_by = person_id", "decided_by_somebody"),
        ("state = 'written', decided_at = now(), decided_by = person_id, sealed = NULL", "written_somewhere"),
        ("state = 'declined', decided_at = now(), decided_by = person_id, sealed = NULL", "declined_with_reason"),
        (
            "state = 'declined', decided_at = now(), decided_by = person_id, answer = 'a'",
            "nothing_kept_when_over",
        ),
        ("version = 0", "from_one"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast: Cast, broken: str, constraint: str) -> None:
    make_topic(cast.alice, details=SECRET)

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(cast.riverside.id) as session:
        session.execute(text(f"UPDATE topics SET {broken}"))
