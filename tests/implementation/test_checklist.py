"""The go-live checklist: Tess sees to it, Cora has a task, Sue looks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.implementation.rules import Construct, TaskState, is_overdue
from tests.builders import implementation as build
from tests.builders.implementation import OURS, WORKSPACE
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
HOME, TASK = "/staff/implementation", f"/staff/implementation/tasks/{OURS}"


def form(**changed: str) -> dict[str, str]:
    return {"version": "0", "state": "doing", "owner": "", "due": "", "evidence": ""} | changed


@pytest.mark.parametrize("person", ["cora", "sue", "max", "tess"])
def test_everybody_who_works_here_sees_the_four_parts_and_every_task(
    cast: Cast, browser_as: Browsers, person: str
) -> None:
    page = browser_as(getattr(cast, person)).visit(HOME)

    for part in WORKSPACE.parts.values():
        assert part.title in page.text
        assert all(task.title in page.text for task in part.tasks.values())


@pytest.mark.parametrize("person", ["alice", "ada"])
def test_nobody_else_finds_it(cast: Cast, browser_as: Browsers, person: str) -> None:
    browser = browser_as(getattr(cast, person))

    assert {browser.visit(path).status for path in (HOME, TASK, f"{HOME}/tasks/new")} == {404}
    assert browser.submit(TASK, **form()).status == 404


def test_tess_gives_a_task_to_cora_with_a_day_and_what_shows_it(cast: Cast, browser_as: Browsers) -> None:
    due = build.today() + timedelta(days=30)

    page = browser_as(cast.tess).submit(
        TASK, **form(owner=str(cast.cora.id), due=due.isoformat(), evidence="Minutes of the board")
    )

    assert page.path == HOME
    row = build.task_of(cast.tess)
    assert row is not None
    assert (row.state, row.owner_id, row.due_on, row.evidence, row.version) == (
        "doing",
        cast.cora.id,
        due,
        "Minutes of the board",
        1,
    )
    assert "Cora" in page.text


def test_what_is_overdue_stands_first_and_once(cast: Cast, browser_as: Browsers) -> None:
    build.make_overdue(cast.tess, cast.cora, "paid-for")
    page = browser_as(cast.sue).visit(HOME)
    title = WORKSPACE.parts[Construct.COLLECTIVE_ACTION].tasks["paid-for"].title

    assert "Overdue (1)" in page.text
    assert page.text.count(title) == 1
    assert page.text.index(title) < page.text.index(WORKSPACE.parts[Construct.COHERENCE].about)


def test_cora_says_how_far_her_task_is_and_cannot_give_it_away(cast: Cast, browser_as: Browsers) -> None:
    build.change_task(cast.tess, owner_id=cast.cora.id)
    cora = browser_as(cast.cora)

    page = cora.visit(TASK)
    cora.submit(TASK, **form(version="1", state="done", owner=str(cast.sue.id), evidence="It hangs in the hall"))

    row = build.task_of(cast.tess)
    assert row is not None
    assert page.value("due") is None
    assert (row.state, row.owner_id, row.evidence) == ("done", cast.cora.id, "It hangs in the hall")
    assert row.done_on == build.today()


def test_sue_can_read_it_and_not_change_it(cast: Cast, browser_as: Browsers) -> None:
    build.change_task(cast.tess, owner_id=cast.cora.id, evidence="Minutes of the board")
    sue = browser_as(cast.sue)

    assert "Minutes of the board" in sue.visit(TASK).text
    assert sue.submit(TASK, **form(version="1")).status == 404


def test_somebody_finds_what_is_theirs(cast: Cast, browser_as: Browsers) -> None:
    build.change_task(cast.tess, owner_id=cast.cora.id)
    title = WORKSPACE.parts[Construct.COHERENCE].tasks[OURS].title

    mine = browser_as(cast.cora).visit(f"{HOME}?show=mine")

    assert title in mine.text
    assert "Find supporters" not in mine.text
    assert "Nothing on the list is yours." in browser_as(cast.sue).visit(f"{HOME}?show=mine").text


def test_the_history_says_who_did_what_and_never_what_was_written(cast: Cast, browser_as: Browsers) -> None:
    build.change_task(cast.tess, owner_id=cast.cora.id, evidence="Secret words", due_on=build.today())
    build.change_task(cast.tess, state=TaskState.DONE, owner_id=None, due_on=None)

    words = browser_as(cast.cora).visit(TASK).text

    assert "Tess gave it to Cora" in words
    assert "Tess set it to “Done”, took it back from its owner, took the day away" in words
    assert words.index("took it back") < words.index("gave it to Cora")
    assert "Secret words" not in str(build.audited("implementation.changed"))


def test_what_changes_nothing_is_not_written_down(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.tess).submit(TASK, **form(state="to-do"))

    assert build.task_of(cast.tess) is None
    assert build.audited("implementation.changed") == []


def test_the_day_on_which_it_was_done_stays(cast: Cast) -> None:
    build.change_task(cast.tess, state=TaskState.DONE)
    with unit_of_work(cast.riverside.id) as session:
        session.execute(text("UPDATE implementation_tasks SET done_on = '2026-01-02'"))

    build.change_task(cast.tess, evidence="Found the paper")

    row = build.task_of(cast.tess)
    assert row is not None
    assert str(row.done_on) == "2026-01-02"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"state": "lost"}, "state", "Choose how far it is"),
        ({"owner": "nobody"}, "owner", "Choose somebody who works here"),
        ({"due": "soon"}, "due", "Write the day as 3 November 2026"),
        ({"evidence": "x" * 1001}, "evidence", "Use 1000 characters or fewer"),
    ],
)
def test_a_slip_loses_no_words(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.tess).submit(TASK, **form(**({"evidence": "My words"} | changed)))

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert changed.get("evidence", "My words") in page.text
    assert build.task_of(cast.tess) is None


@pytest.mark.parametrize("stranger", ["alice", "harry"])
def test_no_relative_and_nobody_of_another_trust_can_have_a_task(
    cast: Cast, browser_as: Browsers, stranger: str
) -> None:
    page = browser_as(cast.tess).submit(TASK, **form(owner=str(getattr(cast, stranger).id)))

    assert page.status == 422


def test_tess_adds_a_task_of_the_trusts_own_and_words_it_anew(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    page = tess.submit(f"{HOME}/tasks/new", title="Tell the carers' group", part="coherence")
    tess.submit(page.path, **form(version="1", title="Tell both groups"))

    assert "Tell both groups" in tess.visit(HOME).text
    assert tess.submit(page.path, **form(version="2", title=" ")).status == 422


def test_another_trust_sees_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    build.make_overdue(cast.tess, cast.cora)
    own = browser_as(cast.tess).submit(f"{HOME}/tasks/new", title="Only ours", part="coherence").path
    hanna = browser_as(cast.hanna)

    assert "Overdue" not in hanna.visit(HOME).text
    assert hanna.visit(own).status == 404
    assert hanna.submit(own, **form(version="1", title="x")).status == 404


def test_two_at_once_and_one_is_told(cast: Cast, browser_as: Browsers) -> None:
    one, other = browser_as(cast.tess), browser_as(cast.tess)

    with ThreadPoolExecutor(2) as pool:
        acts = [
            pool.submit(one.submit, TASK, **form(evidence="One")),
            pool.submit(other.submit, TASK, **form(evidence="Other")),
        ]

    assert sorted(each.result().status for each in acts) == [200, 422]
    assert len(build.audited("implementation.changed")) == 1


def test_who_comes_too_late_keeps_their_words(cast: Cast, browser_as: Browsers) -> None:
    build.change_task(cast.tess, evidence="First")

    page = browser_as(cast.tess).submit(TASK, **form(evidence="Second"))

    assert page.status == 422
    assert "Somebody changed this while you had it open" in page.text
    assert (page.value("evidence") or "").strip() == "Second"
    assert page.value("version") == "1"


def test_the_change_and_its_line_in_the_trail_are_there_together_or_not_at_all(cast: Cast, owner: Engine) -> None:
    with owner.begin() as connection:
        connection.execute(text("CREATE RULE no_room AS ON INSERT TO audit_entries DO INSTEAD SELECT 1/0"))
    try:
        with pytest.raises(DBAPIError):
            build.change_task(cast.tess, evidence="Words")
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP RULE no_room ON audit_entries"))

    assert build.task_of(cast.tess) is None


def test_the_list_asks_the_database_as_often_however_much_is_on_it(cast: Cast, browser_as: Browsers) -> None:
    sue, sent_for = browser_as(cast.sue), []
    for name in ("sponsor", "paid-for", OURS):
        build.change_task(cast.tess, name, owner_id=cast.cora.id)
        sue.visit(HOME)
        with counted() as sent:
            sue.visit(HOME)
        sent_for.append(len(sent))

    assert len(set(sent_for)) == 1
    assert sent_for[0] <= 7  # who it is, the scope, the counts of the menu, the list, the names


@pytest.mark.parametrize(
    "path", sorted({task.href for part in WORKSPACE.parts.values() for task in part.tasks.values() if task.href})
)
def test_tess_finds_a_page_wherever_a_task_leads(cast: Cast, browser_as: Browsers, path: str) -> None:
    assert browser_as(cast.tess).visit(path).status == 200


@pytest.mark.parametrize(
    ("state", "days", "overdue"),
    [("doing", -1, True), ("doing", 0, False), ("done", -1, False), ("not-for-us", -1, False)],
)
def test_a_day_that_is_over_counts_while_it_is_not_settled(state: str, days: int, overdue: bool) -> None:
    due = build.today() + timedelta(days=days)

    assert is_overdue(TaskState(state), due, today=build.today()) is overdue


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("state = 'lost'", "state_known"),
        ("state = 'done'", "done_with_day"),
        ("title = 'Both'", "ours_or_theirs"),
        ("construct = 'luck'", "construct_known"),
        ("version = 0", "from_one"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast: Cast, broken: str, constraint: str) -> None:
    build.change_task(cast.tess, evidence="Words")

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(cast.riverside.id) as session:
        session.execute(text(f"UPDATE implementation_tasks SET {broken}"))
