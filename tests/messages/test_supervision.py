"""What a supporter wants to talk over: hers alone, locked, without names, and gone when she removes it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.keys.models import DataKey
from app.messages.models import SupervisionPoint
from app.messages.service import supervising
from tests.builders.accounts import make_person
from tests.builders.messages import answer_to, make_conversation
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PAGE = "/staff/messages/supervision"
HEAVY = "A mother wrote at night and I could not sleep afterwards."
NAMES = "My brother John Smith from 12 Station Road rang 07700 900123."


def keep(browser: Browser, words: str = HEAVY) -> UUID:
    assert "It is kept" in browser.submit(PAGE, text=words).text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(SupervisionPoint.id).order_by(SupervisionPoint.written_at.desc())).first()  # type: ignore[return-value]


def test_sue_keeps_a_point_and_reads_it(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)
    keep(sue)

    assert HEAVY in sue.visit(PAGE).text


def test_nothing_of_it_stands_in_the_database(cast: Cast, browser_as: Browsers, owner: Engine) -> None:
    keep(browser_as(cast.sue))

    with owner.connect() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'tests', true)"))
        (sealed,) = connection.scalars(text("SELECT sealed FROM supervision_points"))
    assert b"mother" not in bytes(sealed)


def test_another_supporter_can_neither_read_nor_change_it(cast: Cast, browser_as: Browsers) -> None:
    point_id, sam = keep(browser_as(cast.sue)), make_person("Sam", Role.SUPPORTER, team=cast.early_help)
    other = browser_as(sam)

    assert HEAVY not in other.visit(PAGE).text
    assert HEAVY not in other.visit(f"{PAGE}/print").text
    assert other.visit(f"{PAGE}/{point_id}/remove").status == 404
    for verb in ("discussed", "remove"):
        assert other.submit(f"{PAGE}/{point_id}/{verb}", discussed="yes").status == 404


def test_who_names_somebody_is_asked_once_and_keeps_the_words(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)
    asked = sue.submit(PAGE, text=NAMES)
    kept = sue.submit(PAGE, text=NAMES, accepted=asked.value("accepted") or "")

    assert (asked.status, asked.value("text")) == (422, NAMES)
    assert "This may say who somebody is" in asked.text
    assert "It is kept" in kept.text


def test_other_words_are_asked_about_again(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)
    token = sue.submit(PAGE, text=NAMES).value("accepted") or ""

    assert sue.submit(PAGE, text=f"{NAMES} Or 07700 900456.", accepted=token).status == 422


@pytest.mark.parametrize("words", ["", "a" * 2001])
def test_nothing_and_too_much_are_refused(cast: Cast, browser_as: Browsers, words: str) -> None:
    page = browser_as(cast.sue).submit(PAGE, text=words)

    assert (page.status, page.value("text")) == (422, words)


def test_what_was_talked_over_leaves_the_sheet_and_can_come_back(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)
    address = f"{PAGE}/{keep(sue)}/discussed"

    assert "Talked over on" in sue.submit(address, discussed="yes").text
    assert HEAVY not in sue.visit(f"{PAGE}/print").text
    assert "Talked over on" not in sue.submit(address, discussed="no").text
    assert HEAVY in sue.visit(f"{PAGE}/print").text


def test_what_is_removed_goes_with_its_key(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)
    point_id = keep(sue)

    assert HEAVY in sue.visit(f"{PAGE}/{point_id}/remove").text
    assert "It is removed for good" in sue.submit(f"{PAGE}/{point_id}/remove").text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.get(SupervisionPoint, point_id) is None
        assert session.scalar(select(DataKey).where(DataKey.owner_id == point_id)) is None


def test_a_damaged_point_does_not_hide_the_others(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)
    damaged = keep(sue, "This one will be damaged.")
    keep(sue)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(SupervisionPoint, damaged).sealed = b"no longer what it was"

    page = sue.visit(PAGE)
    assert HEAVY in page.text
    assert "cannot be read just now" in page.text


def test_the_sheet_shows_sues_own_month_and_nobodys_name(cast: Cast, browser_as: Browsers) -> None:
    answer_to(cast.sue, make_conversation(cast.alice))
    answer_to(make_person("Sam", Role.SUPPORTER, team=cast.early_help), make_conversation(cast.ben))

    page = browser_as(cast.sue).visit(f"{PAGE}/print")

    assert "Answers that you sent How often 1" in page.text
    assert "Alice" not in page.response.text


def test_points_go_when_the_account_is_closed(cast: Cast, browser_as: Browsers) -> None:
    keep(browser_as(cast.sue))
    sam = make_person("Sam", Role.SUPPORTER, team=cast.early_help)
    keep(browser_as(sam))

    browser_as(cast.tess).submit(f"/staff/people/{cast.sue.id}/close")

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert list(session.scalars(select(SupervisionPoint.person_id))) == [sam.id]
        supervising.leave_with_account(session, sam.id)
        assert list(session.scalars(select(DataKey.owner_id).where(DataKey.trust_id == cast.hillside.id))) == []
