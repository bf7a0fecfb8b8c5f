"""Taking a flag, laying it down, handing it over and referring it."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.core.errors import Conflict
from app.mail import delivery
from app.mailers import MAILERS
from app.risk import queries
from app.risk import service as risk
from app.risk.models import Flag
from app.risk.rules import Event, Rung, State, Urgency, Verb
from tests.builders import risk as build
from tests.builders.risk import WORKING
from tests.mailbox import Mailbox
from tests.people import Cast


def offered(person: Person, flag: Flag) -> frozenset[Verb]:
    who = build.viewer(person)
    with unit_of_work(flag.trust_id) as session:
        return queries.offered(session, viewer=who, flag=queries.flag(session, viewer=who, flag_id=flag.id))


def test_max_takes_it_and_the_clock_stops(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)

    assert build.take(cast.max, flag)

    seen = build.seen_by(cast.sue, flag)
    assert (seen.state, seen.taken_by, seen.next_escalation_at) == (State.TAKEN, cast.max.id, None)
    assert seen.acknowledged_at


def test_sue_cannot_take_what_max_has(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)

    assert offered(cast.sue, flag) == {Verb.NOTE}
    with pytest.raises(Conflict):
        build.take(cast.sue, flag)


def test_sue_comes_second_with_an_old_page_and_it_is_written_down(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)

    assert not build.take(cast.sue, flag, version=1)

    last = build.history(flag, reader=cast.max)[-1]
    assert (last.event, last.actor_id, last.facts) == (Event.CAME_SECOND, cast.sue.id, {"tried": "take"})


def test_max_lays_it_down_with_words_for_the_next(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)

    assert build.release(cast.max, flag, "I know the family.")

    assert build.seen_by(cast.sue, flag).state is State.NEW
    assert build.history(flag, reader=cast.sue)[-1].words == "I know the family."


def test_what_was_laid_down_in_time_is_still_due_when_it_was(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False):
        flag = build.make_flag(cast.alice)
        build.take(cast.max, flag)
        build.release(cast.max, flag)

    assert build.now_of(flag).next_escalation_at == flag.due_at


def test_max_hands_it_to_sue_who_is_told_by_mail(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)
    version = build.now_of(flag).version

    with unit_of_work(flag.trust_id) as session:
        risk.hand_over(
            session,
            viewer=build.viewer(cast.max),
            flag_id=flag.id,
            version=version,
            to=cast.sue.id,
            words="I am off now.",
        )

    assert build.seen_by(cast.sue, flag).taken_by == cast.sue.id
    assert ("moderator", cast.sue.email) in build.calls(flag)


def test_it_cannot_be_handed_to_a_clinician(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)
    version = build.now_of(flag).version

    with pytest.raises(Conflict), unit_of_work(flag.trust_id) as session:
        risk.hand_over(
            session, viewer=build.viewer(cast.max), flag_id=flag.id, version=version, to=cast.cora.id, words="Please."
        )


def test_what_was_referred_comes_back_after_the_next_working_day(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False):
        flag = build.make_flag(cast.alice)
        build.take(cast.max, flag)
        version = build.now_of(flag).version
        with unit_of_work(flag.trust_id) as session:
            risk.refer(
                session,
                viewer=build.viewer(cast.max),
                flag_id=flag.id,
                version=version,
                where="crisis team",
                words="They ring her.",
            )

    later = build.now_of(flag)
    assert later.state == State.REFERRED.value
    assert later.next_escalation_at == (WORKING + timedelta(days=1)).replace(hour=17)
    assert Verb.TAKE in offered(cast.sue, flag)


def test_others_may_take_it_when_maxs_time_has_run_out(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        build.take(cast.max, flag)
        now.shift(timedelta(minutes=31))

        assert build.take(cast.sue, flag)


def test_the_sweep_frees_what_max_left_lying(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        build.take(cast.max, flag)
        assert build.sweep() == (0, 0)
        now.shift(timedelta(minutes=30))
        freed, _escalated = build.sweep()

    assert freed == 1
    assert Event.LEASE_RAN_OUT in build.events(flag, reader=cast.sue)


def test_reading_what_is_covered_is_written_down_and_changes_nothing(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)

    with unit_of_work(flag.trust_id) as session:
        risk.open_content(session, viewer=build.viewer(cast.max), flag_id=flag.id)

    assert build.events(flag, reader=cast.max) == [Event.RAISED, Event.OPENED]
    assert build.now_of(flag).version == 1


def test_whoever_is_on_duty_gets_a_mail_that_says_nothing(cast: Cast, mailbox: Mailbox) -> None:

    flag = build.make_flag(cast.alice)
    delivery.send_all_due(mailers=MAILERS)

    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == (cast.max.email, "Something needs a look")
    assert mailbox.link_in(mail) == f"/staff/flags/{flag.id}"
    assert "tonight" not in mail.as_string()
    assert "Alice" not in mail.as_string()


def test_nobody_is_mailed_about_what_was_closed_before(cast: Cast, mailbox: Mailbox) -> None:

    build.make_experienced(cast.max, writer=cast.ben)
    delivery.send_all_due(mailers=MAILERS)
    mailbox.empty()
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)
    build.close(cast.max, flag)
    delivery.send_all_due(mailers=MAILERS)

    assert mailbox.mails == []


def test_what_cannot_wait_calls_the_duty_contact_at_once(cast: Cast) -> None:
    build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess)

    assert ("duty", "duty@example.org") in build.calls(build.make_flag(cast.alice, Urgency.LOOK_NOW))
    assert ("duty", "duty@example.org") not in build.calls(build.make_flag(cast.alice))
