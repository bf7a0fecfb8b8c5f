"""The uptake page: what Tess and Ada see there, and nobody else."""

from collections.abc import Callable
from datetime import date

from app.accounts.models import Person
from app.accounts.roles import Role
from app.invitations.rules import State
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.builders.uptake import make_caseload, make_relatives
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/uptake"
# Who is signed in, the frame's notes, and one statement for each part of the page.
MOST_STATEMENTS = 13


def test_tess_reads_each_step_with_how_many_stopped_there(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1, 0], shares=1)
    make_relatives(cast.cora, cast.early_help, "klmnop", modules=[1])
    make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    text = browser_as(cast.tess).visit(PAGE).text
    for words in (
        "The biggest drop is at “came back another day”: 6 of 16 have not got there.",
        "Account made: 1 fewer (5.9%)",
        "Came back another day: 6 fewer (37.5%)",
        "Shared with the team",
    ):
        assert words in text


def test_where_all_joined_since_sunday_it_is_too_early_to_say_who_reads(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdef", modules=[], days_old=0)
    text = browser_as(cast.tess).visit(PAGE).text
    assert "First module read: too early, all joined since Sunday" in text
    assert "The biggest drop" not in text


def test_who_joined_since_sunday_has_not_stopped(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefghij", modules=[1])
    make_relatives(cast.cora, cast.early_help, "klmnop", modules=[])
    make_relatives(cast.cora, cast.early_help, "xyz", modules=[], days_old=0)
    text = browser_as(cast.tess).visit(PAGE).text
    assert "First module read: 6 fewer (37.5%); 3 joined since " in text


def test_a_step_that_nobody_took_can_be_the_biggest_drop(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdef", modules=[1])
    text = browser_as(cast.tess).visit(PAGE).text
    assert "The biggest drop is at “came back another day”: 6 of 6 have not got there." in text


def test_sharing_is_a_free_choice_and_no_drop(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdef", modules=[1, 0], toolbox=1)
    text = browser_as(cast.tess).visit(PAGE).text
    assert "Shared with the team: 6 fewer (100.0%)" in text
    assert "The biggest drop" not in text


def test_a_hidden_step_is_hidden_in_the_picture_and_in_the_tables(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefgh", modules=[0])
    make_relatives(cast.cora, cast.early_help, "xyz", modules=[1])
    text = browser_as(cast.tess).visit(PAGE).text
    assert "“Not shown” protects single people." in text
    assert text.count("not shown") > 8


def test_whom_the_teams_know_stands_first_where_a_list_is_kept(cast: Cast, browser_as: BrowserAs) -> None:
    make_team(cast.riverside, "Second")
    make_invitation(cast.cora, cast.early_help)
    make_carer(cast.cora, cast.early_help)
    text = browser_as(cast.tess).visit(PAGE).text
    assert "Invited: 1 fewer (50.0%)" in text
    assert "no list" in text


def test_names_of_inviters_are_for_tess_only(cast: Cast, browser_as: BrowserAs) -> None:
    rita = make_person("Rita Oyelaran", Role.CLINICIAN, team=cast.early_help)
    make_invitation(rita, cast.early_help)
    assert "Rita Oyelaran" in browser_as(cast.tess).visit(PAGE).text
    page = browser_as(cast.ada).visit(PAGE)
    assert (page.h1, "Rita" in page.text, "Person by person" in page.text) == ("Uptake in all trusts", False, False)


def test_the_caseload_stands_with_its_day(cast: Cast, browser_as: BrowserAs) -> None:
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 3, 2))
    make_invitation(cast.cora, cast.early_help)
    text = browser_as(cast.tess).visit(PAGE).text
    assert "1 of 40 (2.5%)" in text
    assert "Monday 2 March 2026" in text


def test_without_a_count_tess_is_led_to_the_form_and_ada_is_not(cast: Cast, browser_as: BrowserAs) -> None:
    assert "/staff/reports/caseloads" in browser_as(cast.tess).visit(PAGE).links
    assert "/staff/reports/caseloads" not in browser_as(cast.ada).visit(PAGE).links


def test_imparts_numbers_stand_beside_ours(cast: Cast, browser_as: BrowserAs) -> None:
    text = browser_as(cast.tess).visit(PAGE).text
    for words in ("57 of 281 (20.3%)", "159 of 310 (51.3%)", "45", "Nobody has been invited yet."):
        assert words in text


def test_tess_sees_nothing_of_the_other_trust(cast: Cast, browser_as: BrowserAs) -> None:
    for number in range(7):
        make_invitation(cast.harry, cast.hill_team, email=f"{number}@example.org")
    text = browser_as(cast.tess).visit(PAGE).text
    assert "Hill" not in text
    assert "Harry" not in text


def test_nobody_else_may_know_that_there_is_such_a_page(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        assert browser_as(person).visit(PAGE).status == 404
    assert stranger.visit(PAGE).path == "/sign-in"


def test_the_page_asks_few_questions_however_many_teams_there_are(cast: Cast, browser_as: BrowserAs) -> None:
    for number in range(5):
        make_relatives(cast.cora, make_team(cast.riverside, f"{number} Team"), "ab", modules=[1])
    tess = browser_as(cast.tess)
    tess.visit(PAGE)
    with counted() as sent:
        tess.visit(PAGE)
    assert len(sent) <= MOST_STATEMENTS, "\n".join(sent)


def test_before_the_first_trust_ada_is_told_that_there_is_none(database: None, browser_as: BrowserAs) -> None:
    ada = make_person("Ada", Role.PLATFORM_ADMINISTRATOR)
    assert "There is no trust yet." in browser_as(ada).visit(PAGE).text
    assert browser_as(ada).client.get("/staff/reports/uptake-funnel.csv").status_code == 404
