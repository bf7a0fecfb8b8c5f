"""Cora's pages: upload, check, send, and who else finds them."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from uuid import UUID, uuid4

import pytest

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.lists import sending
from app.lists.reading.file import read
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.lists import addresses, confirm, make_list, send_all, state_of
from tests.builders.trusts import make_team
from tests.page import Browser, Page, _page
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
FILE = (
    b"email,first name,relationship\njane@example.org,Jane,mum\nben@example.org,Ben,brother\njane@example.org,J,son\n"
)


def send_file(browser: Browser, content: bytes, *, name: str = "carers.csv", **fields: str) -> Page:
    """Uploads it and follows where it leads."""
    fields.setdefault("once", str(uuid4()))
    sent = browser.client.post(
        "/staff/lists/new", data=fields, files={"file": (name, content, "text/csv")}, follow_redirects=True
    )
    return _page(sent)


def _id(page: Page) -> UUID:
    found = re.fullmatch(r"/staff/lists/([0-9a-f-]{36})", page.path)
    assert found, page.path
    return UUID(found.group(1))


def test_cora_uploads_a_file_and_sees_who_will_be_invited_and_who_not(cast: Cast, browser_as: Browsers) -> None:
    page = send_file(browser_as(cast.cora), FILE)

    assert page.h1 == "Check before you send"
    for words in (
        "1 person will be invited by Early Help. 2 rows are left out",
        "Joined already: 1 row",
        "Row 3: Ben, ben@example.org",
        "In the file twice: 1 row",
        '"mum" was read as "parent or step-parent" (1 row).',
        "Nothing has been sent yet",
    ):
        assert words in page.text
    assert "Send 1 invitation" in page.text


def test_she_sends_it_and_sees_how_far_it_is_and_what_became_of_it(cast: Cast, browser_as: Browsers) -> None:
    cora = browser_as(cast.cora)
    list_id = _id(send_file(cora, FILE))

    page = cora.submit(f"/staff/lists/{list_id}/send")
    assert (page.h1, "2 of 3 done" in page.text) == ("The invitations are being sent", True)
    send_all(list_id)
    page = cora.visit(f"/staff/lists/{list_id}")

    assert page.h1 == "The list is finished"
    assert "1 person was invited, 2 not." in page.text
    lists = cora.visit("/staff/lists").text
    assert all(words in lists for words in ("carers.csv", "Finished", "1 invited, 2 not invited"))


def test_a_second_click_leads_to_the_same_list_and_another_file_does_not(cast: Cast, browser_as: Browsers) -> None:
    cora, once = browser_as(cast.cora), str(uuid4())
    first, second = (_id(send_file(cora, FILE, once=once)) for _ in range(2))
    other = _id(send_file(cora, FILE + b"sam@example.org,Sam,son\n", once=once))

    assert first == second != other


def test_a_file_with_mistakes_keeps_nothing_and_names_each(cast: Cast, browser_as: Browsers) -> None:
    page = send_file(browser_as(cast.cora), b"email,first name,relationship\njo@,Jo,\n")

    assert (page.status, page.path) == (422, "/staff/lists/new")
    assert "2 things in the file are wrong" in page.text
    assert 'Row 2, email: "jo@" is not an email address' in page.text
    assert "There is no list yet" in browser_as(cast.cora).visit("/staff/lists").text


def test_of_very_many_mistakes_the_first_are_shown_and_all_are_counted(cast: Cast, browser_as: Browsers) -> None:
    page = send_file(browser_as(cast.cora), b"email,first name,relationship\n" + b"jo@,,\n" * 100)

    assert "300 things in the file are wrong" in page.text
    assert "And 200 more." in page.text


def test_without_a_file_she_is_asked_for_one(cast: Cast, browser_as: Browsers) -> None:
    page = send_file(browser_as(cast.cora), b"", name="")

    assert (page.status, "Choose a file" in page.text) == (422, True)


def test_an_empty_file_is_told_from_none(cast: Cast, browser_as: Browsers) -> None:
    assert "The file is empty" in send_file(browser_as(cast.cora), b"").text


def test_a_huge_file_is_refused_before_it_is_read(cast: Cast, browser_as: Browsers) -> None:
    page = send_file(browser_as(cast.cora), b"x" * 1_100_000)

    assert (page.status, "choose a smaller" in page.text) == (413, True)


def test_somebody_with_two_teams_chooses_one(cast: Cast, browser_as: Browsers) -> None:
    other = make_team(cast.riverside, "Second Team")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        more = {"trust_id": cast.riverside.id, "person_id": cast.cora.id, "role": Role.CLINICIAN.value}
        session.add(RoleGrant(**more, team_id=other.id))
    cora = browser_as(cast.cora)

    assert "Choose the team that invites them" in send_file(cora, FILE).text
    assert "invited by Second Team" in send_file(cora, FILE, team=str(other.id)).text
    assert send_file(cora, FILE, team=str(cast.hill_team.id)).status == 422


def test_somebody_without_a_team_cannot_upload(cast: Cast, browser_as: Browsers) -> None:
    alone = make_person("Cleo", Role.CLINICIAN, trust=cast.riverside)

    assert "You are not in a team yet" in browser_as(alone).visit("/staff/lists/new").text


def test_the_template_is_a_header_that_the_reader_knows_and_invites_nobody(cast: Cast, browser_as: Browsers) -> None:
    file = browser_as(cast.cora).client.get("/staff/lists/template.csv")

    assert "attachment" in file.headers["content-disposition"]
    assert read(file.content).problems == ("The file names its columns, and there is nobody under them",)
    assert read(file.content + "jo@example.org,José,mother".encode()).rows[0].first_name == "José"


def test_the_file_of_results_says_what_became_of_each_row_and_runs_no_formula(cast: Cast, browser_as: Browsers) -> None:
    list_id = make_list(cast.cora, cast.early_help, ["=cmd@example.org", cast.alice.email])
    confirm(cast.cora, list_id)
    send_all(list_id)

    file = browser_as(cast.cora).client.get(f"/staff/lists/{list_id}/results.csv")

    assert list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))[1:] == [
        ["2", "'=cmd@example.org", "Jo", "Parent or step-parent", "invited", ""],
        ["3", "alice@example.org", "Jo", "Parent or step-parent", "not invited", "Joined already"],
    ]


def test_pause_go_on_and_throw_the_rest_away(cast: Cast, browser_as: Browsers) -> None:
    list_id = make_list(cast.cora, cast.early_help, addresses(30))
    confirm(cast.cora, list_id)
    sending.send_some(list_id)
    cora, address = browser_as(cast.cora), f"/staff/lists/{list_id}"

    assert "20 of 30 done" in cora.submit(f"{address}/pause").text
    assert cora.submit(f"{address}/go-on").h1 == "The invitations are being sent"
    cora.submit(f"{address}/pause")
    page = cora.submit(f"{address}/throw-away")

    assert (page.h1, "20 people were invited, 10 not." in page.text) == ("The list was thrown away", True)
    assert "20 invited, 10 not invited" in cora.visit("/staff/lists").text
    assert cora.client.get(f"{address}/results.csv").text.count("not invited,Thrown away") == 10


def test_a_list_that_was_thrown_away_before_anybody_was_invited_says_so(cast: Cast, browser_as: Browsers) -> None:
    list_id = make_list(cast.cora, cast.early_help, addresses(3))

    page = browser_as(cast.cora).submit(f"/staff/lists/{list_id}/throw-away")

    assert "Nobody was invited, and the addresses are deleted." in page.text


def test_a_list_of_nobody_new_offers_no_sending(cast: Cast, browser_as: Browsers) -> None:
    list_id = make_list(cast.cora, cast.early_help, [cast.alice.email])

    page = browser_as(cast.cora).visit(f"/staff/lists/{list_id}")

    assert "Nobody on this list can be invited." in page.text
    assert "/send" not in page.response.text


def test_a_colleague_of_the_team_finds_the_list_and_nobody_else(cast: Cast, browser_as: Browsers) -> None:
    list_id = make_list(cast.cora, cast.early_help, addresses(2))
    other_team = make_person("Cleo", Role.CLINICIAN, team=make_team(cast.riverside, "Other Team"))
    paths = [f"/staff/lists/{list_id}", f"/staff/lists/{list_id}/results.csv"]
    acts = [f"/staff/lists/{list_id}/{act}" for act in ("send", "pause", "go-on", "throw-away")]

    assert [browser_as(cast.sue).client.get(path).status_code for path in paths] == [200, 200]
    for person in (other_team, cast.harry, cast.tess, cast.max, cast.alice, cast.ada):
        browser = browser_as(person).client
        assert [browser.get(path).status_code for path in paths] == [404, 404], person.name
        assert [browser.post(act).status_code for act in acts] == [404] * 4, person.name
    assert state_of(list_id)[0] == "checked"
    assert str(list_id) not in browser_as(other_team).visit("/staff/lists").response.text


@pytest.mark.parametrize("path", ["/staff/lists", "/staff/lists/new", "/staff/lists/template.csv"])
def test_only_those_who_invite_have_lists(cast: Cast, browser_as: Browsers, path: str) -> None:
    found = {each.name: browser_as(each).client.get(path).status_code for each in (cast.cora, cast.tess, cast.alice)}

    assert found == {"Cora": 200, "Tess": 404, "Alice": 404}


def test_why_somebody_is_not_invited_says_no_more_than_when_one_is_invited(cast: Cast, browser_as: Browsers) -> None:
    make_invitation(cast.harry, cast.hill_team, email="jane@example.org")

    assert "1 person will be invited" in send_file(browser_as(cast.cora), FILE).text


def test_many_lists_take_no_more_statements_than_one(cast: Cast, browser_as: Browsers) -> None:
    cora, sent = browser_as(cast.cora), []
    for _ in range(2):
        for _ in range(3):
            make_list(cast.cora, cast.early_help, addresses(3))
        with counted() as statements:
            cora.visit("/staff/lists")
        sent.append(len(statements))

    assert sent[0] == sent[1] < 12


def test_a_long_list_takes_no_more_statements_to_show_than_a_short_one(cast: Cast, browser_as: Browsers) -> None:
    cora, sent = browser_as(cast.cora), []
    for number in (3, 400):
        list_id = make_list(cast.cora, cast.early_help, [*addresses(number), *addresses(number)])
        with counted() as statements:
            page = cora.visit(f"/staff/lists/{list_id}")
        sent.append(len(statements))

    assert sent[0] == sent[1] < 14
    assert "And 300 more." in page.text


def test_the_ways_there(cast: Cast, browser_as: Browsers) -> None:
    cora = browser_as(cast.cora)

    assert "/staff/lists/new" in cora.visit("/staff/invitations").links
    assert "/staff/lists" in cora.visit("/staff").links
