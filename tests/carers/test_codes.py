"""SNOMED CT codes as the trust sets them: what cannot be a code is told while it is typed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.carers.coding import codes, snomed
from app.carers.coding.codes import DEFAULTS, Code
from app.carers.rules import Activity
from app.core.db import unit_of_work
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/codes"
TYPED = {
    "offered-code": "985451000000105",
    "offered-term": "Family intervention for psychosis",
    "joined-code": "726052009",
    "joined-term": "Carer focused education and support programme",
}
# Concepts, as published: of the international release, of the UK's extension, and examples of the specification.
CONCEPTS = [
    "726052009",
    "1097201000000108",
    "985451000000105",
    "404684003",
    "138875005",
    "1290023401004",
    "11000001102",
]


@pytest.mark.parametrize("code", [*CONCEPTS, *(each.code for each in DEFAULTS.values())])
def test_published_concepts_are_taken(code: str) -> None:
    assert snomed.concept(f" {code[:3]} {code[3:]} ") == code


@given(code=st.sampled_from(CONCEPTS), data=st.data())
def test_every_single_wrong_digit_is_found(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))

    assert not snomed.has_right_check_digit(code[:place] + other + code[place + 1 :])


@given(code=st.sampled_from(CONCEPTS), data=st.data())
def test_every_swap_of_two_neighbours_is_found(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert swapped == code or not snomed.has_right_check_digit(swapped)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the code"),
        ("carer", "has digits only"),
        ("٧٢٦٠٥٢٠٠٩", "has digits only"),
        ("72605", "has 6 to 18 digits"),
        ("0726052009", "has 6 to 18 digits"),
        ("1234567890123456789", "has 6 to 18 digits"),
        ("726052008", "check digit does not fit"),
        ("2736091000000116", "the number of a description"),
    ],
)
def test_what_cannot_be_a_concept_is_told_why(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        snomed.concept(typed)


def of(cast: Cast) -> dict[Activity, Code]:
    with unit_of_work(cast.riverside.id) as session:
        return codes.of_trust(session, trust_id=cast.riverside.id)


def test_until_tess_has_set_her_own_ours_hold_and_she_is_told_to_check_them(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).visit(PAGE)

    assert "Check these before you use them" in page.text
    assert page.value("offered-code") == DEFAULTS[Activity.OFFERED].code
    assert of(cast) == DEFAULTS


def test_she_sets_her_own_and_it_is_written_in_the_trail(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).submit(PAGE, **TYPED)

    assert (page.path, "The codes are kept" in page.text) == ("/staff/reports/activity", True)
    assert of(cast)[Activity.OFFERED] == Code("985451000000105", "Family intervention for psychosis", is_own=True)
    with unit_of_work(cast.riverside.id) as session:
        details = session.scalars(select(AuditEntry.details)).one()
    assert details == {"setting": "codes", "offered": "985451000000105", "joined": "726052009"}


def test_a_slip_is_told_and_every_word_is_kept(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).submit(PAGE, **TYPED | {"offered-code": "985451000000106", "joined-term": ""})

    assert page.status == 422
    assert "its check digit does not fit" in page.text
    assert "Write the words that belong to the code" in page.text
    assert page.value("offered-code") == "985451000000106"
    assert of(cast) == DEFAULTS


def test_nobody_but_the_lead_may(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.ada):
        browser = browser_as(person)
        assert browser.visit(PAGE).status == browser.submit(PAGE, **TYPED).status == 404
    browser_as(cast.hanna).submit(PAGE, **TYPED)
    assert of(cast) == DEFAULTS
