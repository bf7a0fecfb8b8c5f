"""Nobody sees what Alice searches for."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from app.accounts.models import Person
from app.core.config import PROJECT
from app.models import metadata
from tests.page import Browser
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("site")
SECRET = "suicide hippopotamus"


def test_no_table_and_no_log_holds_the_question(
    cast: Cast, browser_as: Callable[[Person], Browser], owner: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    page = browser_as(cast.alice).visit(f"/search?q={SECRET.replace(' ', '+')}")

    assert SECRET in page.response.text
    with owner.connect() as connection:
        for table in metadata.tables:
            rows = connection.scalars(text(f"SELECT t::text FROM {table} AS t")).all()
            assert not any("hippopotamus" in row for row in rows), table
    assert "hippopotamus" not in "".join(capfd.readouterr())


def test_a_search_is_not_counted(cast: Cast, browser_as: Callable[[Person], Browser], owner: Engine) -> None:
    alice = browser_as(cast.alice)
    alice.visit("/account")
    count = text("SELECT (SELECT count(*) FROM usage_events) + (SELECT count(*) FROM audit_entries)")

    with owner.connect() as connection:
        before = connection.scalar(count)
        alice.visit("/search?q=suicide")
        assert connection.scalar(count) == before


def test_the_page_says_so_and_what_the_browser_keeps(cast: Cast, browser_as: Callable[[Person], Browser]) -> None:
    page = browser_as(cast.alice).visit("/search")

    assert "Nobody here sees what you search for, and we do not keep it." in page.text
    assert "/help-now#leaving" in page.links


def test_the_title_does_not_show_the_question_over_a_shoulder(
    cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    page = browser_as(cast.alice).visit("/search?q=suicide")

    assert page.find("title").text == "Search - Holdfast"


def test_the_server_in_front_writes_no_addresses() -> None:
    lines = (PROJECT / "docker" / "nginx.conf").read_text(encoding="utf-8").splitlines()

    assert [line.split(";")[0].strip() for line in lines if "access_log" in line] == ["access_log off"]
