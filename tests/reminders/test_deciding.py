"""Who is reminded of what, decided from facts alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from app.invitations.rules import State
from app.mail.rules import Suppressed
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.rules import deciding
from app.reminders.rules.facts import Answer, Invited, Item, Person, Wish
from app.reminders.rules.quiet import Quiet
from tests.builders.hours import london

NOW = london("2026-11-25 10:00")
DAY = timedelta(days=1)
LONG_AGO = NOW - 300 * DAY
ALICE, TALK = uuid4(), uuid4()


def wishes(channel: Channel = Channel.EMAIL, since: datetime = LONG_AGO) -> dict[ReminderKind, Wish]:
    return {kind: Wish(channel, since) for kind in ReminderKind if kind is not ReminderKind.INVITATION}


def alice(**facts: object) -> Person:
    """She wishes for everything by mail, joined long ago, and has just read something."""
    known: dict[str, object] = {"wishes": wishes(), "last_read_at": NOW - DAY}
    return Person(person_id=ALICE, joined_at=LONG_AGO, **(known | facts))  # type: ignore[arg-type]


def answer(days_ago: int, *, mailed: int | None = None, conversation: UUID = TALK) -> Answer:
    return Answer(conversation, 2, NOW - days_ago * DAY, None if mailed is None else NOW - mailed * DAY)


def kind_for(facts: Person, now: datetime = NOW) -> ReminderKind | None:
    decision = deciding.for_person(facts, now=now)
    return decision.item.kind if decision else None


def jane(days_ago: int = 7, **facts: object) -> Invited:
    """Her invitation was sent so many days ago."""
    known: dict[str, object] = {"state": State.SENT, "sent_at": NOW - days_ago * DAY, "opened_at": None}
    known["expires_at"] = NOW + (28 - days_ago) * DAY
    return Invited(invitation_id=uuid4(), **(known | facts))  # type: ignore[arg-type]


def step_for(facts: Invited, now: datetime = NOW) -> int:
    decision = deciding.for_invited(facts, now=now)
    return decision.item.step if decision else 0


def test_who_reads_now_and_then_is_reminded_of_nothing() -> None:
    assert kind_for(alice()) is None


@pytest.mark.parametrize(("days", "is_told"), [(2, False), (3, True), (60, True)])
def test_who_joined_and_read_nothing_is_reminded_on_the_third_day(days: int, is_told: bool) -> None:
    facts = replace(alice(last_read_at=None), joined_at=NOW - days * DAY)

    assert (kind_for(facts) is ReminderKind.FIRST_MODULE) is is_told


@pytest.mark.parametrize(("days", "is_told"), [(13, False), (14, True), (200, True)])
def test_who_stopped_in_the_middle_is_reminded_after_two_weeks(days: int, is_told: bool) -> None:
    assert (kind_for(alice(last_read_at=NOW - days * DAY)) is ReminderKind.PAUSE) is is_told


def test_who_has_finished_a_module_is_in_no_pause() -> None:
    assert kind_for(alice(last_read_at=NOW - 20 * DAY, has_finished=True)) is None


def test_a_pause_is_told_once_and_the_next_one_again() -> None:
    first = alice(last_read_at=NOW - 20 * DAY)
    decision = deciding.for_person(first, now=NOW)
    assert decision

    again = replace(first, made=frozenset({decision.item}), last_at=NOW - 8 * DAY)
    read_since = replace(again, last_read_at=NOW - 14 * DAY)

    assert (kind_for(again), kind_for(read_since)) == (None, ReminderKind.PAUSE)


@pytest.mark.parametrize(
    ("written", "mailed", "is_told"),
    [(2, 2, False), (3, 3, True), (3, None, True), (4, 2, False), (5, 3, True), (2, 30, False)],
)
def test_an_answer_is_told_three_days_after_it_and_after_its_own_mail(
    written: int, mailed: int | None, is_told: bool
) -> None:
    facts = alice(answers=(answer(written, mailed=mailed),))

    assert (kind_for(facts) is ReminderKind.ANSWER) is is_told


def test_of_two_answers_the_one_not_told_yet_is_told() -> None:
    told, other = answer(9), answer(5, conversation=uuid4())
    made = frozenset({Item(ReminderKind.ANSWER, TALK, 2)})

    decision = deciding.for_person(alice(answers=(told, other), made=made), now=NOW)

    assert decision
    assert decision.item.subject_id == other.conversation_id


@pytest.mark.parametrize(("due", "is_told"), [(NOW + DAY, False), (NOW, True), (NOW - 9 * DAY, True), (None, False)])
def test_a_check_in_is_told_once_it_is_due(due: datetime | None, is_told: bool) -> None:
    assert (kind_for(alice(check_in_due_at=due)) is ReminderKind.CHECK_IN) is is_told


def test_of_several_an_answer_goes_first_then_a_check_in_then_a_pause() -> None:
    facts = alice(answers=(answer(4),), check_in_due_at=NOW, last_read_at=NOW - 20 * DAY)
    order = []
    while decision := deciding.for_person(facts, now=NOW):
        order.append(decision.item.kind)
        facts = replace(facts, made=facts.made | {decision.item})

    assert order == [ReminderKind.ANSWER, ReminderKind.CHECK_IN, ReminderKind.PAUSE]


def test_nothing_is_sent_to_who_chose_nothing() -> None:
    due = alice(answers=(answer(4),), check_in_due_at=NOW, last_read_at=NOW - 20 * DAY, wishes={})

    assert kind_for(due) is None
    assert kind_for(replace(due, wishes=wishes(Channel.NONE))) is None


def test_what_is_not_wished_for_makes_way_for_what_is() -> None:
    only = {ReminderKind.PAUSE: Wish(Channel.SITE, LONG_AGO)}
    facts = alice(answers=(answer(4),), last_read_at=NOW - 20 * DAY, wishes=only)

    decision = deciding.for_person(facts, now=NOW)

    assert decision
    assert (decision.item.kind, decision.channel) == (ReminderKind.PAUSE, Channel.SITE)


@pytest.mark.parametrize(("last_read", "since", "is_told"), [(90, 1, False), (90, 14, True), (13, 90, False)])
def test_nobody_is_mailed_for_having_chosen_just_now(last_read: int, since: int, is_told: bool) -> None:
    facts = alice(last_read_at=NOW - last_read * DAY, wishes=wishes(since=NOW - since * DAY))

    assert (kind_for(facts) is not None) is is_told


def test_choosing_late_puts_the_first_reminder_off_too() -> None:
    facts = alice(last_read_at=None, wishes=wishes(since=NOW - DAY))

    assert (kind_for(facts), kind_for(facts, NOW + 2 * DAY)) == (None, ReminderKind.FIRST_MODULE)


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (6, False), (7, True)])
def test_there_is_one_reminder_a_week_at_most(days: int, is_told: bool) -> None:
    facts = alice(answers=(answer(4),), last_at=NOW - days * DAY)

    assert (kind_for(facts) is not None) is is_told


def test_nothing_is_decided_in_her_own_quiet_hours() -> None:
    facts = alice(answers=(answer(4),), quiet=Quiet(9, 17))

    assert kind_for(facts) is None
    assert kind_for(facts, london("2026-11-25 23:00")) is ReminderKind.ANSWER


@pytest.mark.parametrize("reason", list(Suppressed))
def test_no_mail_is_decided_for_an_address_that_is_not_written_to(reason: Suppressed) -> None:
    assert kind_for(alice(answers=(answer(4),), suppressed=reason)) is None


@pytest.mark.parametrize("reason", list(Suppressed))
def test_after_a_death_nothing_is_said_on_the_site_either(reason: Suppressed) -> None:
    facts = alice(last_read_at=NOW - 20 * DAY, wishes=wishes(Channel.SITE), suppressed=reason)

    assert (kind_for(facts) is None) is (reason in {Suppressed.BEREAVED, Suppressed.WITHDREW})


def test_a_reminder_holds_until_she_reads_or_chooses_otherwise() -> None:
    facts = alice(last_read_at=NOW - 20 * DAY)
    decision = deciding.for_person(facts, now=NOW)
    assert decision

    def holds(now: Person) -> bool:
        return deciding.still_holds(now, decision.item, channel=Channel.EMAIL, now=NOW + DAY)

    assert holds(replace(facts, made=frozenset({decision.item}), last_at=NOW))
    assert not holds(replace(facts, last_read_at=NOW))
    assert not holds(replace(facts, wishes=wishes(Channel.SITE)))
    assert not holds(replace(facts, suppressed=Suppressed.BEREAVED))


@pytest.mark.parametrize(("days", "step"), [(6, 0), (7, 1), (20, 1), (21, 2), (26, 2)])
def test_an_invitation_is_called_to_mind_on_day_7_and_day_21(days: int, step: int) -> None:
    assert step_for(jane(days)) == step


def test_an_invitation_is_never_called_to_mind_a_third_time() -> None:
    assert step_for(jane(8, made=frozenset({1}))) == 0
    assert step_for(jane(21, made=frozenset({1}), last_at=NOW - 14 * DAY)) == 2
    for days in (7, 21, 25):
        assert step_for(jane(days, made=frozenset({1, 2}))) == 0


@pytest.mark.parametrize("state", sorted(set(State) - {State.SENT}))
def test_only_an_invitation_that_waits_is_called_to_mind(state: State) -> None:
    assert step_for(jane(state=state)) == 0


def test_an_invitation_that_was_opened_or_has_not_left_is_not_called_to_mind() -> None:
    assert step_for(jane(opened_at=NOW)) == 0
    assert step_for(jane(sent_at=None)) == 0


def test_who_has_an_account_by_now_is_not_reminded_of_an_invitation() -> None:
    assert step_for(jane(has_account=True)) == 0


@pytest.mark.parametrize(("left", "step"), [(-DAY, 0), (timedelta(), 0), (DAY, 0), (DAY + timedelta(hours=1), 2)])
def test_in_its_last_day_an_invitation_is_not_called_to_mind(left: timedelta, step: int) -> None:
    assert step_for(jane(22, expires_at=NOW + left)) == step


@pytest.mark.parametrize("reason", list(Suppressed))
def test_who_is_not_written_to_is_not_reminded_of_an_invitation(reason: Suppressed) -> None:
    assert step_for(jane(suppressed=reason)) == 0


def test_an_address_hears_of_no_second_invitation_in_one_week() -> None:
    assert step_for(jane(last_at=NOW - 6 * DAY)) == 0
    assert step_for(jane(last_at=NOW - 7 * DAY)) == 1


@pytest.mark.parametrize(("at", "step"), [("07:59", 0), ("08:00", 1), ("19:59", 1), ("20:00", 0)])
def test_nobody_who_was_invited_is_mailed_at_night(at: str, step: int) -> None:
    assert step_for(jane(8), london(f"2026-11-25 {at}")) == step
