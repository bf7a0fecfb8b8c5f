"""The course: pages, questions, the pass, the certificate and the yearly refresh."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Engine, select, text

from app.accounts.models import Person
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core.config import PROJECT
from app.core.db import Platform, unit_of_work
from app.training import check
from app.training.course import Course
from tests.builders.training import make_round, rounds_of
from tests.page import Browser, Page
from tests.people import Cast

HERE = "/staff/training"
BrowserAs = Callable[[Person], Browser]


@pytest.fixture(scope="module")
def course() -> Course:
    found, _ = check.read(PROJECT / "modules_content", today=date(2026, 11, 24))
    assert found
    return found


def answers(course: Course, *, right: int) -> dict[str, str]:
    """What is posted by somebody who has so many right."""
    chosen = {}
    for number, each in enumerate(course.questions.questions):
        fits = number < right
        place = next(place for place, answer in enumerate(each.answers) if answer.fits is fits)
        chosen[f"quiz__{each.id}"] = str(place)
    return chosen


def read_all(browser: Browser, course: Course) -> Page:
    for each in course.pages:
        page = browser.submit(f"{each.href}/read")
    return page


def practise(browser: Browser) -> Page:
    fields = {"email": "doreen.walsh@example.org", "first_name": "Doreen", "relationship": "parent"}
    return browser.submit(f"{HERE}/practice/doreen", **fields)


def passes() -> list[AuditEntry]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == Action.TRAINING_PASSED)))


def test_cora_does_the_whole_course(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    browser = browser_as(cast.cora)
    assert read_all(browser, course).path == HERE
    practise(browser)
    page = browser.submit(f"{HERE}/quiz", **answers(course, right=5))

    assert "5 of 6 right" in page.text
    assert "You have done the course" in page.text
    assert "You passed on" in browser.visit(HERE).text
    certificate = browser.visit(f"{HERE}/certificate").text
    assert "Cora" in certificate
    assert "Riverside" in certificate
    assert "Valid until" in certificate


@pytest.mark.parametrize("last", ["pages", "practice", "questions"])
def test_the_order_is_free(cast: Cast, browser_as: BrowserAs, course: Course, last: str) -> None:
    browser = browser_as(cast.cora)
    steps: dict[str, Callable[[], object]] = {
        "pages": lambda: read_all(browser, course),
        "practice": lambda: practise(browser),
        "questions": lambda: browser.submit(f"{HERE}/quiz", **answers(course, right=6)),
    }
    for name in sorted(steps, key=lambda name: name == last):
        assert rounds_of(cast.cora) == [] or rounds_of(cast.cora)[0].passed_at is None
        steps[name]()

    assert rounds_of(cast.cora)[0].passed_at is not None


def test_passing_is_in_the_audit_trail_once_and_without_the_answers(
    cast: Cast, browser_as: BrowserAs, course: Course
) -> None:
    browser = browser_as(cast.cora)
    read_all(browser, course)
    practise(browser)
    for right in (6, 3):
        browser.submit(f"{HERE}/quiz", **answers(course, right=right))

    entry = passes()[0]
    assert len(passes()) == 1
    assert (entry.actor_id, entry.subject_id, entry.details) == (
        cast.cora.id,
        rounds_of(cast.cora)[0].id,
        {"version": 1},
    )


def test_four_right_answers_are_not_enough_and_the_best_try_counts(
    cast: Cast, browser_as: BrowserAs, course: Course
) -> None:
    browser = browser_as(cast.cora)
    page = browser.submit(f"{HERE}/quiz", **answers(course, right=4))
    assert "5 are enough" in page.text
    browser.submit(f"{HERE}/quiz", **answers(course, right=2))

    assert rounds_of(cast.cora)[0].right_answers == 4
    assert "Your best so far: 4." in browser.visit(HERE).text


def test_something_is_said_to_each_answer(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    page = browser_as(cast.cora).submit(f"{HERE}/quiz", **answers(course, right=6))

    for each in course.questions.questions:
        assert next(answer.feedback for answer in each.answers if answer.fits).striptags() in page.text


def test_a_question_without_an_answer_is_asked_for(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    chosen = answers(course, right=6)
    del chosen["quiz__danger"]
    page = browser_as(cast.cora).submit(f"{HERE}/quiz", **chosen)

    assert page.status == 422
    assert "#quiz__danger" in page.links
    assert rounds_of(cast.cora) == []


def test_a_page_is_read_once_it_is_said_so(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    browser = browser_as(cast.cora)
    first = course.pages[0]
    browser.visit(first.href)
    assert rounds_of(cast.cora) == []

    for _click in range(2):
        assert browser.submit(f"{first.href}/read").path == course.pages[1].href
    assert rounds_of(cast.cora)[0].pages == [first.slug]
    assert "You have read this page." in browser.visit(first.href).text


def test_there_is_no_certificate_before(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).visit(f"{HERE}/certificate")

    assert page.status == 404
    assert "when you have passed the course" in page.text


def test_after_a_year_a_new_round_begins_by_itself(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    make_round(cast.cora, passed_days_ago=400, pages=tuple(each.slug for each in course.pages))
    browser = browser_as(cast.cora)
    page = browser.visit(HERE)
    assert "Time for a refresh" in page.text
    assert "0 of 9 done" in page.text

    browser.submit(f"{course.pages[0].href}/read")
    assert [each.passed_at is None for each in rounds_of(cast.cora)] == [False, True]
    assert browser.visit(f"{HERE}/certificate").status == 200


def test_a_month_before_the_refresh_can_begin(cast: Cast, browser_as: BrowserAs) -> None:
    make_round(cast.cora, passed_days_ago=350)
    browser = browser_as(cast.cora)
    assert "Begin the refresh" in browser.visit(HERE).text

    page = browser.submit(f"{HERE}/refresh")
    assert "This is your yearly refresh." in page.text
    assert len(rounds_of(cast.cora)) == 2


@pytest.mark.parametrize("days", [None, 10])
def test_nobody_begins_a_refresh_before_it_is_time(cast: Cast, browser_as: BrowserAs, days: int | None) -> None:
    if days:
        make_round(cast.cora, passed_days_ago=days)

    assert browser_as(cast.cora).submit(f"{HERE}/refresh").status == 409


def test_staff_are_told_what_their_lead_sees(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).visit(HERE)

    assert "Your trust lead sees whether you have done the course, and on which day." in page.text
    assert f"{HERE}/completion" not in page.links


def test_every_page_leads_to_the_next(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    browser = browser_as(cast.cora)
    for number, each in enumerate(course.pages, 1):
        assert f"Page {number} of {len(course.pages)}" in browser.visit(each.href).text


@pytest.mark.parametrize("path", ["pages/nothing", "pages/nothing/read"])
def test_there_is_nothing_at_other_addresses(cast: Cast, browser_as: BrowserAs, path: str) -> None:
    assert browser_as(cast.cora).visit(f"{HERE}/{path}").status in {404, 405}
    assert browser_as(cast.cora).submit(f"{HERE}/{path}").status in {404, 405}


@pytest.mark.parametrize("path", ["", "/pages/why-relatives", "/practice", "/practice/doreen", "/quiz", "/certificate"])
def test_the_course_is_for_staff_only(cast: Cast, browser_as: BrowserAs, path: str) -> None:
    for person in (cast.alice, cast.ada):
        assert browser_as(person).visit(f"{HERE}{path}").status == 404


def test_every_role_of_a_trust_may_take_it(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.cora, cast.sue, cast.max, cast.tess):
        assert browser_as(person).visit(HERE).status == 200


@pytest.mark.parametrize(("days", "said"), [(None, False), (300, False), (400, True)])
def test_the_staff_home_says_when_a_refresh_is_due(
    cast: Cast, browser_as: BrowserAs, days: int | None, said: bool
) -> None:
    if days:
        make_round(cast.cora, passed_days_ago=days)

    assert ("Time for a refresh" in browser_as(cast.cora).visit("/staff").text) is said


def test_who_runs_the_platform_is_told_nothing_of_it(cast: Cast, browser_as: BrowserAs) -> None:
    assert HERE not in browser_as(cast.ada).visit("/staff").links


def test_the_staff_home_leads_to_the_course(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.cora, cast.sue, cast.max, cast.tess):
        assert HERE in browser_as(person).visit("/staff").links


def test_the_pass_and_its_line_in_the_trail_are_there_together_or_not_at_all(
    cast: Cast, browser_as: BrowserAs, course: Course, owner: Engine
) -> None:
    browser = browser_as(cast.cora)
    read_all(browser, course)
    practise(browser)
    with owner.begin() as connection:
        connection.execute(text("CREATE RULE no_room AS ON INSERT TO audit_entries DO INSTEAD SELECT 1/0"))
    try:
        assert browser.submit(f"{HERE}/quiz", **answers(course, right=6)).status == 500
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP RULE no_room ON audit_entries"))

    found = rounds_of(cast.cora)[0]
    assert (found.passed_at, found.right_answers) == (None, None)


def test_two_browsers_at_once_begin_one_round(cast: Cast, browser_as: BrowserAs, course: Course) -> None:
    browsers = [browser_as(cast.cora) for _each in range(2)]
    with ThreadPoolExecutor(2) as pool:
        pages = [
            pool.submit(browser.submit, f"{page.href}/read")
            for browser, page in zip(browsers, course.pages, strict=False)
        ]
        assert [each.result().status for each in pages] == [200, 200]

    found = rounds_of(cast.cora)
    assert len(found) == 1
    assert set(found[0].pages) == {each.slug for each in course.pages[:2]}
