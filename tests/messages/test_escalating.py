"""An answer that does not come in time: the other supporters hear of it, then the lead; once each and never early."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import insert, select, update

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock, config
from app.core.db import Platform, unit_of_work
from app.mail import delivery
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind
from app.mailers import MAILERS
from app.messages.models import Act, Conversation
from app.messages.rules.conversations import Escalation
from app.messages.service import escalating
from app.models import metadata
from tests.builders.accounts import make_person
from tests.builders.hours import london
from tests.builders.messages import answer_to, fresh, make_conversation
from tests.mailbox import Mailbox
from tests.people import Cast

MINUTE = timedelta(minutes=1)
# A Monday in working hours: until a trust has set its own, Monday to Friday from 9am to 5pm, an answer in 2 days.
MONDAY = london("2026-11-23 11:00")
OVERDUE, LEAD = EmailKind.MESSAGE_OVERDUE, EmailKind.MESSAGE_OVERDUE_LEAD


def sweep() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return escalating.escalate_due(session)


def told(kind: EmailKind) -> list[str]:
    with unit_of_work(Platform.SWEEP) as session:
        return sorted(session.scalars(select(OutboundMail.recipient).where(OutboundMail.kind == kind.value)))


def acts(conversation_id: UUID) -> list[dict[str, object]]:
    with unit_of_work(Platform.SWEEP) as session:
        of = (Act.conversation_id == conversation_id, Act.act == "overdue_told")
        return list(session.scalars(select(Act.facts).where(*of).order_by(Act.id)))


def owned_by(person: Person, conversation_id: UUID) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Conversation).where(Conversation.id == conversation_id).values(owner_id=person.id))


def close_account(person: Person) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Person).where(Person.id == person.id).values(closed_at=clock.now()))


@pytest.fixture
def sam(cast: Cast) -> Person:
    return make_person("Sam", Role.SUPPORTER, team=cast.early_help)


def test_the_other_supporters_hear_of_it_when_the_promise_ends_and_not_before(cast: Cast, sam: Person) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        owned_by(cast.sue, make_conversation(cast.alice))
        now.move_to(london("2026-11-25 16:59"))
        early = sweep()
        now.move_to(london("2026-11-25 17:00"))

        assert (early, sweep(), sweep()) == (0, 1, 0)
    assert told(OVERDUE) == [sam.email]


def test_the_lead_hears_of_it_a_working_day_later(cast: Cast, sam: Person) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        now.move_to(london("2026-11-25 17:00"))
        sweep()
        now.move_to(london("2026-11-26 16:59"))
        early = sweep()
        now.move_to(london("2026-11-26 17:00"))

        assert (early, sweep(), sweep()) == (0, 1, 0)
    assert told(LEAD) == [cast.tess.email]
    assert acts(conversation_id) == [{"who": "second", "people": 2}, {"who": "lead", "people": 1}]
    assert fresh(conversation_id).next_escalation_at is None


def test_with_no_other_supporter_the_lead_hears_of_it_at_once(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        owned_by(cast.sue, conversation_id)
        now.move_to(london("2026-11-25 17:00"))
        sweep()

    assert (told(OVERDUE), told(LEAD)) == ([], [cast.tess.email])
    assert fresh(conversation_id).escalation == Escalation.LEAD.value


def test_each_overdue_one_is_told_once_however_often_the_clock_strikes(cast: Cast, sam: Person) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        while clock.now() < MONDAY + timedelta(days=7):
            now.shift(20 * MINUTE)
            sweep()

    assert [each["who"] for each in acts(conversation_id)] == ["second", "lead"]
    assert len(told(OVERDUE)) == 2


@pytest.mark.parametrize(
    ("written", "due", "lead"),
    [
        # Christmas Day is a Friday, and Boxing Day's substitute a Monday.
        ("2026-12-23 11:00", "2026-12-29 17:00", "2026-12-30 17:00"),
        # Good Friday and Easter Monday, and the clocks go forward on the Sunday between.
        ("2027-03-25 16:00", "2027-03-31 17:00", "2027-04-01 17:00"),
        # The clocks go back on Sunday 25 October.
        ("2026-10-23 16:00", "2026-10-27 17:00", "2026-10-28 17:00"),
    ],
)
def test_bank_holidays_and_changes_of_the_clock_are_not_working_time(
    cast: Cast, sam: Person, written: str, due: str, lead: str
) -> None:
    times: list[datetime] = []
    with time_machine.travel(london(written), tick=False) as now:
        make_conversation(cast.alice)
        while len(times) < 2:
            now.shift(30 * MINUTE)
            times += [clock.now()] * sweep()

    assert times == [london(due), london(lead)]


def test_two_sweeps_at_once_tell_each_once(cast: Cast, sam: Person) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        for relative in (cast.alice, cast.ben) * 3:
            make_conversation(relative)
        now.move_to(london("2026-11-25 17:00"))
        found: list[int] = []
        together = Barrier(2)

        def one() -> None:
            together.wait()
            found.append(sweep())

        sweepers = [Thread(target=one) for _each in range(2)]
        for each in sweepers:
            each.start()
        for each in sweepers:
            each.join()

    assert sum(found) == 6
    assert len(told(OVERDUE)) == 12


def test_what_sue_has_answered_is_told_to_nobody(cast: Cast, sam: Person) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        answer_to(cast.sue, conversation_id)
        now.move_to(london("2026-11-30 17:00"))

        assert sweep() == 0


def test_what_sue_answers_while_the_sweep_runs_is_told_to_nobody(cast: Cast, sam: Person) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        now.move_to(london("2026-11-25 17:00"))
        with unit_of_work(cast.riverside.id) as session:
            session.execute(select(Conversation.id).where(Conversation.id == conversation_id).with_for_update())
            during = sweep()
        answer_to(cast.sue, conversation_id)

        assert (during, sweep()) == (0, 0)


def test_one_that_cannot_be_told_does_not_hold_up_the_others(cast: Cast, sam: Person) -> None:
    make_person("Hope", Role.SUPPORTER, team=cast.hill_team)
    with time_machine.travel(MONDAY, tick=False) as now:
        broken = make_conversation(cast.hugo)
        now.shift(MINUTE)
        whole = make_conversation(cast.ben)
        with unit_of_work(Platform.SWEEP) as session:
            hours = {"days": [], "closed": [], "set_at": clock.now(), "set_by": cast.hanna.id}
            session.execute(insert(metadata.tables["service_hours"]), [{"trust_id": cast.hillside.id, **hours}])
        now.move_to(london("2026-11-25 17:00"))

        assert sweep() == 1
    assert (fresh(broken).escalation, fresh(whole).escalation) == ("none", "second")
    assert told(OVERDUE) == [sam.email, cast.sue.email]


def test_the_worker_looks_once_a_minute(cast: Cast, sam: Person) -> None:
    from worker.schedule import SCHEDULE
    from worker.tasks import escalate_messages

    with time_machine.travel(MONDAY, tick=False) as now:
        make_conversation(cast.alice)
        now.move_to(london("2026-11-25 17:00"))
        escalate_messages()

    assert told(OVERDUE) == [sam.email, cast.sue.email]
    assert [job["schedule"] for job in SCHEDULE.values() if job["task"] == "messages.escalate"] == [60.0]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Iterator[None]:
    """Riverside has a supporter and no lead, and whoever runs the service can be reached."""
    close_account(cast.tess)
    monkeypatch.setenv("OWNER_EMAIL", "owner@example.org")
    config.settings.cache_clear()
    yield
    monkeypatch.undo()
    config.settings.cache_clear()


def test_with_nobody_to_tell_the_owner_hears_each_working_day_until_there_is_somebody(
    cast: Cast, alone: None, mailbox: Mailbox
) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        owned_by(cast.sue, conversation_id)
        for moment in ("2026-11-25 17:00", "2026-11-26 17:00"):
            now.move_to(london(moment))
            assert (sweep(), sweep()) == (1, 0)
        delivery.send_all_due(mailers=MAILERS)
        assert (told(LEAD), acts(conversation_id)) == (["owner@example.org"] * 2, [])
        assert {mail["To"] for mail in mailbox.mails if "waits" in mail["Subject"]} >= {"owner@example.org"}

        tom = make_person("Tom", Role.TRUST_LEAD, trust=cast.riverside)
        now.move_to(london("2026-11-27 17:00"))
        assert (sweep(), sweep()) == (1, 0)
    assert told(LEAD) == ["owner@example.org"] * 2 + [tom.email]
    assert acts(conversation_id) == [{"who": "lead", "people": 1}]
    assert fresh(conversation_id).next_escalation_at is None
