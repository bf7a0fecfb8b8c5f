"""What becomes of a check-in: kept in the toolbox, shared, removed, taken out, and gone with the account."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.keys.models import DataKey
from app.outcomes import queries
from app.toolbox import queries as toolbox
from app.toolbox.rules import Kind
from tests.builders import check_ins as build
from tests.builders.accounts import PASSWORD
from tests.builders.check_ins import make_check_in, rows
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
K10 = "/check-ins/k10"


def keys_of(check_in_id: UUID) -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return len(session.scalars(select(DataKey.owner_id).where(DataKey.owner_id == check_in_id)).all())


def in_toolbox(person: Person) -> list[toolbox.Item]:
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return toolbox.items(session, person_id=person.id)


def test_alice_keeps_what_it_says_and_the_number_and_none_of_her_answers(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice, given=build.answers("k10", 2) | {"hopeless": 4})
    page = browser_as(cast.alice).submit(f"{K10}/results/{done}/keep")

    assert "It is in your toolbox." in page.text
    [item] = in_toolbox(cast.alice)
    assert (item.kind, item.source) == (Kind.CHECK_IN, f"check-ins/{done}")
    words = " ".join(words for _label, words in item.kept.lines)
    assert "22, on a scale from 10 to 50." in words
    assert "This is not a diagnosis." in words
    assert "hopeless" not in words


def test_it_is_kept_how_much_she_skipped_and_not_what(cast: Cast, browser_as: Browsers) -> None:
    answers = {name: 1 for name in build.answers("phq-9", 1) if name != "better-off-dead"}
    done = make_check_in(cast.alice, "phq-9", given=answers)
    browser_as(cast.alice).submit(f"/check-ins/phq-9/results/{done}/keep")

    [item] = in_toolbox(cast.alice)
    assert ["What I skipped", "1 of 10 questions"] in [list(line) for line in item.kept.lines]


def test_once_it_is_kept_the_page_leads_to_it(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    alice = browser_as(cast.alice)
    before = alice.visit(f"{K10}/results/{done}")
    alice.submit(f"{K10}/results/{done}/keep")

    after = alice.visit(f"{K10}/results/{done}")
    [item] = in_toolbox(cast.alice)
    assert "Keep it in my toolbox" in before.text
    assert "Keep it in my toolbox" not in after.text
    assert f"/toolbox/{item.id}" in after.links


def test_kept_twice_it_is_there_once_and_leads_back(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    alice = browser_as(cast.alice)
    for _press in range(2):
        alice.submit(f"{K10}/results/{done}/keep")

    [item] = in_toolbox(cast.alice)
    assert f"{K10}/results/{done}" in alice.visit(f"/toolbox/{item.id}").links


def test_what_she_shares_cora_reads_and_nothing_before_and_nothing_after(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    alice, cora = browser_as(cast.alice), browser_as(cast.cora)
    alice.submit(f"{K10}/results/{done}/keep")
    [item] = in_toolbox(cast.alice)
    texts = [cora.visit("/staff/shared").text]
    alice.submit(f"/toolbox/{item.id}/share", team=str(cast.early_help.id))
    texts.append(cora.visit(f"/staff/shared/{item.id}").text)
    alice.submit(f"{K10}/results/{done}/remove")
    texts.append(cora.visit(f"/staff/shared/{item.id}").text)

    assert ["20, on a scale from 10 to 50" in each for each in texts] == [False, True, False]


def test_removed_it_is_gone_with_its_key_and_from_the_toolbox(cast: Cast, browser_as: Browsers) -> None:
    done, other = make_check_in(cast.alice), make_check_in(cast.alice, days_ago=30)
    alice = browser_as(cast.alice)
    alice.submit(f"{K10}/results/{done}/keep")
    assert "gone then for good" in alice.visit(f"{K10}/results/{done}/remove").text

    page = alice.submit(f"{K10}/results/{done}/remove")

    assert "It is removed." in page.text
    assert ([row.id for row in rows(cast.alice)], in_toolbox(cast.alice)) == ([other], [])
    assert (keys_of(done), keys_of(other)) == (0, 1)
    assert alice.visit(f"{K10}/results/{done}").status == 404


def test_with_the_account_everything_goes(cast: Cast, browser_as: Browsers) -> None:
    done, begun = make_check_in(cast.alice), make_check_in(cast.alice, "phq-9", finished=False)
    make_check_in(cast.ben)
    browser_as(cast.alice).submit("/account/close", password=PASSWORD, sure="yes")

    assert (rows(cast.alice), len(rows(cast.ben))) == ([], 1)
    assert (keys_of(done), keys_of(begun)) == (0, 0)


def test_her_file_holds_every_answer_in_words(cast: Cast, browser_as: Browsers) -> None:
    make_check_in(cast.alice, given={"nervous": 3})
    make_check_in(cast.alice, "phq-9", given={"sleep": 1}, finished=False)

    done, begun = browser_as(cast.alice).client.get("/toolbox/take-out").json()["check_ins"]

    assert (done["questionnaire"], begun["questionnaire"], begun["finished_at"]) == ("k10", "phq-9", None)
    assert done["answers"] == [{"question": "… nervous?", "answer": "Some of the time", "value": 3}]
    assert [each["answer"] for each in begun["answers"]] == ["Several days"]


def test_a_dump_of_the_tables_holds_no_answer(cast: Cast) -> None:
    make_check_in(cast.alice, given={"nervous": 3})

    with unit_of_work(Platform.COMMAND_LINE) as session:
        dump = str(session.execute(text("SELECT check_ins::text FROM check_ins")).all())
    assert "k10" in dump
    assert "nervous" not in dump


@pytest.mark.parametrize("swapped", ["sealed", "id"])
def test_answers_put_in_another_persons_place_cannot_be_read(cast: Cast, swapped: str) -> None:
    mine, other = make_check_in(cast.alice, given=1), make_check_in(cast.ben, given=5)
    change = {
        "sealed": "UPDATE check_ins SET sealed = (SELECT sealed FROM check_ins WHERE id = :other) WHERE id = :mine",
        "id": "UPDATE check_ins SET id = gen_random_uuid() WHERE id = :mine AND :other IS NOT NULL",
    }[swapped]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text(change), {"mine": mine, "other": other})

    assert cast.alice.trust_id
    with unit_of_work(cast.alice.trust_id) as session:
        assert queries.finished(session, person_id=cast.alice.id) == []
        assert len(queries.finished(session, person_id=cast.ben.id)) == 1


def test_one_that_cannot_be_read_hides_no_other_and_is_in_nobodys_way(cast: Cast, browser_as: Browsers) -> None:
    make_check_in(cast.alice, days_ago=30)
    broken = make_check_in(cast.alice, finished=False)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text("UPDATE check_ins SET sealed = 'x' WHERE id = :id"), {"id": broken})
    alice = browser_as(cast.alice)

    assert "Last time:" in alice.visit("/check-ins").text
    assert alice.submit(f"{K10}/begin").path == f"{K10}/questions/1"
