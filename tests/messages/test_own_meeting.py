"""Alice meets the supporters: those who show themselves, and nobody of another trust."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock
from app.core.db import unit_of_work
from app.messages.models import SupporterProfile
from tests.builders.accounts import make_person
from tests.builders.messages import answer_to, has_read, make_conversation
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PNG = b"\x89PNG\r\n\x1a\n and so on"
PATH = "/messages/supporters"


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, before she has written anything."""
    return browser_as(cast.alice)


def show(supporter: Person, name: str = "Sue O.", *, is_shown: bool = True, picture: bytes | None = PNG) -> None:
    """How this supporter shows themself."""
    with unit_of_work(supporter.trust_id) as session:
        session.add(
            SupporterProfile(
                person_id=supporter.id,
                trust_id=supporter.trust_id,
                shown_name=name,
                story="My brother hears voices.\n\nI have been here for three years.",
                picture=picture,
                picture_type="image/png" if picture else None,
                is_shown=is_shown,
            )
        )


def test_she_reads_who_answers_before_she_writes(cast: Cast, alice: Browser) -> None:
    show(cast.sue)

    page = alice.visit(PATH)

    assert "Sue O." in page.text
    assert "My brother hears voices." in page.text
    [picture] = [each for each in page.all("img") if "supporters" in (each.get("src") or "")]
    assert (picture.get("src"), picture.get("alt")) == (f"{PATH}/{cast.sue.id}/picture", "Sue O.")


def test_the_picture_is_nothing_but_a_picture(cast: Cast, alice: Browser) -> None:
    show(cast.sue)

    answer = alice.client.get(f"{PATH}/{cast.sue.id}/picture")

    assert answer.content == PNG
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_who_does_not_show_themself_is_not_shown(cast: Cast, alice: Browser) -> None:
    show(cast.sue, is_shown=False)

    assert "Sue O." not in alice.visit(PATH).text
    assert "have not introduced themselves yet" in alice.visit(PATH).text
    assert alice.visit(f"{PATH}/{cast.sue.id}/picture").status == 404


def test_who_has_left_is_not_shown_any_more(cast: Cast, alice: Browser) -> None:
    show(cast.sue)
    with unit_of_work(cast.riverside.id) as session:
        session.get_one(Person, cast.sue.id).closed_at = clock.now()

    assert "Sue O." not in alice.visit(PATH).text
    assert alice.visit(f"{PATH}/{cast.sue.id}/picture").status == 404


def test_somebody_without_a_picture_or_a_name_is_shown_by_letter_and_first_name(cast: Cast, alice: Browser) -> None:
    show(cast.sue, "", picture=None)

    page = alice.visit(PATH)

    assert [each.text for each in page.all("h2")] == ["Sue"]
    assert alice.visit(f"{PATH}/{cast.sue.id}/picture").status == 404


def test_those_of_another_trust_are_not_there(cast: Cast, alice: Browser) -> None:
    sven = make_person("Sven", Role.SUPPORTER, team=cast.hill_team)
    show(sven, "Sven of Hillside")

    assert "Sven" not in alice.visit(PATH).text
    assert alice.visit(f"{PATH}/{sven.id}/picture").status == 404


@pytest.mark.parametrize("who", ["cora", "tess", "max"])
def test_the_page_is_for_relatives(cast: Cast, browser_as: Browsers, who: str) -> None:
    show(cast.sue)
    browser = browser_as(getattr(cast, who))

    assert browser.visit(PATH).status == 404
    assert browser.visit(f"{PATH}/{cast.sue.id}/picture").status == 404


def test_an_answer_bears_the_name_that_she_shows(cast: Cast, alice: Browser) -> None:
    show(cast.sue, "Sue O.")
    has_read(cast.alice)
    conversation_id = make_conversation(cast.alice)
    answer_to(cast.sue, conversation_id)

    assert "Sue O." in [each.text for each in alice.visit(f"/messages/{conversation_id}").all("h3")]
