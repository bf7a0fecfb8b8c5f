"""The first page of the figures, and the first file: what a trust lead and the platform administrator see, and nobody else."""

import csv
from collections.abc import Callable, Sequence

import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Permission
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.reports import contents
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team, make_trust
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE, UPTAKE, FILE = "/staff/reports", "/staff/reports/uptake", "/staff/reports/uptake.csv"


def test_tess_reads_big_numbers_in_sentences(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.cora, cast.early_help, email="two@example.org", state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="two@example.org")
    page = browser_as(cast.tess).visit(PAGE)
    assert page.h1 == "Report for Riverside"
    assert "1 of 2 people invited now have an account (50.0%)." in page.text
    assert "1 of 1 clinician has invited somebody (100.0%)." in page.text
    assert "3 invitations went to 2 people. 1 of them went to somebody who had been invited before." in page.text


def test_the_imparts_figures_stand_beside_those_of_the_trust(cast: Cast, browser_as: BrowserAs) -> None:
    text = browser_as(cast.tess).visit(UPTAKE).text
    assert "57 of 281 (20.3%)" in text
    assert "159 of 310 (51.3%)" in text


def test_a_trust_that_has_invited_nobody_is_told_so(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).visit(PAGE)
    assert "0 of 1 clinician has invited somebody (0.0%)." in page.text
    assert "Nobody has been invited yet." in page.text


def test_where_only_sue_has_invited_no_median_is_told(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.sue, cast.early_help)
    text = browser_as(cast.tess).visit(PAGE).text
    assert "1 invitation went to 1 person. 0 of them went to somebody who had been invited before." in text
    assert "(median) among" not in text


def test_the_bars_and_the_table_show_the_same_numbers(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice, days_old=20)
    make_invitation(cast.cora, cast.early_help, email="two@example.org", state=State.QUEUED)
    page = browser_as(cast.tess).visit(PAGE)
    bars = [bar.get("width") for bar in page.tree.iter("{http://www.w3.org/2000/svg}rect")]
    assert bars[:4] == ["75.00%", "37.50%", "37.50%", "37.50%"]
    assert "Account made" in page.text
    assert "The biggest drop is at “invitation delivered”: 1 of 2 have not got there." in page.text
    assert "“Not shown” protects single people." in page.text


def test_tess_sees_nothing_of_the_other_trust(cast: Cast, browser_as: BrowserAs) -> None:
    for number in range(7):
        make_invitation(cast.harry, cast.hill_team, email=f"{number}@example.org")
    browser = browser_as(cast.tess)
    for words in (browser.visit(PAGE).text, browser.client.get(FILE).text):
        assert "Hill" not in words
    assert "Nobody has been invited yet." in browser.visit(PAGE).text


def test_ada_sees_all_trusts_and_a_total(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.cora, cast.early_help)
    make_invitation(cast.harry, cast.hill_team, email="john@example.org")
    page = browser_as(cast.ada).visit(PAGE)
    assert page.h1 == "Report for all trusts"
    assert "0 of 2 people invited now have an account (0.0%)." in page.text
    for words in ("Riverside", "Hillside", "All trusts"):
        assert words in browser_as(cast.ada).visit(UPTAKE).text


def test_each_page_that_tess_is_led_to_opens(cast: Cast, browser_as: BrowserAs) -> None:
    _opens(browser_as(cast.tess), (*contents.PAGES, *contents.SETTINGS))


def test_ada_is_led_only_where_she_may_go(cast: Cast, browser_as: BrowserAs) -> None:
    _opens(browser_as(cast.ada), [each for each in contents.PAGES if each.permission is Permission.REPORTS_READ])


def _opens(browser: Browser, pages: Sequence[contents.Page]) -> None:
    links = browser.visit(PAGE).links
    for each in (*contents.PAGES, *contents.SETTINGS):
        assert (each.href in links) == (each in pages)
    for each in pages:
        assert browser.visit(each.href).status == 200


def test_nobody_else_may_know_that_there_are_reports(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        assert browser_as(person).visit(PAGE).status == 404
        assert browser_as(person).client.get(FILE).status_code == 404
    assert stranger.visit(PAGE).path == "/sign-in"


def test_the_file_of_a_trust_has_a_row_for_each_team_and_the_whole_trust(cast: Cast, browser_as: BrowserAs) -> None:
    make_team(cast.riverside, "Zeta")
    make_invitation(cast.cora, cast.early_help)
    answer = browser_as(cast.tess).client.get(FILE)
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert [(row["trust"], row["team"], row["invites_sent"]) for row in rows] == [
        ("Riverside", "Early Help", "1"),
        ("Riverside", "Zeta", "0"),
        ("Riverside", "", "1"),
    ]
    assert (rows[1]["activation_percent"], rows[1]["invites_per_inviter_median"]) == ("", "")


@time_machine.travel("2026-07-01T14:15:00Z", tick=False)
def test_the_files_name_says_when_by_the_clock_in_london(cast: Cast, browser_as: BrowserAs) -> None:
    answer = browser_as(cast.tess).client.get(FILE)
    assert answer.headers["content-disposition"] == 'attachment; filename="holdfast-uptake-2026-07-01-1515.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_a_teams_name_is_never_run_as_a_formula(cast: Cast, browser_as: BrowserAs) -> None:
    make_team(cast.riverside, "=HYPERLINK(1)")
    rows = list(csv.DictReader(browser_as(cast.tess).client.get(FILE).text.splitlines()))
    assert "'=HYPERLINK(1)" in {row["team"] for row in rows}


def test_that_the_file_was_taken_is_written_down(cast: Cast, browser_as: BrowserAs) -> None:
    browser_as(cast.tess).client.get(FILE)
    browser_as(cast.ada).client.get(FILE)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.execute(select(AuditEntry.actor_id, AuditEntry.trust_id, AuditEntry.details)).all()
    assert [tuple(row) for row in found] == [
        (cast.tess.id, cast.riverside.id, {"report": "uptake", "rows": 2}),
        (cast.ada.id, None, {"report": "uptake", "rows": 3}),
    ]


def test_before_the_first_trust_ada_is_told_that_there_is_none(database: None, browser_as: BrowserAs) -> None:
    from app.accounts.roles import Role
    from tests.builders.accounts import make_person

    ada = make_person("Ada", Role.PLATFORM_ADMINISTRATOR)
    assert "There is no trust yet." in browser_as(ada).visit(PAGE).text
    make_trust()
    assert "Riverside" in browser_as(ada).visit(UPTAKE).text


def test_who_joined_with_a_code_is_seen_and_is_nobodys_invitation(cast: Cast, browser_as: BrowserAs) -> None:
    facts = {"inviter_id": None, "came_by": "open", "email": cast.alice.email, "joined_as": cast.alice}
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, **facts)  # type: ignore[arg-type]
    browser = browser_as(cast.tess)
    text = browser.visit(PAGE).text
    assert "Nobody has been invited yet." in text
    assert "1 person joined by code, or by asking for a link." in text
    rows = list(csv.DictReader(browser.client.get(FILE).text.splitlines()))
    assert [(row["invites_sent"], row["joined_by_code"]) for row in rows] == [("0", "1"), ("0", "1")]
