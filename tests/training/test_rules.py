"""What each pretend relative does, day by day for a month, and when the course is passed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.invitations.rules import OFFERED, State, Step
from app.training.rules import (
    LEADS_TO,
    LONGEST,
    Deed,
    Happened,
    Invited,
    Progress,
    Standing,
    Way,
    holds_until,
    is_passed,
    may_refresh,
    standing,
    state,
    story,
)

# A letter for each morning, from the day of the invitation: q on its way, s sent, o opened, j joined, x came back,
# n said no, e ran out, w withdrawn, - not invited.
_LETTERS = {
    None: "-",
    State.QUEUED: "q",
    State.SENT: "s",
    State.OPENED: "o",
    State.ACCEPTED: "j",
    State.UNDELIVERABLE: "x",
    State.DECLINED: "n",
    State.EXPIRED: "e",
    State.REVOKED: "w",
}
FIRST = Happened(0, Deed.INVITED)


def month(way: Way, invited: Invited | None) -> str:
    """Each morning's state for 31 days; what the trainee has not done yet is not known yet."""
    mornings = []
    for day in range(31):
        done = tuple(each for each in invited.deeds if each.day <= day) if invited else ()
        so_far = Invited(invited.address_is_right, done) if invited and done else None
        mornings.append(_LETTERS[state(story(way, so_far, day=day))])
    return "".join(mornings)


@pytest.mark.parametrize(
    ("way", "is_right", "expected"),
    [
        (Way.SAME_DAY, True, "q" + "j" * 30),
        (Way.AFTER_REMINDER, True, "q" + "s" * 7 + "o" + "j" * 22),
        (Way.WRONG_ADDRESS, False, "q" + "x" * 28 + "ee"),
        (Way.WRONG_ADDRESS, True, "qo" + "j" * 29),
        (Way.SAYS_NO, True, "qs" + "n" * 29),
        (Way.NEVER, True, "q" + "s" * 28 + "ee"),
        (Way.SAME_DAY, False, "q" + "x" * 28 + "ee"),
        (Way.AFTER_REMINDER, False, "q" + "x" * 28 + "ee"),
        (Way.SAYS_NO, False, "q" + "x" * 28 + "ee"),
        (Way.NEVER, False, "q" + "x" * 28 + "ee"),
    ],
)
def test_each_pretend_relative_goes_their_own_way_for_a_month(way: Way, is_right: bool, expected: str) -> None:
    assert month(way, Invited(is_right, (FIRST,))) == expected


def test_somebody_joins_by_the_poster_without_being_invited() -> None:
    assert month(Way.BY_CODE, None) == "---" + "j" * 28


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.BY_CODE])
def test_nobody_else_does_anything_before_they_are_invited(way: Way) -> None:
    assert month(way, None) == "-" * 31


def test_a_corrected_address_is_reached_the_day_after() -> None:
    corrected = Invited(True, (FIRST, Happened(4, Deed.CORRECTED)))

    assert month(Way.WRONG_ADDRESS, corrected)[4:] == "qo" + "j" * 25


def test_a_second_mail_does_what_the_reminder_does() -> None:
    again = Invited(True, (FIRST, Happened(3, Deed.SENT_AGAIN)))

    assert month(Way.AFTER_REMINDER, again) == "qss" + "qo" + "j" * 26


def test_nothing_comes_after_it_was_withdrawn() -> None:
    withdrawn = Invited(True, (FIRST, Happened(5, Deed.WITHDRAWN)))

    assert month(Way.AFTER_REMINDER, withdrawn) == "qssss" + "w" * 26


def test_reminders_go_after_one_week_and_after_three_and_then_never() -> None:
    told = story(Way.NEVER, Invited(True, (FIRST,)), day=LONGEST)

    assert [each.day for each in told if each.deed is Deed.REMINDED] == [7, 21]


def test_nobody_who_has_answered_is_reminded() -> None:
    for way in (Way.SAME_DAY, Way.SAYS_NO, Way.WRONG_ADDRESS):
        assert Deed.REMINDED not in [each.deed for each in story(way, Invited(True, (FIRST,)), day=LONGEST)]


@given(some.sampled_from(Way), some.booleans(), some.integers(0, 20), some.integers(0, LONGEST))
def test_the_future_is_never_told(way: Way, is_right: bool, invited_on: int, day: int) -> None:
    invited = Invited(is_right, (Happened(invited_on, Deed.INVITED),))
    theirs = [each for each in story(way, invited, day=day) if each.deed is not Deed.INVITED]

    assert all(each.day < day for each in theirs)


@given(some.sampled_from(Way), some.booleans(), some.integers(1, LONGEST))
def test_a_day_more_never_unsays_what_was_told(way: Way, is_right: bool, day: int) -> None:
    invited = Invited(is_right, (FIRST,))

    assert story(way, invited, day=day)[: len(story(way, invited, day=day - 1))] == story(way, invited, day=day - 1)


def test_whatever_happens_leads_somewhere_but_for_a_reminder() -> None:
    assert set(Deed) - set(LEADS_TO) == {Deed.REMINDED}


def test_what_can_be_done_is_what_can_be_done_about_a_real_invitation() -> None:
    returned = state(story(Way.WRONG_ADDRESS, Invited(False, (FIRST,)), day=1))

    assert returned is not None
    assert OFFERED[returned] == {Step.CORRECT, Step.SEND_AGAIN, Step.REVOKE}


@pytest.mark.parametrize(
    ("progress", "passed"),
    [
        (Progress(0, 1, 5), True),
        (Progress(0, 6, 6), True),
        (Progress(1, 1, 6), False),
        (Progress(0, 0, 6), False),
        (Progress(0, 1, 4), False),
        (Progress(0, 1, None), False),
    ],
)
def test_the_course_asks_for_pages_practice_and_questions(progress: Progress, passed: bool) -> None:
    assert is_passed(progress, to_pass=5) is passed


@pytest.mark.parametrize(
    ("passed_on", "until"),
    [(date(2026, 11, 23), date(2027, 11, 23)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_pass_holds_for_a_year(passed_on: date, until: date) -> None:
    assert holds_until(passed_on) == until


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 23), Standing.DONE),
        (date(2027, 11, 23), Standing.DONE),
        (date(2027, 11, 24), Standing.DUE),
        (date(2031, 1, 1), Standing.DUE),
    ],
)
def test_the_day_after_the_year_it_is_due(today: date, expected: Standing) -> None:
    assert standing(date(2026, 11, 23), today=today) is expected


def test_who_never_passed_has_it_before_them() -> None:
    assert standing(None, today=date(2026, 11, 23)) is Standing.NEVER


@pytest.mark.parametrize(("today", "may"), [(date(2027, 10, 24), False), (date(2027, 10, 25), True)])
def test_the_refresh_opens_a_month_before(today: date, may: bool) -> None:
    assert may_refresh(date(2026, 11, 23), today=today) is may
