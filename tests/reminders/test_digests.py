"""Numbers by mail: to whom, once each, and never to somebody who may no longer have them."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.accounts.service import Grant, close, end_role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import CameBy, State
from app.mail.models import OutboundMail
from app.reminders.digests import queries, rules, service
from app.reminders.kinds import DigestKind
from app.trusts.models import Trust
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.digests import FIRST, MONDAY, TUESDAY, leave, mail_to, sweep, told
from tests.builders.hours import london
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

LAST_WEEK, WEDNESDAY = date(2026, 11, 16), london("2026-11-25 09:00")
OPEN = CameBy.OPEN.value


@pytest.fixture(autouse=True)
def friday() -> Iterator[object]:
    """Whatever is there has been since the Friday before."""
    with time_machine.travel(london("2026-11-20 15:00"), tick=True) as moment:
        yield moment


def queued() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return len(session.scalars(select(OutboundMail.id)).all())


def test_cora_and_sue_get_one_mail_each_and_nobody_else(cast: Cast, mailbox: Mailbox) -> None:
    make_person("Noor", Role.CLINICIAN, trust=cast.riverside)  # in no team yet

    assert sweep() == 3

    assert {mail["To"] for mail in leave(mailbox)} == {cast.cora.email, cast.sue.email, cast.harry.email}
    assert told() == {(person.id, "team-week", LAST_WEEK) for person in (cast.cora, cast.sue, cast.harry)}


def test_three_numbers_of_the_week_and_in_all_and_no_name(cast: Cast, mailbox: Mailbox) -> None:
    make_invitation(cast.cora, cast.early_help, email="one@example.org", state=State.SENT, days_old=1)
    make_invitation(cast.cora, cast.early_help, email="two@example.org", state=State.EXPIRED, days_old=60)
    make_invitation(cast.cora, cast.early_help, email="two@example.org", state=State.OPENED, days_old=1)
    make_invitation(
        cast.sue, cast.early_help, email=cast.alice.email, state=State.ACCEPTED, joined_as=cast.alice, days_old=30
    )
    make_invitation(
        cast.sue,
        cast.early_help,
        email=cast.ben.email,
        state=State.ACCEPTED,
        joined_as=cast.ben,
        days_old=1,
        inviter_id=None,
        came_by=OPEN,
    )
    sweep()
    leave(mailbox)

    words = mail_to(mailbox, cast.cora)
    assert "Invited: 2 last week, 3 in all" in words
    assert "Joined: 1 last week, 2 in all" in words
    assert "Waiting: 2 now" in words
    for name in ("Jane", "Alice", "Ben", "Cora", "Sue", "one@", "two@"):
        assert name not in words


@pytest.mark.parametrize(
    ("at", "counted"),
    [
        ("2026-11-15 23:59", 0),
        ("2026-11-16 00:00", 1),
        ("2026-11-22 23:59", 1),
        ("2026-11-23 00:00", 0),
    ],
)
def test_a_week_is_from_monday_to_sunday_in_london(cast: Cast, at: str, counted: int) -> None:
    make_invitation(cast.cora, cast.early_help, created_at=london(at))
    with unit_of_work(Platform.SWEEP) as session:
        found = queries.week(session, team_id=cast.early_help.id, span=rules.span_of_week(LAST_WEEK))
    assert (found.invited, found.invited_in_all) == (counted, 1)


def test_drafts_colleagues_and_other_teams_are_not_counted(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    make_invitation(cast.cora, cast.early_help, state=State.DRAFTED)
    make_invitation(cast.tess, cast.early_help, email="new@example.org", role=Role.CLINICIAN)
    make_invitation(cast.cora, second, email="other@example.org")
    make_carer(cast.cora, second)
    make_carer(cast.cora, cast.early_help, removed_at=clock.now())
    with unit_of_work(Platform.SWEEP) as session:
        found = queries.week(session, team_id=cast.early_help.id, span=rules.span_of_week(LAST_WEEK))
    assert found == rules.Week(invited=0, invited_in_all=0, joined=0, joined_in_all=0, waiting=0)


def test_what_ran_out_is_told_unless_it_was_sent_again(cast: Cast) -> None:
    def expire(email: str, **more: object) -> object:
        state = State.EXPIRED
        return make_invitation(cast.cora, cast.early_help, email=email, state=state, days_old=30, **more)  # type: ignore[arg-type]

    again = expire("again@example.org")
    make_invitation(cast.cora, cast.early_help, email="again@example.org", repeats_id=again.id)  # type: ignore[attr-defined]
    expire("one@example.org")
    expire("asked@example.org", inviter_id=None, came_by=OPEN)
    with unit_of_work(Platform.SWEEP) as session:
        found = queries.week(session, team_id=cast.early_help.id, span=rules.span_of_week(LAST_WEEK))
    assert found.ran_out == 1


def test_five_schedulers_at_once_and_each_gets_one_mail(cast: Cast) -> None:
    for number in range(20):
        make_person(f"Clinician{number}", Role.CLINICIAN, team=cast.early_help)

    with time_machine.travel(MONDAY, tick=True), ThreadPoolExecutor(5) as pool:
        for each in [pool.submit(_sweep) for _ in range(15)]:
            each.result()

    assert (len(told()), queued()) == (23, 23)


def _sweep() -> None:
    with unit_of_work(Platform.SWEEP) as session:
        service.send_due(session)


def test_two_that_pass_the_lock_still_queue_one_mail(cast: Cast) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        due = queries.untold(session, kind=DigestKind.TEAM_WEEK, begins_on=LAST_WEEK)

    def tell(each: queries.Due) -> None:
        with unit_of_work(Platform.SWEEP) as session:
            service._tell(session, DigestKind.TEAM_WEEK, LAST_WEEK, each)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(partial(tell, each)) for each in due * 4]:
            done.result()

    assert queued() == 3


def test_a_second_sweep_and_tuesdays_change_nothing(cast: Cast) -> None:
    assert (sweep(), sweep(), sweep(at=TUESDAY)) == (3, 0, 0)


def test_what_monday_missed_is_made_up_for_on_tuesday_and_not_later(cast: Cast) -> None:
    assert sweep(at=WEDNESDAY) == 0
    assert sweep(at=TUESDAY) == 3


def test_a_mail_that_waited_until_wednesday_does_not_leave(cast: Cast, mailbox: Mailbox) -> None:
    sweep(at=TUESDAY)

    assert leave(mailbox, at=WEDNESDAY) == []


def test_at_most_so_many_are_queued_at_once_and_the_rest_next_time(cast: Cast) -> None:
    assert [sweep(most=2), sweep(most=2), sweep(most=2)] == [2, 1, 0]


def _closes(cast: Cast, session: object) -> None:
    person = session.merge(cast.cora)  # type: ignore[attr-defined]
    close(session, person=person, actor_id=cast.tess.id, also=())  # type: ignore[arg-type]


def _loses_the_role(cast: Cast, session: object) -> None:
    session.add(  # type: ignore[attr-defined]
        RoleGrant(trust_id=cast.riverside.id, person_id=cast.cora.id, role=Role.MODERATOR.value)
    )
    session.flush()  # type: ignore[attr-defined]
    grant = Grant(Role.CLINICIAN, cast.early_help.id)
    end_role(
        session,  # type: ignore[arg-type]
        trust_id=cast.riverside.id,
        person_id=cast.cora.id,
        grant=grant,
        actor_id=cast.tess.id,
        also=(),
    )


def _stops(cast: Cast, session: object) -> None:
    facts = {"trust_id": cast.riverside.id, "person_id": cast.cora.id, "kind": DigestKind.TEAM_WEEK}
    service.choose(session, **facts, wanted=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("leaves", [_closes, _loses_the_role, _stops])
@pytest.mark.parametrize("queued_before", [True, False])
def test_whoever_left_or_stopped_gets_none_also_if_it_was_on_its_way(
    cast: Cast, mailbox: Mailbox, leaves: object, queued_before: bool
) -> None:
    if queued_before:
        sweep()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        leaves(cast, session)  # type: ignore[operator]
    sweep()

    assert {mail["To"] for mail in leave(mailbox)} == {cast.sue.email, cast.harry.email}


def test_a_trust_that_is_not_live_is_left_in_peace(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Trust, cast.riverside.id).live_at = None
    assert sweep() == 1  # Harry, of the other trust


def test_a_team_that_has_invited_nobody_for_two_months_is_not_nagged(cast: Cast) -> None:
    assert sweep(at=MONDAY + timedelta(weeks=9)) == 0


def test_whoever_works_in_two_teams_hears_of_each(cast: Cast, mailbox: Mailbox) -> None:
    second = make_team(cast.riverside, "Second Team")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        facts = {"trust_id": cast.riverside.id, "person_id": cast.cora.id, "team_id": second.id}
        session.add_all(RoleGrant(**facts, role=role.value) for role in (Role.CLINICIAN, Role.SUPPORTER))
    sweep()

    words = [mailbox.words_in(mail) for mail in leave(mailbox) if mail["To"] == cast.cora.email]
    assert sorted("Second Team" in each for each in words) == [False, True]


def test_the_subject_and_the_first_words_say_nothing_that_others_should_not_read(cast: Cast, mailbox: Mailbox) -> None:
    sweep()
    for mail in leave(mailbox):
        assert mail["Subject"] == "Your team's numbers for last week"
        assert "Early Help" not in mailbox.words_in(mail)[:200]
        assert len(mail.as_bytes()) < 30_000


def test_one_click_in_the_mail_stops_it_without_signing_in(cast: Cast, mailbox: Mailbox, stranger: Browser) -> None:
    sweep()
    (mail,) = [each for each in leave(mailbox) if each["To"] == cast.cora.email]
    path = "/digests/stop/" + str(mail["List-Unsubscribe"]).strip("<>").split("/digests/stop/")[1]

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with time_machine.travel(TUESDAY, tick=True):
        assert stranger.visit(path).h1 == "Stop these emails?"
        assert queries_stopped(cast.cora) == set()
        assert stranger.submit(path, **{"List-Unsubscribe": "One-Click"}).h1 == "You get no more of these emails"
        stranger.submit(path)
    assert queries_stopped(cast.cora) == {DigestKind.TEAM_WEEK}


def queries_stopped(person: Person) -> set[DigestKind]:
    with unit_of_work(Platform.SWEEP) as session:
        return queries.stopped_by(session, person_id=person.id)


def test_tess_is_led_to_the_months_report_on_its_first_working_day(cast: Cast, mailbox: Mailbox) -> None:
    assert sweep(at=FIRST) == 2 + 3  # two leads; and it is a Tuesday

    leave(mailbox, at=FIRST)
    words = mail_to(mailbox, cast.tess)
    assert "November 2026 is over, and your report is ready" in words
    assert "/staff/reports/board" in words
    assert (cast.tess.id, "lead-month", date(2026, 11, 1)) in told()
    assert sweep(at=FIRST + timedelta(days=1)) == 0


def test_a_leads_mail_has_the_link_and_no_number_of_the_trust(cast: Cast, mailbox: Mailbox) -> None:
    make_invitation(cast.sue, cast.early_help, email=cast.alice.email, state=State.ACCEPTED, joined_as=cast.alice)
    sweep(at=FIRST)
    leave(mailbox, at=FIRST)

    said = [line for line in mail_to(mailbox, cast.tess).splitlines() if "http" not in line]
    assert not re.search(r"\d", " ".join(said).replace("November 2026", "").replace("/staff", ""))


def test_a_month_that_is_old_is_not_told(cast: Cast) -> None:
    assert sweep(at=london("2026-12-03 09:00")) == 0


def test_tess_gets_none_about_a_trust_that_is_not_live(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for trust in (cast.riverside, cast.hillside):
            session.get_one(Trust, trust.id).live_at = None
    assert sweep(at=FIRST) == 0
