"""What Alice sees and does in the modules, what stays hers, and what staff leave no trace of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from tests.builders.content import library_of, make_content, write
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

FIRST = "/modules/first-steps/what-now"
SECOND = "/modules/first-steps/my-plan"
Browsers = Callable[[Person], Browser]


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    return browser_as(cast.alice)


@pytest.fixture
def ben(cast: Cast, browser_as: Browsers) -> Browser:
    return browser_as(cast.ben)


@pytest.fixture
def hugo(cast: Cast, browser_as: Browsers) -> Browser:
    return browser_as(cast.hugo)


@pytest.fixture
def cora(cast: Cast, browser_as: Browsers) -> Browser:
    return browser_as(cast.cora)


def events() -> list[tuple[str, str]]:
    with unit_of_work(Platform.SWEEP) as session:
        rows = session.execute(text("SELECT event, subject FROM usage_events ORDER BY id"))
        return [(row.event, row.subject) for row in rows]


def count(table: str) -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def checked(page: Page) -> set[str]:
    return {box.get("value", "") for box in page.all("input") if box.get("checked") is not None}


def test_alice_starts_carries_on_and_finishes(alice: Browser) -> None:
    assert "A good place to start" in alice.visit("/home").text
    alice.visit(FIRST)
    assert FIRST in alice.visit("/home").links

    second = alice.submit(f"{FIRST}/done")
    assert second.path == SECOND
    assert "1 of 2 pages done" in alice.visit("/modules").text

    after = alice.submit(f"{SECOND}/done")
    assert after.path == "/modules/first-steps"
    assert "You have finished this module" in after.text


def test_alice_reads_the_last_page_first(alice: Browser) -> None:
    alice.visit(SECOND)

    assert "Carry on: My plan" in alice.visit("/modules/first-steps").text


def test_what_alice_opens_and_marks_is_counted_once(alice: Browser) -> None:
    alice.visit(FIRST)
    alice.client.post(f"{FIRST}/done", follow_redirects=False)
    alice.client.post(f"{FIRST}/done", follow_redirects=False)

    assert events() == [("page.opened", "first-steps/what-now"), ("page.done", "first-steps/what-now")]


def test_a_module_is_complete_when_its_last_page_was_seen_and_only_once(alice: Browser) -> None:
    for path in (SECOND, FIRST, SECOND, FIRST):
        alice.visit(path)
    alice.client.post(f"{FIRST}/done", follow_redirects=False)

    assert [each for each, _ in events()].count("module.completed") == 1
    assert events()[:3] == [
        ("page.opened", "first-steps/my-plan"),
        ("module.completed", "first-steps"),  # before the page, so that the page has the time until the next event
        ("page.opened", "first-steps/what-now"),
    ]


def test_a_page_that_is_marked_as_done_counts_as_seen(alice: Browser) -> None:
    for path in (FIRST, SECOND):
        alice.client.post(f"{path}/done", follow_redirects=False)

    assert ("module.completed", "first-steps") in events()


def test_of_two_tabs_that_missed_each_other_the_next_page_makes_up_for_it(alice: Browser) -> None:
    alice.visit(FIRST)
    alice.visit(SECOND)
    with unit_of_work(Platform.SWEEP) as session:  # as if neither had seen the other
        session.execute(text("UPDATE page_progress SET completed_at = NULL"))
        session.execute(text("DELETE FROM usage_events"))
    alice.visit(FIRST)

    assert ("module.completed", "first-steps") in events()


def test_alice_saves_an_activity_and_comes_back_to_it(alice: Browser) -> None:
    sent = alice.client.post(FIRST, data={"exercise": "noticed", "noticed__sleep": "sleep"}, follow_redirects=False)
    page = alice.visit(FIRST)

    assert (sent.status_code, sent.headers["location"]) == (303, f"{FIRST}#noticed")
    assert "Write the hours down." in page.text
    assert checked(page) == {"sleep"}
    assert ("activity.saved", "first-steps/noticed") in events()


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("tired", {"tired__point": "5"}, "Sleep first."),
        ("week", {"week__choice": "hard"}, "Tell somebody."),
        ("try", {"try__text": "One cup of tea"}, "One is enough"),
        ("plan", {"plan__first": "Kettle on"}, "Put it on the fridge."),
    ],
)
def test_every_kind_of_activity_is_kept_and_answered(
    alice: Browser, name: str, fields: dict[str, str], said: str
) -> None:
    assert said not in alice.visit(SECOND).text

    page = alice.submit(SECOND, exercise=name, **fields)

    assert (page.status, page.path) == (200, SECOND)
    assert said in page.text
    for field, value in fields.items():
        assert value in checked(page) or page.value(field) == value


def test_alice_writes_too_much_and_loses_nothing(alice: Browser) -> None:
    long = "word " * 601

    page = alice.submit(SECOND, exercise="try", try__text=long)

    assert page.status == 422
    assert "Use 3000 characters or fewer. You typed 3004" in page.text
    assert "#try__text" in page.links
    assert (page.value("try__text") or "").strip() == long.strip()


def test_a_mistake_in_one_activity_leaves_what_was_saved_in_another(alice: Browser) -> None:
    alice.submit(SECOND, exercise="try", try__text="One cup of tea")

    page = alice.submit(SECOND, exercise="plan")

    assert page.status == 422
    assert page.value("try__text") == "One cup of tea"


def test_words_that_look_like_html_stay_words(alice: Browser) -> None:
    script = "<script>alert(1)</script>"

    page = alice.submit(SECOND, exercise="try", try__text=script)

    assert page.value("try__text") == script
    assert script not in page.response.text


def test_a_quiz_is_answered_on_the_page_and_nothing_is_kept(alice: Browser) -> None:
    page = alice.submit(FIRST, exercise="away", away__cause="1")

    assert page.status == 200
    assert "Many people fear so." in page.text
    assert 'Closer to what the page says: "No"' in page.text
    assert "Many people fear so." not in alice.visit(FIRST).text
    assert ("quiz.answered", "first-steps/away") in events()


def test_a_quiz_sent_empty_says_so(alice: Browser) -> None:
    page = alice.submit(FIRST, exercise="away")

    assert page.status == 422
    assert "Choose an answer to one of the questions" in page.text


def test_ben_and_hugo_never_see_what_alice_wrote(alice: Browser, ben: Browser, hugo: Browser) -> None:
    alice.submit(SECOND, exercise="try", try__text="Only mine")

    for other in (ben, hugo):
        for path in (SECOND, "/home", "/modules", "/modules/first-steps/print", "/modules/first-steps/print/plan"):
            assert "Only mine" not in other.visit(path).text
    assert count("toolbox_items") == 1


def test_cora_tries_everything_and_leaves_no_trace(cora: Browser) -> None:
    page = cora.submit(SECOND, exercise="try", try__text="A try")
    cora.visit(FIRST)
    done = cora.submit(f"{FIRST}/done")

    assert "One is enough" in page.text
    assert "Nothing is counted, and nothing is saved." in page.text
    assert done.path == SECOND
    assert (count("page_progress"), count("toolbox_items")) == (0, 0)
    assert events() == []


def test_cora_has_no_home_of_a_relative(cora: Browser) -> None:
    assert cora.visit("/home").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/modules/gone",
        "/modules/gone/what-now",
        "/modules/first-steps/gone",
        "/modules/gone/print",
        "/modules/first-steps/print/gone",
        "/modules/first-steps/files/gone.mp4",
        "/modules/first-steps/files/..%2Fmodule.yaml",
    ],
)
def test_what_is_not_there_is_not_found(alice: Browser, path: str) -> None:
    assert alice.visit(path).status == 404


def test_a_film_is_sent_to_those_who_are_signed_in(alice: Browser, stranger: Browser, tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    film = ":::video\ntitle: A father\nfile: week.mp4\ncaptions: week.vtt\ntranscript: Hello.\n:::\n"
    page = folder / "en/01-first-steps/20-my-plan.md"
    write(page, page.read_text() + film)
    for name in ("week.mp4", "week.vtt"):
        write(page.parent / "files" / name, "film")
    alice.client.app.state.library = library_of(folder)  # type: ignore[attr-defined]

    seen = alice.visit(SECOND)
    sent = alice.client.get("/modules/first-steps/files/week.mp4")

    assert "Read what is said in the film" in seen.text
    assert (sent.status_code, sent.headers["content-type"], sent.text) == (200, "video/mp4", "film")
    assert stranger.visit("/modules/first-steps/files/week.mp4").h1 == "Sign in"


def test_an_activity_that_is_no_longer_there_is_not_saved(alice: Browser) -> None:
    page = alice.submit(FIRST, exercise="gone", gone__text="x")

    assert page.status == 404
    assert "no longer on this page" in page.text


def test_the_whole_module_prints_with_what_alice_saved(alice: Browser) -> None:
    alice.submit(SECOND, exercise="plan", plan__first="Kettle on")

    page = alice.visit("/modules/first-steps/print")

    assert "Kettle on" in page.text
    assert [heading.text for heading in page.all("h2")] == ["What now?", "My plan"]


def test_one_plan_prints_alone(alice: Browser) -> None:
    assert "You have not saved anything here yet." in alice.visit("/modules/first-steps/print/plan").text
    alice.submit(SECOND, exercise="plan", plan__first="Kettle on")

    page = alice.visit("/modules/first-steps/print/plan")

    assert page.h1 == "My plan for a bad night"
    assert "Kettle on" in page.text


@pytest.mark.parametrize("path", [FIRST, SECOND, "/home", "/modules/first-steps"])
def test_a_page_costs_five_statements_at_most(alice: Browser, path: str) -> None:
    alice.submit(SECOND, exercise="try", try__text="Tea")
    alice.visit(path)

    with counted() as sent:
        assert alice.visit(path).status == 200

    assert 1 < len(sent) <= 5, sent


def test_help_now_asks_the_database_nothing(alice: Browser) -> None:
    with counted() as sent:
        assert alice.visit("/help-now").status == 200

    assert sent == []
