"""A trust cannot go live without its crisis line, and its people can see where it is changed."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
LAKESIDE = {"trust": "Lakeside", "team": "First Team", "email": "lena@example.org", "name": "Lena"}
LINE = {"crisis_line_name": "Night line", "crisis_line_number": "0800 111 222"}


@pytest.mark.parametrize("missing", sorted(LINE))
def test_ada_cannot_make_a_trust_without_it(cast: Cast, browser_as: Browsers, missing: str) -> None:
    page = browser_as(cast.ada).submit("/staff/trusts/new", **LAKESIDE, **{**LINE, missing: " "})

    assert page.status == 422
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalar(text("SELECT count(*) FROM trusts WHERE name = 'Lakeside'")) == 0


@pytest.mark.parametrize("value", ["NULL", "''"])
@pytest.mark.parametrize("missing", sorted(LINE))
def test_the_database_keeps_no_trust_without_it(cast: Cast, missing: str, value: str) -> None:
    with pytest.raises(IntegrityError), unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text(f"UPDATE trusts SET {missing} = {value}"))


def test_the_lead_finds_where_it_is_changed_and_the_supporter_whom_to_tell(cast: Cast, browser_as: Browsers) -> None:
    tess, sue = (browser_as(each).visit("/staff/directory") for each in (cast.tess, cast.sue))

    assert "Riverside crisis line" in tess.text
    assert "Change the crisis line" in tess.text
    assert "tell your trust lead at once" in sue.text
    assert "/staff/settings" not in sue.links


def test_a_new_crisis_line_is_the_first_thing_in_the_directory_at_once(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.tess).submit("/staff/settings/crisis-line", **LINE)

    page = browser_as(cast.alice).visit("/directory")

    assert "tel:0800111222" in page.links
