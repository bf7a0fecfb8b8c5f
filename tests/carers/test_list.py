"""The list of carers whom a team knows of: who sees whom, what is counted, and what goes on it."""

import csv
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.carers.rules import Offer, Way
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer, the_list
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
LIST, NEW, MANY, FILE = "/staff/carers", "/staff/carers/new", "/staff/carers/many", "/staff/carers/carers.csv"


def references(page: Page) -> list[str]:
    links = [each for each in page.all("a") if "/staff/carers/" in each.get("href", "")]
    return [words.split(", ")[1] for each in links if ", " in (words := "".join(each.itertext()))]


def audited() -> list[dict[str, object]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(AuditEntry.details).where(AuditEntry.action == "carer.changed")))


def test_who_was_never_asked_stands_first_the_longest_known_on_top(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "1", days_known=3)
    make_carer(cast.cora, cast.early_help, "2", days_known=30)
    make_carer(cast.cora, cast.early_help, "3", days_known=90, offer=Offer.DID_NOT_WANT.value)

    browser = browser_as(cast.sue)

    assert references(browser.visit(LIST)) == ["2", "1"]
    assert references(browser.visit(f"{LIST}?show=all")) == ["2", "1", "3"]
    assert references(browser.visit(f"{LIST}?show=did-not-want")) == ["3"]


def test_the_numbers_say_known_offered_and_not_yet_of_a_year_and_of_all(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "1")
    make_carer(cast.cora, cast.early_help, "2", offer=Offer.OTHERWISE.value, way=Way.CARD.value)
    make_carer(cast.cora, cast.early_help, "3", days_known=400, offer=Offer.DID_NOT_WANT.value)

    text = browser_as(cast.cora).visit(LIST).text

    assert "Known to you 2 Offered 1 Not yet asked 1 Offered, in per cent 50.0%" in text
    assert "Since the list began Known to you 3 Offered 2 Not yet asked 1 Offered, in per cent 66.7%" in text
    assert "NICE quality standard 80 (2015), statement 8" in text


def test_who_is_off_the_list_is_neither_shown_nor_counted(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, removed_at=clock.now())

    page = browser_as(cast.cora).visit(f"{LIST}?show=all")

    assert references(page) == []
    assert "Nobody is on the list yet." in page.text


def test_cora_sees_her_teams_and_no_others(cast: Cast, browser_as: BrowserAs) -> None:
    second = make_team(cast.riverside, "Second Team")
    rita = make_person("Rita", Role.CLINICIAN, team=second)
    mine = make_carer(cast.cora, cast.early_help, "11")
    for theirs in (make_carer(rita, second, "22"), make_carer(cast.harry, cast.hill_team, "33")):
        browser = browser_as(cast.cora)
        assert references(browser.visit(f"{LIST}?show=all")) == ["11"]
        assert theirs.reference not in browser.client.get(FILE).text
        assert browser.visit(f"{LIST}/{theirs.id}").status == 404
        for step in ("invite", "offer", "undo", "remove", "put-back"):
            assert browser.submit(f"{LIST}/{theirs.id}/{step}", way="card").status == 404
    assert browser_as(rita).visit(f"{LIST}/{mine.id}").status == 404


