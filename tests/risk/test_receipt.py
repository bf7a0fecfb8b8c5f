"""Alice writes something worrying, and reads at once what happens now."""

from datetime import datetime

import pytest

from app.core.templating import environment
from app.risk.receipt import Receipt, receipt
from tests.builders.hours import london, make_hours

NOON = london("2026-11-25 12:00")  # a Wednesday
NIGHT = london("2026-11-28 02:00")  # a Saturday


def answer(*, now: datetime, due: str, looks_now: bool = True, paged: bool = False) -> Receipt:
    return receipt(
        looks_now=looks_now,
        due_at=london(due),
        hours=make_hours(),
        readers="the team at Riverside",
        somebody_paged=paged,
        now=now,
    )


def words(found: Receipt) -> str:
    return " ".join(found.sentences)


@pytest.mark.parametrize("looks_now", [True, False])
@pytest.mark.parametrize("now", [NOON, NIGHT])
@pytest.mark.parametrize("paged", [True, False])
def test_alice_is_always_told_that_it_arrived_and_that_this_is_no_emergency_service(
    looks_now: bool, now: datetime, paged: bool
) -> None:
    found = answer(now=now, due="2026-11-30 13:00", looks_now=looks_now, paged=paged)

    assert found.heading == "We have received it"
    assert "not an emergency service" in words(found)


def test_in_hours_alice_reads_who_looks_and_by_when() -> None:
    found = answer(now=NOON, due="2026-11-25 12:30")

    assert "A person from the team at Riverside should look at it by 12:30pm today." in found.sentences
    assert "Nobody reads" not in words(found)


def test_at_night_alice_reads_that_nobody_is_there_and_when_somebody_is() -> None:
    found = answer(now=NIGHT, due="2026-11-30 09:30")

    assert "Nobody reads now. Somebody reads again on Monday 30 November at 9am." in found.sentences
    assert "A person from the team at Riverside should look at it by 9:30am on Monday 30 November." in found.sentences


def test_at_night_with_somebody_on_duty_alice_reads_that_they_were_told_but_no_promise() -> None:
    found = answer(now=NIGHT, due="2026-11-28 02:30", paged=True)

    assert "We have told the person on duty for the team at Riverside." in words(found)
    assert "We cannot promise that they can." in words(found)


def test_what_can_wait_until_today_wakes_nobody() -> None:
    found = answer(now=NIGHT, due="2026-11-30 13:00", looks_now=False, paged=True)

    assert "on duty" not in words(found)


def test_the_answer_shows_the_numbers_of_999_and_111_and_the_trusts_own_line() -> None:
    found = answer(now=NOON, due="2026-11-25 12:30")
    ui = environment().get_template("core/ui.html").module

    shown = str(ui.safety_answer(found.heading, found.sentences, "Lune line", "0800 111"))  # type: ignore[attr-defined]

    for number in ('href="tel:999"', 'href="tel:111"', "option 2", 'href="tel:0800111"', "Lune line", "/help-now"):
        assert number in shown
    for sentence in found.sentences:
        assert sentence in shown
