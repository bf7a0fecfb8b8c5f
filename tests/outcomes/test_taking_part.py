"""A relative and research: never asked twice the same, never ticked for them, and out with one button."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts import queries as accounts
from app.accounts import service as closing
from app.accounts.models import Person
from app.core.db import unit_of_work
from app.core.errors import Conflict, NotFound
from app.outcomes.models import ResearchConsent
from app.outcomes.research import service
from tests.builders import research as build
from tests.outcomes.test_races import wait_until_blocked
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
HOME = "/account/research"


def test_alice_reads_what_it_is_and_nothing_is_ticked(cast: Cast, browser_as: Browsers) -> None:
    build.open_study(cast.tess)

    page = browser_as(cast.alice).visit(HOME)

    for words in ("What helps relatives", "26/NW/0123", "Dr Rivers", "never handed on"):
        assert words in page.text
    [box] = [each for each in page.all("input") if each.get("name") == "agreed"]
    assert box.get("checked") is None
    assert build.consents() == []


def test_without_the_tick_alice_does_not_take_part(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)

    page = browser_as(cast.alice).submit(f"{HOME}/agree", study_id=str(study))

    assert page.status == 422
    assert "Tick the box if you want to take part" in page.text
    assert build.consents() == []


def test_alice_says_yes_and_it_is_written_down_without_the_pseudonym(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)

    page = browser_as(cast.alice).submit(f"{HOME}/agree", study_id=str(study), agreed="yes")

    assert "You take part now." in page.text
    [consent] = build.consents()
    assert (consent.person_id, consent.study_id, len(consent.pseudonym)) == (cast.alice.id, study, 10)
    [entry] = build.entries("research.agreed")
    assert (entry.actor_id, entry.details) == (cast.alice.id, {})
    assert consent.pseudonym not in page.text


def test_alice_agrees_only_to_the_words_that_she_read(cast: Cast, browser_as: Browsers) -> None:
    first = build.open_study(cast.tess)
    build.word_anew(cast.tess, first, title="Other words")

    page = browser_as(cast.alice).submit(f"{HOME}/agree", study_id=str(first), agreed="yes")

    assert page.status == 422
    assert "The words have changed since you opened the page" in page.text
    assert "Other words" in page.text
    assert build.consents() == []


def test_nobody_agrees_to_words_that_are_no_longer_asked(cast: Cast) -> None:
    study = build.open_study(cast.tess)
    build.close_study(cast.tess, study)

    with pytest.raises(Conflict):
        build.agree(cast.alice, study)


def test_nobody_agrees_to_a_study_of_another_trust(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)

    assert browser_as(cast.hugo).submit(f"{HOME}/agree", study_id=str(study), agreed="yes").status == 404
    assert build.consents() == []


def test_alice_presses_in_two_browsers_and_has_one_pseudonym(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)
    both = [browser_as(cast.alice), browser_as(cast.alice)]

    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(each.submit, f"{HOME}/agree", study_id=str(study), agreed="yes") for each in both]
        assert [each.result().status for each in sent] == [200, 200]

    assert len(build.consents()) == len(build.entries("research.agreed")) == 1


def test_alice_stops_and_no_tie_to_her_is_left(cast: Cast, browser_as: Browsers) -> None:
    pseudonym = build.agree(cast.alice, build.open_study(cast.tess))
    alice = browser_as(cast.alice)

    page = alice.submit(f"{HOME}/withdraw")
    again = alice.submit(f"{HOME}/withdraw")

    assert "You do not take part any more." in page.text
    assert again.status == 200
    [consent] = build.consents()
    assert (consent.person_id, consent.pseudonym) == (None, pseudonym)
    [study] = build.study_rows()
    assert consent.given_at == consent.withdrawn_at == study.opened_at
    assert len(build.entries("research.withdrawn")) == 1


def test_alice_stops_in_all_words_that_she_ever_agreed_to(cast: Cast) -> None:
    first = build.open_study(cast.tess)
    build.agree(cast.alice, first)
    build.agree(cast.alice, build.word_anew(cast.tess, first, title="Other words"))

    build.withdraw(cast.alice)

    assert [each.person_id for each in build.consents()] == [None, None]
    assert build.agreed_by(cast.alice) == []


def test_alice_can_take_part_again_under_another_pseudonym(cast: Cast) -> None:
    study = build.open_study(cast.tess)
    before = build.agree(cast.alice, study)
    build.withdraw(cast.alice)

    assert build.agree(cast.alice, study) != before


def test_after_the_study_is_closed_alice_can_still_stop(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)
    build.agree(cast.alice, study)
    build.close_study(cast.tess, study)
    alice = browser_as(cast.alice)

    assert "is closed. What you answer from now on is not handed on." in alice.visit(HOME).text
    alice.submit(f"{HOME}/withdraw")
    assert build.agreed_by(cast.alice) == []


def test_closing_the_account_is_stopping(cast: Cast, browser_as: Browsers) -> None:
    build.agree(cast.alice, build.open_study(cast.tess))

    browser_as(cast.alice).submit("/account/close")

    assert [each.person_id for each in build.consents()] == [None]
    [entry] = build.entries("research.withdrawn")
    assert entry.actor_id == cast.alice.id


def test_nobody_says_yes_while_their_account_is_closed(cast: Cast) -> None:
    study = build.open_study(cast.tess)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(cast.riverside.id) as session:
            person = accounts.find_open(session, person_id=cast.alice.id)
            assert person
            closing.close(session, person=person, actor_id=person.id, also=(service.leave_with_account,))
            late = pool.submit(build.agree, cast.alice, study)
            wait_until_blocked()
        with pytest.raises(NotFound):
            late.result()

    assert build.consents() == []


def test_who_takes_part_in_nothing_leaves_no_trace_when_the_account_is_closed(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        person = accounts.find_open(session, person_id=cast.alice.id)
        assert person
        closing.close(session, person=person, actor_id=person.id, also=(service.leave_with_account,))

    assert build.entries("research.withdrawn") == []


def test_alices_own_file_says_what_she_agreed_to_and_not_her_pseudonym(cast: Cast, browser_as: Browsers) -> None:
    pseudonym = build.agree(cast.alice, build.open_study(cast.tess))

    content = browser_as(cast.alice).client.get("/toolbox/take-out")

    [agreed] = content.json()["research"]
    assert (agreed["study"], agreed["version"], agreed["words"]) == ("What helps relatives", 1, build.WORDS)
    assert pseudonym not in content.text


def test_the_account_page_leads_there_and_staff_have_no_such_page(cast: Cast, browser_as: Browsers) -> None:
    assert HOME in browser_as(cast.alice).visit("/account").links
    assert HOME not in browser_as(cast.tess).visit("/account").links
    assert browser_as(cast.tess).visit(HOME).status == 404


def test_the_database_keeps_one_yes_of_a_person_to_the_same_words(cast: Cast) -> None:
    study = build.open_study(cast.tess)
    build.agree(cast.alice, study)

    with pytest.raises(IntegrityError, match="uq_research_consents_live"), unit_of_work(cast.riverside.id) as session:
        facts = {"trust_id": cast.riverside.id, "study_id": study, "person_id": cast.alice.id}
        session.add(ResearchConsent(**facts, pseudonym=uuid4().hex))
        session.flush()


def test_before_a_check_in_alice_reads_where_her_answers_go(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    assert "study" not in alice.visit("/check-ins").text
    study = build.open_study(cast.tess)
    assert HOME in alice.visit("/check-ins").links
    assert "Nobody but you. Your answers are locked" in alice.visit("/check-ins/k10").text

    build.agree(cast.alice, study)

    assert "they go into a file for researchers" in alice.visit("/check-ins/k10").text
    assert "handed on to researchers, without your name" in alice.visit("/check-ins").text