def test_nobody_else_knows_that_there_are_lists(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    for person in (cast.alice, cast.max, cast.tess, cast.ada):
        assert browser_as(person).visit(LIST).status == 404
    assert stranger.visit(LIST).path == "/sign-in"


def test_cora_puts_one_on_the_list(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(NEW, initials="a.b.", reference="eit 12", known="")

    assert "The carer is on the list" in page.text
    assert the_list() == [("AB", "EIT 12", clock.london_day(clock.now()))]
    assert audited() == [{"change": "added", "number": 1, "team_id": str(cast.early_help.id)}]


def test_a_name_is_refused_and_nothing_typed_is_lost_or_kept(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(NEW, initials="Ann", reference="485 777 3456", known="13/04/1982")

    assert page.status == 422
    for words in ("This looks like a name.", "This looks like an NHS number", "never a date of birth"):
        assert words in page.text
    assert (page.value("initials"), page.value("reference")) == ("Ann", "485 777 3456")
    assert the_list() == []


def test_somebody_who_is_on_the_list_is_not_put_there_twice(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.sue, cast.early_help, "EIT-12")

    page = browser_as(cast.cora).submit(NEW, initials="AB", reference="eit-12")

    assert (page.status, len(the_list())) == (422, 1)
    assert "EIT-12 is on your team's list already" in page.text


def test_cora_pastes_many_and_those_on_the_list_are_left_as_they_are(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.sue, cast.early_help, "2")

    page = browser_as(cast.cora).submit(MANY, lines="AB, 1, 3 November 2025\r\nCD\t2\r\nEF;3")

    assert "2 carers are on the list" in page.text
    assert "On the list already, and left as they are: 2." in page.text
    assert [each[:2] for each in the_list()] == [("AB", "1"), ("AB", "2"), ("EF", "3")]


def test_one_wrong_line_and_nobody_is_put_on_the_list(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(MANY, lines="AB, 1\njane@example.org, 2")

    assert (page.status, the_list()) == (422, [])
    assert "Line 2: This looks like an email address." in page.text
    assert page.value("lines") == "AB, 1\njane@example.org, 2"


def test_whoever_works_in_two_teams_says_which(cast: Cast, browser_as: BrowserAs) -> None:
    second = make_team(cast.riverside, "Second Team")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        from app.accounts.models import RoleGrant

        session.add(
            RoleGrant(trust_id=second.trust_id, person_id=cast.cora.id, role=Role.CLINICIAN.value, team_id=second.id)
        )
    browser = browser_as(cast.cora)

    assert "Choose the team that knows them" in browser.submit(NEW, initials="AB", reference="1").text
    assert browser.submit(NEW, initials="AB", reference="1", team=str(cast.hill_team.id)).status == 422
    assert "Second Team" in browser.submit(NEW, initials="AB", reference="1", team=str(second.id)).text


def test_the_file_has_everybody_and_runs_no_formula(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "1")
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    make_carer(cast.cora, cast.early_help, "2", offer=Offer.INVITED.value, invitation_id=invitation.id)
    make_carer(cast.cora, cast.early_help, "3", initials="=A", days_known=2)

    rows = list(csv.DictReader(browser_as(cast.cora).client.get(FILE).text.splitlines()))

    assert [(row["reference"], row["offer"], row["invitation"]) for row in rows] == [
        ("3", "not-yet", ""),
        ("1", "not-yet", ""),
        ("2", "invited", "opened"),
    ]
    assert rows[0]["initials"] == "'=A"
    assert (rows[1]["team"], rows[1]["known_since"]) == ("Early Help", f"{clock.london_day(clock.now()):%Y-%m-%d}")


def test_that_the_file_was_taken_is_written_down(cast: Cast, browser_as: BrowserAs) -> None:
    browser_as(cast.cora).client.get(FILE)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.execute(select(AuditEntry.actor_id, AuditEntry.details)).all()
    assert [tuple(row) for row in found] == [(cast.cora.id, {"report": "carers", "rows": 0})]


def test_a_list_of_many_costs_no_more_statements_than_one_of_few(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    sent = []
    for number in (3, 40):
        for each in range(number):
            made = make_invitation(cast.cora, cast.early_help, email=f"{number}-{each}@example.org")
            make_carer(cast.cora, cast.early_help, f"{number}/{each}", offer=Offer.INVITED.value, invitation_id=made.id)
        with counted() as statements:
            browser.visit(f"{LIST}?show=all")
        sent.append(len(statements))
    assert sent[0] == sent[1]
    assert sent[1] <= 10


def test_a_long_list_comes_in_pages(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    browser.submit(MANY, lines="\n".join(f"AB, {number + 1}" for number in range(120)))

    assert len(references(browser.visit(LIST))) == 100
    assert len(references(browser.visit(f"{LIST}?page=2"))) == 20
    assert len(references(browser.visit(f"{LIST}?page=99"))) == 20


def test_a_filter_that_is_none_is_not_found(cast: Cast, browser_as: BrowserAs) -> None:
    assert browser_as(cast.cora).visit(f"{LIST}?show=names").status == 404


def test_known_since_is_shown_as_a_day(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, days_known=1)
    yesterday = clock.london_day(clock.now()) - timedelta(days=1)
    assert f"{yesterday.day} {yesterday:%B %Y}" in browser_as(cast.cora).visit(LIST).text
