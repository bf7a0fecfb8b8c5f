"""Tess says when her people read, who is on duty and whom to call."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.risk import duty
from app.risk.due import Duty
from app.risk.hours_form import typed_hours
from app.trusts.hours.table import WEEKDAYS
from tests.builders.hours import windows
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PAGES = ("/staff/settings/hours", "/staff/settings/rota", "/staff/settings/duty")
HOURS = {
    "monday": "9am to 12pm and 1pm to 5pm",
    "thursday": "10-14",
    "division": "scotland",
    "closed": "24 December 2026",
}
CONTACT = {"rung": "duty", "name": "Duty desk", "email": "Desk@Example.org", "webhook": "https://pager.example.org/x"}
CLOCKS = {"look_now": "15", "look_today": "120", "hold_conduct": "240", "hold_identity": "2"}


def of(cast: Cast) -> Duty:
    with unit_of_work(cast.riverside.id) as session:
        return duty.of_trust(session, trust_id=cast.riverside.id)


def audited() -> list[object]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = select(AuditEntry.details).where(AuditEntry.action == "duty.changed").order_by(AuditEntry.id)
        return [details["what"] for details in session.scalars(rows)]


def save_hours(cast: Cast, browser_as: Browsers, **changes: str) -> Page:
    return browser_as(cast.tess).submit("/staff/settings/hours", **{**HOURS, **changes})


@pytest.mark.parametrize("who", ["alice", "cora", "sue", "max", "ada"])
@pytest.mark.parametrize("path", PAGES)
def test_only_the_trust_lead_plans_duty(cast: Cast, browser_as: Browsers, who: str, path: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert browser.visit(path).status == 404
    assert browser.submit(path, **HOURS, **CONTACT).status == 404


def test_what_another_trusts_lead_sets_changes_nothing_here(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.hanna).submit("/staff/settings/hours", **HOURS)

    assert not of(cast).is_own


def test_until_tess_sets_hours_the_page_says_which_hold(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.tess).visit("/staff/settings/hours")

    assert "You have set no hours yet." in page.text
    assert [page.value(day.lower()) or "" for day in WEEKDAYS] == ["9am to 5pm"] * 5 + ["", ""]


def test_tess_sets_hours_and_can_read_them_again(cast: Cast, browser_as: Browsers) -> None:
    page = save_hours(cast, browser_as)

    assert "The hours are saved" in page.text
    assert page.value("monday") == "9am to midday and 1pm to 5pm"
    assert page.value("thursday") == "10am to 2pm"
    assert of(cast).hours.days[3] == windows("10:00-14:00")
    assert typed_hours(of(cast).hours)["closed"] == "24 December 2026"
    assert of(cast).hours.holidays.division == "scotland"
    assert audited() == ["hours"]


def test_tess_sets_a_short_day_and_can_read_it_again(cast: Cast, browser_as: Browsers) -> None:
    page = save_hours(cast, browser_as, closed="", other="24 December 2026: 9am to midday")

    assert page.value("other") == "24 December 2026: 9am to midday"
    assert of(cast).hours.windows(date(2026, 12, 24)) == list(windows("09:00-12:00"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"other": "24 December 2026"}, "“24 December 2026” has no hours."),
        ({"other": "24 December 2026: 9am to midday"}, "24 December 2026 is one of your days off, too."),
        ({"other": "23 December 2026: 9am to 8am"}, "23 December 2026: 9am to 8am ends before it begins."),
        ({"monday": "mornings"}, "Monday: “mornings” is not from a time to a time."),
        ({"friday": "5pm to 9am"}, "Friday: 5pm to 9am ends before it begins."),
        ({"monday": "", "thursday": ""}, "Enter hours for at least one day."),
        ({"division": ""}, "Choose what you do on bank holidays"),
        ({"division": "france"}, "Choose what you do on bank holidays"),
        ({"closed": "Christmas"}, "“Christmas” is not a day."),
        (
            {"closed": "\n".join(f"{day}/1/2027\n{day}/2/2027\n{day}/3/2027" for day in range(1, 29))},
            "Take out a closed",
        ),
    ],
)
def test_hours_that_cannot_be_are_kept_with_a_sentence(
    cast: Cast, browser_as: Browsers, changes: dict[str, str], sentence: str
) -> None:
    page = save_hours(cast, browser_as, **changes)

    assert page.status == 422
    assert sentence in page.text
    assert all((page.value(name) or "") == value for name, value in changes.items() if name != "division")
    assert not of(cast).is_own


def test_tess_puts_sue_on_the_rota_and_takes_her_off(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    added = tess.submit("/staff/settings/rota", person=str(cast.sue.id), weekday="1", hours="9am to midnight")
    with unit_of_work(cast.riverside.id) as session:
        (shift,) = duty.rota(session, trust_id=cast.riverside.id)
    removed = tess.submit(f"/staff/settings/rota/{shift.id}/remove")

    assert "Sue, 9am to midnight" in added.text
    assert "Sue, 9am" not in removed.text
    assert audited() == ["shift added", "shift removed"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"person": ""}, "Choose who is on duty"),
        ({"person": "cora"}, "Choose who is on duty"),
        ({"person": "hugo"}, "Choose who is on duty"),
        ({"weekday": "7"}, "Choose a day"),
        ({"hours": ""}, "Enter from when to when"),
        ({"hours": "5pm to 9am"}, "5pm to 9am ends before it begins."),
    ],
)
def test_a_shift_that_cannot_be_gets_a_sentence(
    cast: Cast, browser_as: Browsers, changes: dict[str, str], sentence: str
) -> None:
    fields = {"person": "sue", "weekday": "1", "hours": "9am to 5pm", **changes}
    person = getattr(cast, fields["person"], None)

    page = browser_as(cast.tess).submit(
        "/staff/settings/rota", **{**fields, "person": str(person.id) if person else ""}
    )

    assert page.status == 422
    assert sentence in page.text


def test_tess_names_a_duty_desk_and_what_cannot_wait_is_told_at_night(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    before = tess.visit("/staff/settings/duty")
    added = tess.submit("/staff/settings/duty", **CONTACT)

    assert "There is nobody to call at night." in before.text
    assert "desk@example.org" in added.text
    assert "There is somebody to call at any hour." in added.text
    assert of(cast).always


def test_tess_switches_a_contact_off_and_on_and_removes_it(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    tess.submit("/staff/settings/duty", **CONTACT)
    with unit_of_work(cast.riverside.id) as session:
        (contact,) = duty.contacts(session, trust_id=cast.riverside.id)

    said = [tess.submit(f"/staff/settings/duty/{contact.id}/{switch}").text for switch in ("off", "on", "remove")]

    assert "Not called" in said[0]
    assert "They are called again" in said[1]
    assert "Duty desk" not in said[2]
    assert audited() == ["contact added", "contact switched off", "contact switched on", "contact removed"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rung": ""}, "Choose when they are called"),
        ({"name": ""}, "Enter a name"),
        ({"email": "nobody"}, "Enter an email address"),
        ({"webhook": "http://pager.example.org"}, "Enter an address that begins with https://"),
        ({"webhook": "https://x y"}, "Enter an address that begins with https://"),
    ],
)
def test_a_contact_that_cannot_be_called_gets_a_sentence(
    cast: Cast, browser_as: Browsers, changes: dict[str, str], sentence: str
) -> None:
    page = browser_as(cast.tess).submit("/staff/settings/duty", **{**CONTACT, **changes})

    assert page.status == 422
    assert sentence in page.text


def test_tess_signs_how_long_things_may_wait(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    before, after = tess.visit("/staff/settings/duty"), tess.submit("/staff/settings/clocks", **CLOCKS)

    assert "Nobody has signed these yet." in before.text
    assert "Signed by Tess on" in after.text
    assert of(cast).clocks.look_now == 15


@pytest.mark.parametrize(
    "changes",
    [{"look_now": "4"}, {"look_now": "481"}, {"look_today": "soon"}, {"hold_identity": "0"}, {"look_now": "９"}],
)
def test_times_out_of_reason_are_not_signed(cast: Cast, browser_as: Browsers, changes: dict[str, str]) -> None:
    page = browser_as(cast.tess).submit("/staff/settings/clocks", **{**CLOCKS, **changes})

    assert page.status == 422
    assert of(cast).clocks.look_now == 30
