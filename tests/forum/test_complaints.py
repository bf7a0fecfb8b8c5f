"""Alice complains; Tess answers. Nobody reads it but those who answer, and each look is written down."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update

from app.accounts.models import Person
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Complaint
from app.mail import delivery
from app.mailers import MAILERS
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
COMPLAINT = {"words": "Nobody answered my question for three weeks."}
ANSWER = {"decided": "partly", "words": "We are sorry. We have changed the rota."}


def made(cast: Cast, browser_as: Browsers) -> Complaint:
    browser_as(cast.alice).submit("/complaints/new", **COMPLAINT)
    return now_of()


def now_of() -> Complaint:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(Complaint)).one()


def test_alice_gets_a_reference_and_two_times(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/complaints/new", **COMPLAINT)

    complaint = now_of()
    assert page.h1 == f"Complaint {complaint.reference}"
    assert "Somebody says that they have it by" in page.text
    assert COMPLAINT["words"] in page.text
    assert clock.now() < complaint.acknowledge_by < complaint.answer_by
    assert complaint.acknowledge_by < clock.now() + timedelta(days=30)


def test_tess_is_told_by_a_mail_that_says_nothing(cast: Cast, browser_as: Browsers, mailbox: Mailbox) -> None:
    made(cast, browser_as)

    delivery.send_all_due(mailers=MAILERS)

    (mail,) = mailbox.mails
    assert mail["To"] == cast.tess.email
    assert mailbox.link_in(mail) == "/staff/complaints"
    for words in (COMPLAINT["words"], "Alice", now_of().reference):
        assert words not in mail.as_string()


def test_tess_acknowledges_and_answers_and_alice_is_told(cast: Cast, browser_as: Browsers, mailbox: Mailbox) -> None:
    complaint = made(cast, browser_as)
    tess, path = browser_as(cast.tess), f"/staff/complaints/{complaint.id}"
    assert "Alice writes" in tess.visit(path).text

    tess.submit(f"{path}/acknowledge", version="1")
    tess.submit(f"{path}/answer", version="2", **ANSWER)
    delivery.send_all_due(mailers=MAILERS)

    page = browser_as(cast.alice).visit(f"/complaints/{complaint.id}")
    assert ANSWER["words"] in page.text
    assert "We agree with you in part" in page.text
    to_alice = [mail for mail in mailbox.mails if mail["To"] == cast.alice.email]
    assert len(to_alice) == 2
    assert mailbox.link_in(to_alice[0]) == f"/complaints/{complaint.id}"
    assert ANSWER["words"] not in to_alice[1].as_string()


def test_each_look_and_each_step_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    complaint = made(cast, browser_as)
    tess, path = browser_as(cast.tess), f"/staff/complaints/{complaint.id}"
    tess.visit(path)
    tess.submit(f"{path}/answer", version="1", **ANSWER)

    with unit_of_work(cast.riverside.id) as session:
        written = select(AuditEntry.action, AuditEntry.actor_id).where(AuditEntry.subject_id == complaint.id)
        entries = session.execute(written.order_by(AuditEntry.id)).all()
    assert entries[0] == (Action.COMPLAINT_READ, cast.tess.id)
    assert (Action.COMPLAINT_ANSWERED, cast.tess.id) in entries


def test_an_answer_stands_for_good_and_only_the_first(cast: Cast, browser_as: Browsers) -> None:
    complaint = made(cast, browser_as)
    tess, path = browser_as(cast.tess), f"/staff/complaints/{complaint.id}"
    tess.submit(f"{path}/answer", version="1", **ANSWER)

    pages = [tess.submit(f"{path}/answer", version=version, **ANSWER) for version in ("1", "2")]
    again = tess.submit(f"{path}/acknowledge", version="2")

    assert [page.status for page in (*pages, again)] == [409, 409, 409]
    assert now_of().version == 2


def test_an_answer_from_an_old_page_is_refused_with_its_words_kept(cast: Cast, browser_as: Browsers) -> None:
    complaint = made(cast, browser_as)
    tess, path = browser_as(cast.tess), f"/staff/complaints/{complaint.id}"
    tess.submit(f"{path}/acknowledge", version="1")

    page = tess.submit(f"{path}/answer", version="1", **ANSWER)

    assert page.status == 409
    assert (page.value("words") or "").strip() == ANSWER["words"]


@pytest.mark.parametrize("fields", [{"decided": "", "words": ""}, {"decided": "upheld", "words": "x" * 5001}])
def test_an_answer_with_a_slip_is_asked_for_again(cast: Cast, browser_as: Browsers, fields: dict[str, str]) -> None:
    complaint = made(cast, browser_as)

    page = browser_as(cast.tess).submit(f"/staff/complaints/{complaint.id}/answer", version="1", **fields)

    assert page.status == 422
    assert now_of().decided is None


@pytest.mark.parametrize("words", [" ", "x" * 5001])
def test_a_complaint_with_a_slip_is_asked_for_again(cast: Cast, browser_as: Browsers, words: str) -> None:
    page = browser_as(cast.alice).submit("/complaints/new", words=words)

    assert page.status == 422
    assert "#words" in page.links


def test_danger_in_a_complaint_is_answered_at_once_and_the_complaint_is_kept(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/complaints/new", words="Nobody helps. I am going to kill myself tonight.")

    assert "Before anything else" in page.text
    assert f"/complaints/{now_of().id}" in page.links


def test_nobody_answers_their_own_complaint(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    tess.submit("/complaints/new", **COMPLAINT)

    assert "Nothing waits for an answer." in tess.visit("/staff/complaints").text
    assert tess.visit(f"/staff/complaints/{now_of().id}").status == 404


@pytest.mark.parametrize("who", ["ben", "cora", "sue", "max", "ada", "hanna"])
def test_nobody_else_reads_it(cast: Cast, browser_as: Browsers, who: str) -> None:
    complaint = made(cast, browser_as)
    browser = browser_as(getattr(cast, who))

    assert browser.visit(f"/complaints/{complaint.id}").status == 404
    assert browser.visit(f"/staff/complaints/{complaint.id}").status == 404
    for step in ("acknowledge", "answer"):
        assert browser.submit(f"/staff/complaints/{complaint.id}/{step}", version="1", **ANSWER).status == 404


def test_the_administrator_belongs_to_no_trust_that_could_answer(cast: Cast, browser_as: Browsers) -> None:
    ada = browser_as(cast.ada)

    assert [ada.visit(path).status for path in ("/complaints", "/complaints/new")] == [404, 404]
    assert ada.submit("/complaints/new", **COMPLAINT).status == 404


def test_a_dump_of_the_database_holds_no_word_of_it(cast: Cast, browser_as: Browsers) -> None:
    made(cast, browser_as)

    with unit_of_work(Platform.SWEEP) as session:
        row = session.execute(text("SELECT c::text, encode(c.sealed, 'escape') FROM forum_complaints c")).one()
    assert all("three weeks" not in column for column in row)


def test_what_is_late_is_marked(cast: Cast, browser_as: Browsers) -> None:
    complaint = made(cast, browser_as)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Complaint).values(acknowledge_by=clock.now() - timedelta(hours=1)))

    assert "Overdue" in browser_as(cast.tess).visit("/staff/complaints").text
    assert "Overdue" in browser_as(cast.tess).visit(f"/staff/complaints/{complaint.id}").text


def test_a_made_up_address_leads_nowhere(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.tess).visit(f"/staff/complaints/{uuid4()}").status == 404
    assert browser_as(cast.alice).visit(f"/complaints/{uuid4()}").status == 404


def test_whose_account_is_gone_is_mailed_nothing(cast: Cast, browser_as: Browsers, mailbox: Mailbox) -> None:
    complaint = made(cast, browser_as)
    tess = browser_as(cast.tess)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Complaint).values(person_id=None))

    tess.submit(f"/staff/complaints/{complaint.id}/answer", version="1", **ANSWER)
    delivery.send_all_due(mailers=MAILERS)

    assert {mail["To"] for mail in mailbox.mails} == {cast.tess.email}
    assert "Somebody whose account is gone" in tess.visit(f"/staff/complaints/{complaint.id}").text
