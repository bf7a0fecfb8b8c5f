"""Sue looks after the local help of her trust."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.directory import queries, service
from app.directory.models import LocalResource
from tests.builders.directory import FORM, make_resource, today
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def _kept(cast: Cast) -> list[LocalResource]:
    with unit_of_work(cast.riverside.id) as session:
        return queries.due_first(session, trust_id=cast.riverside.id)


def _audited() -> list[tuple[str, object]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.execute(select(AuditEntry.action, AuditEntry.details).order_by(AuditEntry.id))
        return [(action, details) for action, details in rows if action.startswith("resource.")]


def test_what_sue_adds_alice_sees_at_once(cast: Cast, browser_as: Browsers) -> None:
    added = browser_as(cast.sue).submit("/staff/directory/new", **FORM)
    seen = browser_as(cast.alice).visit("/directory?need=carers")

    assert added.path == "/staff/directory"
    assert "It is in the directory." in added.text
    assert {"tel:01234567890", "https://www.riversidecarers.example.org"} <= set(seen.links)
    assert "A group on Thursdays for families." in seen.text
    assert _audited() == [("resource.added", {})]


def test_it_is_checked_on_the_day_it_is_saved(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.sue).submit("/staff/directory/new", **FORM)
    (kept,) = _kept(cast)

    assert kept.checked_on == today()
    assert timedelta(days=89) <= kept.next_check - today() <= timedelta(days=92)
    assert (kept.created_by, kept.updated_by) == (cast.sue.id, cast.sue.id)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Enter the name of the service"),
        ({"purpose": ""}, "purpose", "Write in a sentence or two what it does"),
        ({"purpose": "x" * 401}, "purpose", "Use 400 characters or fewer"),
        ({"number": "ask Jo"}, "number", "Enter a telephone number"),
        ({"number": "", "website": ""}, "number", "Enter a telephone number or a website"),
        ({"website": "http://old.org"}, "website", "Enter a web address that begins with https://"),
        ({"website": "javascript:alert(1)"}, "website", "Enter a web address that begins with https://"),
        ({"need-carers": ""}, "needs", "Choose at least one thing that it helps with"),
        ({"hours": ""}, "hours", "Enter when it is open"),
        ({"months": "7"}, "months", "Choose when it should be checked again"),
        ({"expires": "soon"}, "expires", "Enter the day as a year"),
        ({"expires": "2020-01-01"}, "expires", "Choose a day after today"),
    ],
)
def test_a_slip_is_explained_and_no_words_are_lost(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.sue).submit("/staff/directory/new", **{**FORM, **changed})

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    typed = {**FORM, **changed}
    assert {name: page.value(name) or "" for name in ("number", "hours", "cost")} == {
        name: typed[name] for name in ("number", "hours", "cost")
    }
    assert _kept(cast) == []


def test_sue_changes_it_and_the_trail_says_what_without_the_words(cast: Cast, browser_as: Browsers) -> None:
    resource = make_resource(cast.sue, needs=["money", "carers"])
    sue = browser_as(cast.sue)
    form = sue.visit(f"/staff/directory/{resource.id}")

    sue.submit(f"/staff/directory/{resource.id}", **{**FORM, "number": "01234 000000"})

    ticked = {each.get("name") for each in form.all("input") if "checked" in each.attrib}
    assert ticked == {"need-money", "need-carers"}
    assert _kept(cast)[0].number == "01234 000000"
    assert _kept(cast)[0].needs == ["carers"]
    action, details = _audited()[-1]
    assert action == "resource.changed"
    assert "number" in str(details)
    assert "01234" not in str(details)


def test_what_is_overdue_stands_first_and_is_marked(cast: Cast, browser_as: Browsers) -> None:
    make_resource(cast.sue, "Fresh")
    make_resource(cast.sue, "Forgotten", checked_days_ago=100)

    page = browser_as(cast.sue).visit("/staff/directory")

    assert ["".join(each.itertext()) for each in page.all("h3")] == ["Forgotten", "Fresh"]
    assert page.text.count("Overdue") == 1


def test_checked_today_moves_the_dates_and_shows_the_number_again(cast: Cast, browser_as: Browsers) -> None:
    resource = make_resource(cast.sue, checked_days_ago=100, expires=today() - timedelta(days=5))
    sue = browser_as(cast.sue)
    assert "Its number has expired" in sue.visit("/staff/directory").text

    page = sue.submit(f"/staff/directory/{resource.id}/checked")

    (kept,) = _kept(cast)
    assert (kept.checked_on, kept.next_check) == (today(), today() + timedelta(days=90))
    assert kept.expires == today() + timedelta(days=95)
    assert "Overdue" not in page.text
    assert _audited()[-1] == ("resource.checked", {})


def test_removing_asks_first_and_then_hides_it_for_good(cast: Cast, browser_as: Browsers) -> None:
    resource = make_resource(cast.sue)
    sue, address = browser_as(cast.sue), f"/staff/directory/{resource.id}"

    asked = sue.visit(f"{address}/remove")
    after = sue.submit(f"{address}/remove")

    assert "Relatives stop seeing it at once" in asked.text
    assert "There is nothing here yet" in after.text
    assert resource.name not in browser_as(cast.alice).visit("/directory").text
    assert [sue.visit(address).status, sue.submit(f"{address}/checked").status] == [404, 404]
    assert _audited()[-1] == ("resource.removed", {})


@pytest.mark.parametrize("person", ["alice", "cora", "max", "ada"])
def test_others_find_no_page_to_edit(cast: Cast, browser_as: Browsers, person: str) -> None:
    resource = make_resource(cast.sue)
    browser = browser_as(getattr(cast, person))
    pages = ["", "/new", f"/{resource.id}", f"/{resource.id}/remove"]
    acts = ["/new", f"/{resource.id}", f"/{resource.id}/checked", f"/{resource.id}/remove"]

    assert {browser.visit(f"/staff/directory{each}").status for each in pages} == {404}
    assert {browser.submit(f"/staff/directory{each}", **FORM).status for each in acts} == {404}
    assert [each.name for each in _kept(cast)] == [resource.name]


def test_another_trusts_lead_finds_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    resource = make_resource(cast.sue)
    hanna = browser_as(cast.hanna)
    acts = [f"/staff/directory/{resource.id}{act}" for act in ("", "/checked", "/remove")]

    assert resource.name not in hanna.visit("/staff/directory").text
    assert {hanna.submit(each, **FORM).status for each in acts} == {404}
    assert [each.name for each in _kept(cast)] == [resource.name]


def test_the_change_and_its_line_in_the_trail_are_there_together_or_not_at_all(cast: Cast, owner: Engine) -> None:
    resource = make_resource(cast.sue)
    refuse = "CREATE RULE no_room AS ON INSERT TO audit_entries DO INSTEAD SELECT 1/0"
    with owner.begin() as connection:
        connection.execute(text(refuse))
    try:
        with pytest.raises(DBAPIError), unit_of_work(cast.riverside.id) as session:
            found = queries.resource(session, trust_id=cast.riverside.id, resource_id=resource.id)
            service.remove(session, resource=found, actor_id=cast.sue.id)
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP RULE no_room ON audit_entries"))

    assert [each.id for each in _kept(cast)] == [resource.id]


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("number = '', website = ''", "can_be_reached"),
        ("needs = ARRAY['cheering-up']", "needs_known"),
        ("needs = '{}'", "needs_known"),
        ("next_check = checked_on - 1", "checked_in_order"),
        ("withdrawn_at = now()", "withdrawn_by_somebody"),
    ],
)
def test_the_database_refuses_what_would_help_nobody(cast: Cast, broken: str, constraint: str) -> None:
    make_resource(cast.sue)

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(cast.riverside.id) as session:
        session.execute(text(f"UPDATE local_resources SET {broken}"))
